using Faculty.Domain.Certification.Applications;
using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Certification.Applications;

internal sealed partial class ApplicationService
{
    public override Task<SubmitApplicationsResponse> SubmitApplications(SubmitApplicationsRequest request, ServerCallContext context)
    {
        new RequestCheck().Applications(request).Done();
        return ChangeAsync<SubmitApplicationsResponse>(request, context, async (c, ct) =>
        {
            RequireTaken(c.Application, c.Batch);
            var teacher = await ApplicantAsync(c, ct);
            ApplicantRules.RequireNotRecognised(teacher, c.Batch, c.Application.Level, clock.TodayInChina());
            var (version, asked) = Rules(c.Batch, c.Application.SchoolCode, c.Application.Level);
            return c.Application.Submit(teacher, asked, version, c.Batch.AsOf, Caller.Of(context).PrincipalId, clock.GetUtcNow());
        });
    }
}
