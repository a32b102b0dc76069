using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Organisations;

internal sealed partial class OrganisationService
{
    public override Task<RenameOrganisationResponse> RenameOrganisation(RenameOrganisationRequest request, ServerCallContext context)
    {
        Check(request).OrganisationName(request.Name, "name").Day(request.StartDate, "start_date").Done();
        return ChangeAsync<RenameOrganisationResponse>(request, context, organisation => organisation.Rename(request.Name, request.StartDate.ToDay()));
    }
}
