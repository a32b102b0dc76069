using Faculty.Domain.Groups;
using Faculty.Server.Hosting;
using Faculty.Storage;

namespace Faculty.Server.Groups;

/// <summary>
/// All groups in memory with what is judged of their members, kept by following the journal: ten thousand of them are judged on a day within a
/// second, which reading each member's document would not allow. Read it after JournalFollower.CaughtUpAsync.
/// </summary>
internal sealed class GroupDirectory : IReadModel
{
    private volatile GroupView now = GroupView.Empty;
    private IRegistryStore? store;

    /// <summary>Groups and persons of one moment: take it once for an answer.</summary>
    public GroupView Now => now;

    public long Revision => now.Revision;

    public async ValueTask StartAsync(IRegistryStore from, CancellationToken ct)
    {
        store = from;
        var revision = from.Revision;
        var view = GroupView.Empty;
        await foreach (var document in from.ScanAsync(Documents.Groups.Name, ct))
        {
            view = await WithAsync(view, Documents.Groups.Typed(document), ct);
        }
        now = view with { Revision = revision };
    }

    public async ValueTask ApplyAsync(JournalEntry entry, CancellationToken ct)
    {
        var next = now;
        foreach (var change in entry.Changes)
        {
            if (string.Equals(change.Type, Documents.Groups.Name, StringComparison.Ordinal) && change.Body is { } body)
            {
                next = await WithAsync(next, new Stored<Group>(change.Id, entry.Revision, Documents.Groups.Read(body)), ct);
            }
            else if (string.Equals(change.Type, Documents.Teachers.Name, StringComparison.Ordinal) && next.Persons.Knows(change.Id) && change.Body is { } teacher)
            {
                next = next with { Persons = await next.Persons.WithAsync(Documents.Teachers.Read(teacher), store!, ct) };
            }
        }
        now = next with { Revision = entry.Revision };
    }

    private async ValueTask<GroupView> WithAsync(GroupView view, Stored<Group> group, CancellationToken ct)
    {
        var persons = view.Persons;
        foreach (var membership in group.Value.Memberships)
        {
            persons = await persons.WithAsync(membership.TeacherId, store!, ct);
        }
        return view.With(group) with { Persons = persons };
    }
}
