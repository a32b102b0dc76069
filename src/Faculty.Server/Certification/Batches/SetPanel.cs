using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Certification.Batches;

internal sealed partial class BatchService
{
    public override Task<SetPanelResponse> SetPanel(SetPanelRequest request, ServerCallContext context)
    {
        var panel = request.Panel ?? throw Refusal.Field("panel", "must be given");
        Check(request).Panel(panel, "panel").Done();
        return ChangeAsync<SetPanelResponse>(request, context, async (batch, _, ct) =>
        {
            await RequireMembersAsync(panel, context, ct);
            return batch.WithPanel(Wire.ToRecord(panel));
        });
    }

    // A mistyped id would let nobody vote, or let somebody review their own application.
    private async Task RequireMembersAsync(Panel panel, ServerCallContext context, CancellationToken ct)
    {
        await follower.CaughtUpAsync(store.Revision, ct);
        var rows = await scope.TeachersAsync(context);
        foreach (var member in panel.Members)
        {
            _ = accounts.Find(member.AccountId) ?? throw Refusal.NotFound(Documents.Accounts.Name, member.AccountId);
            if (member.TeacherId.Length > 0)
            {
                await rows.StandingAsync(member.TeacherId, at: null, ct);
            }
        }
    }
}
