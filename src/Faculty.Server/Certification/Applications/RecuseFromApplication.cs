using Faculty.Domain.Certification.Applications;
using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;
using BatchState = Faculty.Domain.Certification.Batches.BatchState;

namespace Faculty.Server.Certification.Applications;

internal sealed partial class ApplicationService
{
    public override Task<RecuseFromApplicationResponse> RecuseFromApplication(RecuseFromApplicationRequest request, ServerCallContext context)
    {
        new RequestCheck().Application(request).Words(request.Ground, "ground").Done();
        return ChangeAsync<RecuseFromApplicationResponse>(request, context, c =>
        {
            RequireTier(c);
            var caller = Caller.Of(context).PrincipalId;
            c.Batch.Before(BatchState.Publicity);
            ReviewRules.RequireOfPanel(c.Batch, c.Application, caller);
            return c.Application.Recuse(caller, request.Ground, clock.GetUtcNow());
        });
    }
}
