using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Organisations;

internal sealed partial class OrganisationService
{
    private const int MostSuccessors = 50;

    public override Task<CloseOrganisationResponse> CloseOrganisation(CloseOrganisationRequest request, ServerCallContext context)
    {
        var check = Check(request)
            .Day(request.LastDate, "last_date")
            .Require(request.SuccessorCodes.Count <= MostSuccessors, "successor_codes", $"must hold at most {MostSuccessors} codes")
            .Require(request.SuccessorCodes.Distinct(StringComparer.Ordinal).Count() == request.SuccessorCodes.Count, "successor_codes", "must name each organisation once");
        for (var i = 0; i < request.SuccessorCodes.Count; i++)
        {
            check.OrganisationCode(request.SuccessorCodes[i], $"successor_codes[{i}]");
        }
        check.Done();
        return ChangeAsync<CloseOrganisationResponse>(request, context, organisation => organisation.Close(request.LastDate.ToDay(), [.. request.SuccessorCodes]));
    }
}
