using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Quotas.Seats;

internal sealed partial class EstablishmentService
{
    public override Task<FreezeSeatsResponse> FreezeSeats(FreezeSeatsRequest request, ServerCallContext context)
    {
        var wanted = request.Freeze ?? throw Refusal.Field("freeze", "must be given");
        Check(request)
            .Text(wanted.DocumentNumber, "freeze.document_number", longest: 100)
            .Day(wanted.StartDate, "freeze.start_date")
            .OptionalDay(wanted.LastDate, "freeze.last_date")
            .Done();
        var freeze = Wire.ToRecord(wanted) with { FreezeId = Ids.New() };
        return ChangeAsync<FreezeSeatsResponse>(request, context, establishment =>
        {
            RequireLedger(request.OrganisationCode);
            return establishment.Freeze(freeze);
        });
    }
}
