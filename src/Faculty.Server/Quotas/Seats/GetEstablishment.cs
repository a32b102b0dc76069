using Faculty.Server.Hosting;
using Faculty.Server.Organisations;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Quotas.Seats;

internal sealed partial class EstablishmentService
{
    public override async Task<GetEstablishmentResponse> GetEstablishment(GetEstablishmentRequest request, ServerCallContext context)
    {
        new RequestCheck().OrganisationCode(request.OrganisationCode, "organisation_code").Done();
        var ct = context.CancellationToken;
        var at = await store.RevisionKnownAtAsync(request.KnownAt, clock, ct);
        await follower.CaughtUpAsync(store.Revision, ct);
        var found = (await scope.OfAsync(context)).Covers(request.OrganisationCode) ? establishments.Now.Find(request.OrganisationCode) : null;
        if (found is not null && at is { } revision)
        {
            found = await store.FindAtAsync(Documents.Establishments, found.Id, revision, ct);
        }
        return new() { Establishment = ToWire(found ?? throw NotFound(request.OrganisationCode)) };
    }
}
