using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.Storage;
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
            // Who covers the school sees the application; the record it is about is read for it, also when it was merged since.
            var teacher = Documents.Teachers.Typed(await scope.Everyone.StandingAsync(c.Application.TeacherId, at: null, ct));
            teacher.Value.RequireKnown();
            RelyOn(c.Writes, teacher);
            return c.Application.Submit(teacher.Value, Rules(c.Batch, c.Application.Level), c.Batch.RuleVersion, c.Batch.AsOf, Caller.Of(context).PrincipalId, clock.GetUtcNow());
        });
    }
}
