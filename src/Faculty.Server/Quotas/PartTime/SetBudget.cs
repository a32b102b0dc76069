using Faculty.Server.Hosting;
using Faculty.Server.Organisations;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Quotas.PartTime;

internal sealed partial class PartTimeService
{
    public override Task<SetBudgetResponse> SetBudget(SetBudgetRequest request, ServerCallContext context)
    {
        var revision = request.Revision ?? throw Refusal.Field("revision", "must be given");
        Check(request).Revision(revision, "revision").Done();
        return ChangeAsync<SetBudgetResponse>(request, context, budget => budget.Revise(Wire.ToRecord(revision) with { RevisionId = Ids.New() }));
    }

    private static RequestCheck Check(IBudgetWrite request) => new RequestCheck().Write(request).OrganisationCode(request.SchoolCode, "school_code").Year(request.Year, "year");
}
