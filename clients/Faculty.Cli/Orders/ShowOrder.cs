using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Orders;

/// <summary>`faculty orders show`: says in plain words what happens next and until when.</summary>
internal static class ShowOrder
{
    public static Command Create(Words words) => new RequestCommand<GetOrderRequest>("show", words["an order, and what happens next", "查看订单及下一步"], words, OrderFields.Number)
        .Calls<GetOrderResponse>(c => c.Orders.GetOrderAsync, (reply, run) => OrderText.Whole(reply.View, run));
}
