using Faculty.Domain.Quotas.Hiring;
using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using HiringLine = Faculty.Domain.Quotas.Hiring.HiringLine;
using HiringStepType = Faculty.V1.HiringStepType;

namespace Faculty.Server.Quotas.Hiring;

internal sealed partial class HiringService
{
    public override Task<DecideHiringLineResponse> DecideHiringLine(DecideHiringLineRequest request, ServerCallContext context)
    {
        Check(request)
            .Step(request.Step, "step", clock.TodayInChina(), HiringStepType.Return, HiringStepType.Approve, HiringStepType.Reduce, HiringStepType.Cancel, HiringStepType.Extend)
            .Done();
        var step = HiringForm.ToRecord(request.Step, clock.TodayInChina());
        return ChangeAsync<DecideHiringLineResponse>(request, context, async (line, batch, ct) =>
        {
            var next = line.Take(step);
            await HoldAgainstPlanAsync(line, next, step.Date, batch, ct);
            return next;
        });
    }

    // The last office's approval, or an extension, opens seats. Who decides about another line of the school at once decides again.
    private async Task HoldAgainstPlanAsync(HiringLine line, HiringLine next, DateOnly day, WriteBatch batch, CancellationToken ct)
    {
        if (!PlanRules.OpensMore(line, next, day) || LedgerOf(line, batch) is not { } found)
        {
            return;
        }
        var ledger = found.Value;
        // The lines are read after the ledger: an approval beside this one is among them, or moved the ledger on.
        await follower.CaughtUpAsync(found.Revision, ct);
        var others = lines.Now.OfLedger(ledger.OrganisationCode, organisations.Tree, clock.TodayInChina()).Where(l => l.Code != line.Code).ToList();
        PlanRules.Require(ledger, await seats.HeadsAsync(found, day, ct), others, line, next, day, explained: batch.Reason is not null);
        batch.Replace(Documents.Establishments, found, ledger.Taken());
    }
}
