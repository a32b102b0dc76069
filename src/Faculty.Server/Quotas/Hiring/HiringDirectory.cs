using System.Collections.Immutable;
using Faculty.Domain.Organisations;
using Faculty.Domain.Quotas.Hiring;
using Faculty.Server.Hosting;
using Faculty.Server.Quotas.Seats;
using Faculty.Storage;

namespace Faculty.Server.Quotas.Hiring;

/// <summary>All hiring lines in memory, kept by following the journal: a few of a school and year. Read it after JournalFollower.CaughtUpAsync.</summary>
internal sealed class HiringDirectory : IReadModel
{
    private volatile HiringView now = HiringView.Empty;

    /// <summary>The lines of one moment: take them once for a decision.</summary>
    public HiringView Now => now;

    public long Revision { get; private set; }

    public async ValueTask StartAsync(IRegistryStore store, CancellationToken ct)
    {
        var (revision, view) = (store.Revision, HiringView.Empty);
        await foreach (var document in store.ScanAsync(Documents.HiringLines.Name, ct))
        {
            view = view.With(Documents.HiringLines.Typed(document));
        }
        (now, Revision) = (view, revision);
    }

    public ValueTask ApplyAsync(JournalEntry entry, CancellationToken ct)
    {
        var next = now;
        foreach (var change in entry.Changes)
        {
            if (string.Equals(change.Type, Documents.HiringLines.Name, StringComparison.Ordinal) && change.Body is { } body)
            {
                next = next.With(new(change.Id, entry.Revision, Documents.HiringLines.Read(body)));
            }
        }
        (now, Revision) = (next, entry.Revision);
        return ValueTask.CompletedTask;
    }
}

/// <summary>The hiring lines of one moment, by code, and the versions of the documents they are read from.</summary>
internal sealed record HiringView(
    ImmutableSortedDictionary<string, Stored<HiringLine>> All, ImmutableDictionary<string, ImmutableSortedSet<string>> BySchool, ImmutableDictionary<string, string> ByEngagement)
{
    public static readonly HiringView Empty = new(
        ImmutableSortedDictionary.Create<string, Stored<HiringLine>>(StringComparer.Ordinal),
        ImmutableDictionary.Create<string, ImmutableSortedSet<string>>(StringComparer.Ordinal),
        ImmutableDictionary.Create<string, string>(StringComparer.Ordinal));

    public Stored<HiringLine>? Find(string code) => All.GetValueOrDefault(code);

    /// <summary>The lines of a school, by code.</summary>
    public IEnumerable<HiringLine> OfSchool(string schoolCode) => BySchool.TryGetValue(schoolCode, out var codes) ? codes.Select(code => All[code].Value) : [];

    /// <summary>The lines whose seats are on a school's ledger: its own, and those of classes attached to it.</summary>
    public IEnumerable<HiringLine> OfLedger(string organisationCode, OrganisationTree tree, DateOnly today) =>
        tree.EverChildren(organisationCode).Select(o => o.Code).Where(code => EstablishmentView.LedgerOf(code, tree, today) == organisationCode).Append(organisationCode).SelectMany(OfSchool);

    /// <summary>The line that somebody with this engagement came by, or null.</summary>
    public Stored<HiringLine>? OfEngagement(string engagementId) => ByEngagement.TryGetValue(engagementId, out var code) ? Find(code) : null;

    /// <summary>The view with a line added or replaced; a version known already stays.</summary>
    public HiringView With(Stored<HiringLine> line)
    {
        var (code, known) = (line.Value.Code, Find(line.Value.Code));
        return known is not null && known.Revision >= line.Revision ? this : new(
            All.SetItem(code, line),
            // A line stays with its school.
            BySchool.SetItem(line.Value.SchoolCode, (BySchool.TryGetValue(line.Value.SchoolCode, out var codes) ? codes : ImmutableSortedSet.Create<string>(StringComparer.Ordinal)).Add(code)),
            ByEngagement.RemoveRange(Engagements(known?.Value)).AddRange(Engagements(line.Value).Select(e => KeyValuePair.Create(e, code))));
    }

    private static IEnumerable<string> Engagements(HiringLine? line) => (line?.Candidates ?? []).Where(c => c.EngagementId.Length > 0).Select(c => c.EngagementId);
}
