using Faculty.Domain;
using Faculty.Domain.Groups;
using Faculty.Server.Hosting;
using Faculty.Server.Organisations;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using GroupEvent = Faculty.Domain.Groups.GroupEvent;
using GroupState = Faculty.Domain.Groups.GroupState;
using OrganisationKind = Faculty.Domain.Organisations.OrganisationKind;

namespace Faculty.Server.Groups;

internal sealed partial class GroupService
{
    public override Task<CreateGroupResponse> CreateGroup(CreateGroupRequest request, ServerCallContext context)
    {
        var today = clock.TodayInChina();
        var wanted = request.Group ?? throw Refusal.Field("group", "must be given");
        new RequestCheck().Write(request).Group(wanted, "group", today).OptionalDay(request.AppliedDate, "applied_date").Done();
        var applied = request.AppliedDate.ToOptionalDay() ?? today;
        var made = Wire.ToRecord(wanted);
        var group = made with
        {
            GroupId = Ids.New(),
            Enterprises = [.. made.Enterprises.OrderBy(e => e.StartDate).ThenBy(e => e.Name, StringComparer.Ordinal)],
            Events = [new GroupEvent { EventId = Ids.New(), State = GroupState.Applied, EffectiveDate = applied }],
        };
        return write.RunAsync(
            request, context, DecideAsync, async (commit, ct) => new() { Group = ToWire(await write.AsCommittedAsync(Documents.Groups, commit, ct), today) });

        async Task<Func<Commit?, CreateGroupResponse>> DecideAsync(WriteBatch batch, CancellationToken ct)
        {
            await follower.CaughtUpAsync(store.Revision, ct);
            (await scope.OfAsync(context)).Require(group.SchoolCode);
            RequireHost(organisations.Now, group.SchoolCode, applied);
            foreach (var broken in GroupInvariants.Broken(group))
            {
                throw broken;
            }
            organisations.Now.RelyOn(batch, [group.SchoolCode]).Insert(Documents.Groups, group.GroupId, group);
            return commit => new() { Group = ToWire(new(group.GroupId, commit?.Revision ?? 0, group), today) };
        }
    }

    /// <summary>A host is a school, or a class attached to one, that exists on the day.</summary>
    private static void RequireHost(OrganisationView view, string code, DateOnly day)
    {
        if (view.Tree.Find(code) is not { } host || !host.Period.Covers(day))
        {
            throw new RuleBroken(Reason.UnknownOrganisation, "The host school does not exist on that day.", ("code", code), ("from", $"{day:O}"), ("to", $"{day:O}"));
        }
        if (host.Kind is not (OrganisationKind.School or OrganisationKind.AttachedClass))
        {
            throw new RuleBroken(Reason.OrganisationKindMismatch, "A group belongs to a school.", ("code", code), ("kind", $"{host.Kind}"));
        }
    }
}
