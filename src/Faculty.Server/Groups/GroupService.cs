using Faculty.Domain.Groups.Composition;
using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.Server.Organisations;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using Group = Faculty.Domain.Groups.Group;

namespace Faculty.Server.Groups;

/// <summary>Keeps studios and teams (工作室、团队), and judges them on any day. A group belongs to its host school.</summary>
internal sealed partial class GroupService(
    IRegistryStore store, Write write, RowScope scope, CallerTokens tokens, OrganisationDirectory organisations, GroupDirectory groups, CompositionBook book,
    JournalFollower follower, Watching watching, TimeProvider clock)
    : V1.GroupService.GroupServiceBase
{
    /// <summary>The groups of the caller, as of everything acknowledged.</summary>
    private async Task<GroupRows> RowsAsync(ServerCallContext context)
    {
        await follower.CaughtUpAsync(store.Revision, context.CancellationToken);
        return new(groups.Now, await scope.OfAsync(context));
    }

    private async Task<GroupRows> RowsAsync(ServerCallContext context, string schoolCode, GroupKind kind, GroupLevel level) =>
        (await RowsAsync(context)).Filtered(organisations.Tree, schoolCode, (Domain.Groups.GroupKind)kind, (Domain.Groups.GroupLevel)level);

    /// <summary>The persons of groups as far as the caller may see them.</summary>
    private async Task<TeacherNames> NamesAsync(ServerCallContext context) => new(await scope.TeachersAsync(context));

    /// <summary>A change of one group of the caller's by a rule.</summary>
    private async Task<TReply> ChangeAsync<TReply>(IGroupWrite request, ServerCallContext context, Func<Group, WriteBatch, CancellationToken, Task<Group>> rule)
        where TReply : IGroupReply, new()
    {
        var coverage = await scope.OfAsync(context);
        var found = await FindAsync(request.Code, coverage, context.CancellationToken);
        var names = await NamesAsync(context);
        var reply = await write.ChangeAsync(
            request, context, Documents.Groups, found.Id, request.Etag, (group, _) => new(coverage.Covers(group.Value.SchoolCode)), (read, batch, ct) => rule(read.Value, batch, ct),
            (stored, _) => new TReply { Group = ToWire(stored, clock.TodayInChina()) });
        await names.FillAsync(reply.Group.Memberships, context.CancellationToken);
        return reply;
    }

    private Task<TReply> ChangeAsync<TReply>(IGroupWrite request, ServerCallContext context, Func<Group, Group> rule)
        where TReply : IGroupReply, new() =>
        ChangeAsync<TReply>(request, context, (group, _, _) => Task.FromResult(rule(group)));

    private async Task<Stored<Group>> FindAsync(string code, Coverage coverage, CancellationToken ct) =>
        await store.FindByKeyAsync(Documents.Groups, Documents.CodeIndex, code, ct) is { } found && coverage.Covers(found.Value.SchoolCode) ? found : throw NotFound(code);

    /// <summary>The group as a message, in the state of a day; who its members are is not said yet.</summary>
    private static V1.Group ToWire(Stored<Group> stored, DateOnly day)
    {
        var message = Wire.ToMessage(stored.Value);
        message.Etag = stored.Revision == 0 ? "" : Tokens.Etag(stored.Revision);
        message.State = (GroupState)stored.Value.StateOn(day);
        return message;
    }

    /// <summary>The standing ids of a group's members and one more: two records of one person are told of as one.</summary>
    private async Task<Func<string, string>> StandingIdsAsync(Group group, string further, CancellationToken ct)
    {
        var standing = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var id in group.Memberships.Select(m => m.TeacherId).Append(further).Distinct(StringComparer.Ordinal))
        {
            standing[id] = (await scope.Everyone.StandingOrNullAsync(id, at: null, ct))?.Id ?? id;
        }
        return id => standing.GetValueOrDefault(id, id);
    }

    private static Refusal NotFound(string code) => Refusal.NotFound(Documents.Groups.Name, code);

    private static RequestCheck Check(IGroupWrite request) => new RequestCheck().Write(request).GroupCode(request.Code, "code");
}
