using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Organisations;

internal sealed partial class OrganisationService
{
    public override async Task<GetOrganisationResponse> GetOrganisation(GetOrganisationRequest request, ServerCallContext context)
    {
        new RequestCheck().OrganisationCode(request.Code, "code").Done();
        await follower.CaughtUpAsync(store.Revision, context.CancellationToken);
        var found = directory.Now.Find(request.Code)
            ?? await store.FindAsync(Documents.Organisations, request.Code, context.CancellationToken)
            ?? throw Refusal.NotFound("organisation", request.Code);
        return new() { Organisation = ToWire(found) };
    }
}
