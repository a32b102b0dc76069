using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Certification.Applications;

internal sealed partial class ApplicationService
{
    public override Task<WithdrawApplicationResponse> WithdrawApplication(WithdrawApplicationRequest request, ServerCallContext context)
    {
        new RequestCheck().Application(request).Words(request.Explanation, "explanation").Done();
        return ChangeAsync<WithdrawApplicationResponse>(request, context, c => c.Application.Withdraw(request.Explanation, Caller.Of(context).PrincipalId, clock.GetUtcNow()));
    }
}
