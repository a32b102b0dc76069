using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Quotas.Hiring;

internal sealed partial class HiringService
{
    public override Task<AdvanceHiringLineResponse> AdvanceHiringLine(AdvanceHiringLineRequest request, ServerCallContext context)
    {
        Check(request).Step(request.Step, "step", clock.TodayInChina(), HiringStepType.Submit, HiringStepType.Announce, HiringStepType.Select, HiringStepType.Publicise).Done();
        var step = HiringForm.ToRecord(request.Step, clock.TodayInChina());
        return ChangeAsync<AdvanceHiringLineResponse>(request, context, (line, _, _) => Task.FromResult(line.Take(step)));
    }
}
