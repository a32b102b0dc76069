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
            var members = await MembersAsync(panel, context, ct);
            // A vote that comes meanwhile may be of a member who goes.
            var open = (await BatchRows.ApplicationsAsync(store, batch.BatchId, ct)).Where(a => !a.Value.IsOver).ToList();
            open.ForEach(a => writes.RelyOn(Documents.Applications, a));
            return batch.WithPanel(Wire.ToRecord(new Panel { Tier = panel.Tier, Members = { members } }), [.. open.Select(a => a.Value)]);
        });
    }

    /// <summary>The members by the ids of their accounts. A mistyped one would let nobody vote, or let somebody review their own application.</summary>
    private async Task<IReadOnlyList<PanelMember>> MembersAsync(Panel panel, ServerCallContext context, CancellationToken ct)
    {
        await follower.CaughtUpAsync(store.Revision, ct);
        var rows = await scope.TeachersAsync(context);
        var members = new List<PanelMember>();
        foreach (var (index, member) in panel.Members.Index())
        {
            var (named, said) = member.AccountName.Length > 0 ? ("account_name", member.AccountName) : ("account_id", member.AccountId);
            var account = (member.AccountName.Length > 0 ? accounts.FindByName(said) : accounts.Find(said)) ?? throw Refusal.NotFound(Documents.Accounts.Name, said);
            // Who may not vote would count among those who have not.
            if (!account.Stored.Account.Grants.Any(g => Roles.Of(g.Role).Contains(Permission.Decide)))
            {
                throw Refusal.Field($"panel.members[{index}].{named}", "must be an account with a role that may decide, such as REVIEWER");
            }
            if (member.TeacherId.Length > 0)
            {
                await rows.StandingAsync(member.TeacherId, at: null, ct);
            }
            members.Add(new() { AccountId = account.Stored.Account.AccountId, TeacherId = member.TeacherId });
        }
        new RequestCheck().Require(members.DistinctBy(m => m.AccountId).Count() == members.Count, "panel.members", "must hold each account at most once").Done();
        return members;
    }
}
