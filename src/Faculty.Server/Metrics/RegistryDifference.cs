using System.Runtime.CompilerServices;
using Faculty.Domain.Metrics;
using Faculty.Domain.Organisations;
using Faculty.Storage;

namespace Faculty.Server.Metrics;

/// <summary>
/// Which teachers and organisations are another version at a later revision than at an earlier one, read from the journal between.
/// </summary>
internal sealed class RegistryDifference
{
    private const int AtATime = 1024;
    private const int WorthAllCores = 32;
    private readonly Dictionary<string, Versions> teachers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Versions> organisations = new(StringComparer.Ordinal);

    public bool ChangesOrganisations => organisations.Count > 0;

    public IReadOnlyCollection<string> ChangedTeachers => teachers.Keys;

    /// <summary>Takes in the next entry; entries come in order. Of many entries the teachers' bodies are not kept, but read again.</summary>
    public void Add(JournalEntry entry, bool keepTeachers)
    {
        foreach (var change in entry.Changes)
        {
            if (string.Equals(change.Type, Documents.Teachers.Name, StringComparison.Ordinal))
            {
                Add(teachers, change, keepTeachers);
            }
            else if (string.Equals(change.Type, Documents.Organisations.Name, StringComparison.Ordinal))
            {
                Add(organisations, change, keepBody: true);
            }
        }
    }

    /// <summary>Takes in everything after one revision up to another.</summary>
    public async Task AddAsync(IRegistryStore store, long after, long upTo, CancellationToken ct)
    {
        if (after >= upTo)
        {
            return;
        }
        await foreach (var entry in store.ReadJournalAsync(after, ct))
        {
            Add(entry, keepTeachers: false);
            if (entry.Revision >= upTo)
            {
                return;
            }
        }
    }

    /// <summary>The later tree, from the earlier one. An organisation is closed, never removed.</summary>
    public OrganisationTree Later(OrganisationTree earlier) => organisations.Values
        .Where(v => v.Later is not null)
        .Aggregate(earlier, (tree, v) => tree.With(Documents.Organisations.Read(v.Later!.Value)));

    /// <summary>The earlier tree, from the later one.</summary>
    public async Task<OrganisationTree> EarlierAsync(IRegistryStore store, OrganisationTree later, CancellationToken ct)
    {
        if (!ChangesOrganisations)
        {
            return later;
        }
        var changed = Codes();
        var known = later.All.Where(o => !changed.Contains(o.Code)).ToList();
        foreach (var (id, versions) in organisations)
        {
            if (versions.Replaced > 0)
            {
                known.Add((await store.FindAtAsync(Documents.Organisations, id, versions.Replaced, ct))!.Value);
            }
        }
        return OrganisationTree.Of(known);
    }

    /// <summary>
    /// Steps at the earlier and at the later revision of every teacher for whom they may differ: those who changed, and those below an
    /// organisation whose place changed. Some at a time; only steps of scopes that are wanted.
    /// </summary>
    public async IAsyncEnumerable<(List<ScopeStep> Earlier, List<ScopeStep> Later)> StepsAsync(
        IRegistryStore store,
        ScopeChains earlier,
        ScopeChains later,
        long laterRevision,
        Func<string, bool> wanted,
        [EnumeratorCancellation] CancellationToken ct)
    {
        var bodies = BodiesAsync(store, earlier.Organisations, later.Organisations, laterRevision, ct);
        await foreach (var some in bodies.Chunk(AtATime).WithCancellation(ct))
        {
            var steps = new (List<ScopeStep> Earlier, List<ScopeStep> Later)[some.Length];
            void Compute(int i) => steps[i] = (Steps(some[i].Earlier, earlier, wanted), Steps(some[i].Later, later, wanted));
            if (some.Length >= WorthAllCores)
            {
                Parallel.For(0, some.Length, Compute);
            }
            else
            {
                for (var i = 0; i < some.Length; i++)
                {
                    Compute(i);
                }
            }
            foreach (var both in steps)
            {
                yield return both;
            }
        }
    }

    private async IAsyncEnumerable<(ReadOnlyMemory<byte>? Earlier, ReadOnlyMemory<byte>? Later)> BodiesAsync(
        IRegistryStore store, OrganisationTree earlier, OrganisationTree later, long laterRevision, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var (id, versions) in teachers)
        {
            // A version that was replaced exists; without it the cube would be wrong, so its absence is a fault.
            ReadOnlyMemory<byte>? was = versions.Replaced == 0
                ? null
                : (await store.FindAtAsync(Documents.Teachers.Name, id, versions.Replaced, ct))!.Body;
            yield return (was, versions.Later ?? (await store.FindAtAsync(Documents.Teachers.Name, id, laterRevision, ct))?.Body);
        }
        await foreach (var document in store.BelowAsync(Moved(earlier, later), earlier, later, laterRevision, ct))
        {
            if (!teachers.ContainsKey(document.Id))
            {
                yield return (document.Body, document.Body);
            }
        }
    }

    private static void Add(Dictionary<string, Versions> versions, JournalChange change, bool keepBody)
    {
        var replaced = versions.TryGetValue(change.Id, out var known) ? known.Replaced : change.Replaced;
        versions[change.Id] = new(replaced, keepBody ? change.Body : null);
    }

    private static List<ScopeStep> Steps(ReadOnlyMemory<byte>? body, ScopeChains scopes, Func<string, bool> wanted)
    {
        if (body is not { } bytes)
        {
            return [];
        }
        var steps = TeacherSteps.Of(Documents.Teachers.Read(bytes), scopes);
        steps.RemoveAll(s => !wanted(s.Scope));
        return steps;
    }

    // A new organisation that nothing lay below yet moves nobody.
    private IReadOnlyList<string> Moved(OrganisationTree earlier, OrganisationTree later) => ChangesOrganisations
        ? [.. Codes().Where(code => (earlier.Find(code), later.Find(code)) switch
        {
            ({ } was, { } now) => was.Kind != now.Kind || !was.Parents.SequenceEqual(now.Parents),
            _ => earlier.EverChildren(code).Any(),
        })]
        : [];

    private HashSet<string> Codes() => organisations.Values
        .Where(v => v.Later is not null)
        .Select(v => Documents.Organisations.Read(v.Later!.Value).Code)
        .ToHashSet(StringComparer.Ordinal);

    private readonly record struct Versions(long Replaced, ReadOnlyMemory<byte>? Later);
}
