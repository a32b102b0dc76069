using System.Collections.Immutable;
using Faculty.Domain.Organisations;
using Faculty.Server.Hosting;
using Faculty.Storage;

namespace Faculty.Server.Organisations;

/// <summary>All organisations in memory, kept by following the journal. Read it after JournalFollower.CaughtUpAsync.</summary>
internal sealed class OrganisationDirectory : IReadModel
{
    private volatile OrganisationView now = OrganisationView.Empty;

    /// <summary>The tree and the versions it stands on, of one moment: take it once for a decision.</summary>
    public OrganisationView Now => now;

    public OrganisationTree Tree => now.Tree;

    public long Revision { get; private set; }

    public async ValueTask StartAsync(IRegistryStore store, CancellationToken ct)
    {
        var revision = store.Revision;
        var found = new List<Stored<Organisation>>();
        await foreach (var document in store.ScanAsync(Documents.Organisations.Name, ct))
        {
            found.Add(Documents.Organisations.Typed(document));
        }
        var guard = await store.FindAsync(Documents.OrganisationGuard, OrganisationView.GuardId, ct);
        (now, Revision) = (OrganisationView.Of(found, guard?.Revision ?? 0), revision);
    }

    public ValueTask ApplyAsync(JournalEntry entry, CancellationToken ct)
    {
        var next = now;
        foreach (var change in entry.Changes)
        {
            if (string.Equals(change.Type, Documents.Organisations.Name, StringComparison.Ordinal) && change.Body is { } body)
            {
                next = next.With(new(change.Id, entry.Revision, Documents.Organisations.Read(body)));
            }
            else if (string.Equals(change.Type, Documents.OrganisationGuard.Name, StringComparison.Ordinal))
            {
                next = next with { GuardRevision = entry.Revision };
            }
        }
        (now, Revision) = (next, entry.Revision);
        return ValueTask.CompletedTask;
    }
}

/// <summary>The organisations of one moment, and the versions of the documents they are read from.</summary>
internal sealed record OrganisationView(OrganisationTree Tree, ImmutableDictionary<string, Stored<Organisation>> Documents, long GuardRevision)
{
    public const string GuardId = "tree";

    public static readonly OrganisationView Empty = new(OrganisationTree.Empty, ImmutableDictionary.Create<string, Stored<Organisation>>(StringComparer.Ordinal), 0);

    public static OrganisationView Of(IReadOnlyCollection<Stored<Organisation>> organisations, long guardRevision) => new(
        OrganisationTree.Of(organisations.Select(o => o.Value)),
        Empty.Documents.AddRange(organisations.Select(o => KeyValuePair.Create(o.Value.Code, o))),
        guardRevision);

    public Stored<Organisation>? Find(string code) => Documents.GetValueOrDefault(code);

    /// <summary>The view with an organisation added or replaced; a version known already stays.</summary>
    public OrganisationView With(Stored<Organisation> organisation) => Find(organisation.Value.Code) is { } known && known.Revision >= organisation.Revision
        ? this
        : this with { Tree = Tree.With(organisation.Value), Documents = Documents.SetItem(organisation.Value.Code, organisation) };

    /// <summary>The batch holds only while these organisations are as they are seen here; codes not known are left out (the rules refuse them).</summary>
    public WriteBatch RelyOn(WriteBatch batch, IEnumerable<string> codes)
    {
        foreach (var code in codes.Distinct(StringComparer.Ordinal))
        {
            if (Find(code) is { } found && !batch.Changes.Any(c => string.Equals(c.Id, found.Id, StringComparison.Ordinal)))
            {
                batch.RelyOn(Server.Documents.Organisations, found);
            }
        }
        return batch;
    }

    /// <summary>What is decided by the tree holds only while the whole of it is as seen here.</summary>
    public WriteBatch RelyOn(WriteBatch batch) => GuardRevision == 0
        ? batch.RelyOnAbsence(Server.Documents.OrganisationGuard, GuardId)
        : batch.RelyOn(Server.Documents.OrganisationGuard, new(GuardId, GuardRevision, []));

    /// <summary>
    /// A change to the tree holds only while the whole tree is as seen here: what is decided over several organisations (no cycle, nothing
    /// below a closed one) has one document that guards it.
    /// </summary>
    public WriteBatch Guard(WriteBatch batch) => GuardRevision == 0
        ? batch.Insert(Server.Documents.OrganisationGuard, GuardId, [])
        : batch.Replace(Server.Documents.OrganisationGuard, new(GuardId, GuardRevision, []), []);
}
