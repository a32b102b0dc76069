using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Training.Orders;

internal sealed partial class OrderService
{
    public override Task<RateOrderResponse> RateOrder(RateOrderRequest request, ServerCallContext context)
    {
        var rating = request.Rating ?? throw Refusal.Field("rating", "must be given");
        Check(request).Require(rating.Stars is >= 1 and <= 5, "rating.stars", "must be 1 to 5").Note(rating.Note, "rating.note").Known(rating.Party, "rating.party", optional: true).Done();
        return ChangeAsync<RateOrderResponse>(request, context, (order, by) =>
        {
            new RequestCheck().Require(rating.Party == OrderParty.Unspecified || (int)rating.Party == (int)by.Party, "rating.party", "must be the side that the caller stands on; nobody rates for the other").Done();
            return new(order.Rate(Wire.ToRecord(rating) with { Party = by.Party }, by));
        });
    }
}
