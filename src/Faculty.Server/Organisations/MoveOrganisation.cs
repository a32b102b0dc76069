using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Organisations;

internal sealed partial class OrganisationService
{
    public override Task<MoveOrganisationResponse> MoveOrganisation(MoveOrganisationRequest request, ServerCallContext context)
    {
        Check(request).OrganisationCode(request.ParentCode, "parent_code").Day(request.StartDate, "start_date").OptionalText(request.Reason, "reason", longest: 200).Done();
        return ChangeAsync<MoveOrganisationResponse>(request, context, organisation => organisation.Move(request.ParentCode, request.StartDate.ToDay()));
    }
}
