using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Quotas.Seats;

internal sealed partial class EstablishmentService
{
    public override Task<ThawSeatsResponse> ThawSeats(ThawSeatsRequest request, ServerCallContext context)
    {
        Check(request).Id(request.FreezeId, "freeze_id").OptionalDay(request.LastDate, "last_date").Done();
        var last = request.LastDate.ToOptionalDay() ?? clock.TodayInChina().AddDays(-1);
        return ChangeAsync<ThawSeatsResponse>(request, context, establishment => establishment.Thaw(request.FreezeId, last));
    }
}
