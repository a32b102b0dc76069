using Faculty.Domain.Training.Orders;
using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Training.Orders;

internal sealed partial class OrderService
{
    public override Task<QuoteOrderResponse> QuoteOrder(QuoteOrderRequest request, ServerCallContext context)
    {
        Check(request).Sessions(request.Sessions, "sessions").Prices(request.Prices, "prices").Known(request.Basis, "basis")
            .TrainerIds(request.BlockedTrainerIds, "blocked_trainer_ids").Note(request.Note).Done();
        var prices = request.Prices.ToDictionary(p => p.LineNumber, p => new TypedPrice(p.HasPriceFen ? p.PriceFen : null, p.HasAmountFen ? p.AmountFen : null));
        var sessions = request.Sessions.Select(s => Wire.ToRecord(s) with { SessionId = Ids.New(), Attended = null }).ToList();
        return ChangeBySchoolAsync<QuoteOrderResponse>(request, context, (order, by) =>
        {
            var quoted = (order with { BlockedTrainerIds = [.. request.BlockedTrainerIds] }).MakeQuote(sessions, prices, (Domain.Training.Orders.SettlementBasis)request.Basis, by, request.Note);
            return new(quoted, quoted.Sessions);
        });
    }
}
