using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;
using BookingRule = Faculty.Domain.Training.Orders.BookingRule;
using OrderParty = Faculty.Domain.Training.Orders.OrderParty;

namespace Faculty.Server.Training.Orders;

internal sealed partial class OrderService
{
    public override Task<ConfirmOrderResponse> ConfirmOrder(ConfirmOrderRequest request, ServerCallContext context)
    {
        Check(request).Note(request.Note).Done();
        return ChangeAsync<ConfirmOrderResponse>(request, context, (order, by) =>
        {
            new RequestCheck().Require(by.Party == OrderParty.Enterprise || request.Note.Length > 0, "note", "must say how the enterprise agreed, when the school confirms for it").Done();
            // Whoever confirms may be the enterprise: it is told what to do, and of no trainer.
            return new(order.Confirm(by, request.Note), order.Sessions) { Refuse = fault => fault.Rule == BookingRule.SlotTaken ? order.HoldExpired() : order.QuoteOutdated() };
        });
    }
}
