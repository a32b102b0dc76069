using Faculty.Server.Access;
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
        return ChangeAsync<SetPanelResponse>(request, context, async (batch, writes, ct) =>
        {
            await RequireMembersAsync(panel, context, ct);
            // A vote that comes meanwhile may be of a member who goes.
            var open = (await BatchRows.ApplicationsAsync(store, batch.BatchId, ct)).Where(a => !a.Value.IsOver).ToList();
            open.ForEach(a => writes.RelyOn(Documents.Applications, a));
            return batch.WithPanel(Wire.ToRecord(panel), [.. open.Select(a => a.Value)]);
        });
    }

    // A mistyped id would let nobody vote, or let somebody review their own application.
    private async Task RequireMembersAsync(Panel panel, ServerCallContext context, CancellationToken ct)
    {
        await follower.CaughtUpAsync(store.Revision, ct);
        var rows = await scope.TeachersAsync(context);
        foreach (var (index, member) in panel.Members.Index())
        {
            var account = accounts.Find(member.AccountId) ?? throw Refusal.NotFound(Documents.Accounts.Name, member.AccountId);
            // Who may not vote would count among those who have not.
            if (!account.Stored.Account.Grants.Any(g => Roles.Of(g.Role).Contains(Permission.Decide)))
            {
                throw Refusal.Field($"panel.members[{index}].account_id", "must be an account with a role that may decide, such as REVIEWER");
            }
            if (member.TeacherId.Length > 0)
            {
                await rows.StandingAsync(member.TeacherId, at: null, ct);
            }
        }
    }
}
