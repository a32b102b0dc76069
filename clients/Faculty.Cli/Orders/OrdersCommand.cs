using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Orders;

/// <summary>`faculty orders …` (企业点单): from what an enterprise wants to what it pays for.</summary>
internal static class OrdersCommand
{
    public static Command Create(Words words) => new("orders", words["orders of enterprises: what is taught, when, by whom, for how much", "企业点单：提交、报价、确认、授课、评价、结算"])
    {
        ListOrders.Create(words),
        ShowOrder.Create(words),
        CreateOrder.Create(words),
        ReviseOrder.Create(words),
        Step<SubmitOrderRequest, SubmitOrderResponse>("submit", words["send a draft to the school", "把草稿提交学校"], words, c => c.Orders.SubmitOrderAsync),
        QuoteOrder.Create(words),
        Step<ConfirmOrderRequest, ConfirmOrderResponse>("confirm", words["take the quote, while it holds", "在有效期内确认报价"], words, c => c.Orders.ConfirmOrderAsync),
        Step<RejectOrderRequest, RejectOrderResponse>("reject", words["the school does not take it", "学校不予受理"], words, c => c.Orders.RejectOrderAsync),
        Step<CancelOrderRequest, CancelOrderResponse>("cancel", words["give it up; what is not taught yet is free at once", "取消订单，未授课时段立即释放"], words, c => c.Orders.CancelOrderAsync),
        Step<RecordNoTrainerRequest, RecordNoTrainerResponse>("no-trainer", words["nobody can teach it now; it keeps its place in the queue", "暂无培训师，列入候补并保留次序"], words, c => c.Orders.RecordNoTrainerAsync),
        Step<RequeueOrderRequest, RequeueOrderResponse>("requeue", words["look at a waiting order again", "重新受理候补订单"], words, c => c.Orders.RequeueOrderAsync),
        RescheduleSession.Create(words),
        ReplaceTrainer.Create(words),
        RecordAttendance.Create(words),
        RecordResults.Create(words),
        RateOrder.Create(words),
        SettleOrder.Create(words),
        WaitingOrders.Create(words),
        SettlementSums.Create(words),
    };

    /// <summary>A step that says no more than a note.</summary>
    private static Command Step<TRequest, TReply>(
        string name, string help, Words words, Func<Faculty.Client.FacultyConnection, Func<TRequest, Grpc.Core.CallOptions, Grpc.Core.AsyncUnaryCall<TReply>>> call)
        where TRequest : class, IOrderWrite, Google.Protobuf.IMessage<TRequest>, new()
        where TReply : IOrderReply => new RequestCommand<TRequest>(name, help, words, OrderFields.Number, OrderFields.Note)
            .Does(null, async (request, run, ct) => OrderText.Written(await call(run.Connection)(request, new(cancellationToken: ct)), run));
}

/// <summary>Fields that most commands of orders have.</summary>
internal static class OrderFields
{
    public static readonly (string, string, string, string) Number = ("NUMBER", "number", "number of the order, such as 20261127-7K3MQ", "订单号，如 20261127-7K3MQ");

    public static readonly (string, string, string, string) Note = ("--note", "note", "words that both parties read; no personal data", "双方可见的说明，不得含个人信息");
}
