using System.Collections.Immutable;
using Faculty.Domain.Certification.Rules;
using Faculty.Server.Hosting;
using Faculty.Storage;

namespace Faculty.Server.Certification.Rules;

/// <summary>All rule packs in memory, kept by following the journal. Read it after JournalFollower.CaughtUpAsync.</summary>
internal sealed class RuleDirectory : IReadModel
{
    private volatile RuleView now = RuleView.Empty;

    /// <summary>The packs and the versions they are read from, of one moment: take it once for a decision.</summary>
    public RuleView Now => now;

    public long Revision { get; private set; }

    /// <summary>The packs as they were at a revision.</summary>
    public async Task<RuleBook> AtAsync(IRegistryStore store, long revision, CancellationToken ct)
    {
        var then = new List<RulePack>();
        foreach (var pack in now.Packs.Values)
        {
            if ((pack.Revision <= revision ? pack : await store.FindAtAsync(Documents.RulePacks, pack.Id, revision, ct)) is { } known)
            {
                then.Add(known.Value);
            }
        }
        return RuleBook.Of(then);
    }

    public async ValueTask StartAsync(IRegistryStore store, CancellationToken ct)
    {
        var revision = store.Revision;
        var view = RuleView.Empty;
        await foreach (var document in store.ScanAsync(Documents.RulePacks.Name, ct))
        {
            view = view.With(Documents.RulePacks.Typed(document));
        }
        var guard = await store.FindAsync(Documents.RuleGuard, RuleView.GuardId, ct);
        (now, Revision) = (view with { GuardRevision = guard?.Revision ?? 0 }, revision);
    }

    public ValueTask ApplyAsync(JournalEntry entry, CancellationToken ct)
    {
        var next = now;
        foreach (var change in entry.Changes)
        {
            if (string.Equals(change.Type, Documents.RulePacks.Name, StringComparison.Ordinal) && change.Body is { } body)
            {
                next = next.With(new(change.Id, entry.Revision, Documents.RulePacks.Read(body)));
            }
            else if (string.Equals(change.Type, Documents.RuleGuard.Name, StringComparison.Ordinal))
            {
                next = next with { GuardRevision = entry.Revision };
            }
        }
        (now, Revision) = (next, entry.Revision);
        return ValueTask.CompletedTask;
    }
}

/// <summary>The rule packs of one moment, and the versions of the documents they are read from.</summary>
internal sealed record RuleView(RuleBook Book, ImmutableDictionary<string, Stored<RulePack>> Packs, long GuardRevision)
{
    public const string GuardId = "book";

    public static readonly RuleView Empty = new(RuleBook.Empty, ImmutableDictionary.Create<string, Stored<RulePack>>(StringComparer.Ordinal), 0);

    public Stored<RulePack>? Find(string code, int version) => Book.Find(code, version) is { } pack ? Packs[pack.PackId] : null;

    public RuleView With(Stored<RulePack> pack) => this with { Book = Book.With(pack.Value), Packs = Packs.SetItem(pack.Id, pack) };

    /// <summary>
    /// A change holds only while all packs are as seen here: what is decided over several of them (no two versions on a day, nothing weaker
    /// than what it stands on) has one document that guards it.
    /// </summary>
    public WriteBatch Guard(WriteBatch batch) => GuardRevision == 0
        ? batch.Insert(Documents.RuleGuard, GuardId, [])
        : batch.Replace(Documents.RuleGuard, new(GuardId, GuardRevision, []), []);

    /// <summary>What is decided by the packs holds only while they are as seen here.</summary>
    public WriteBatch RelyOn(WriteBatch batch) => GuardRevision == 0
        ? batch.RelyOnAbsence(Documents.RuleGuard, GuardId)
        : batch.RelyOn(Documents.RuleGuard, new(GuardId, GuardRevision, []));
}
