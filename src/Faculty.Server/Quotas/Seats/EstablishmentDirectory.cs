using System.Collections.Immutable;
using Faculty.Domain.Organisations;
using Faculty.Domain.Quotas.Seats;
using Faculty.Domain.Time;
using Faculty.Server.Hosting;
using Faculty.Storage;

namespace Faculty.Server.Quotas.Seats;

/// <summary>All establishments in memory, kept by following the journal. Read it after JournalFollower.CaughtUpAsync.</summary>
internal sealed class EstablishmentDirectory : IReadModel
{
    private volatile EstablishmentView now = EstablishmentView.Empty;

    /// <summary>The establishments of one moment: take them once for a decision.</summary>
    public EstablishmentView Now => now;

    public long Revision { get; private set; }

    public async ValueTask StartAsync(IRegistryStore store, CancellationToken ct)
    {
        var revision = store.Revision;
        var found = ImmutableSortedDictionary.CreateBuilder<string, Stored<Establishment>>(StringComparer.Ordinal);
        await foreach (var document in store.ScanAsync(Documents.Establishments.Name, ct))
        {
            var establishment = Documents.Establishments.Typed(document);
            found[establishment.Value.OrganisationCode] = establishment;
        }
        var guard = await store.FindAsync(Documents.EstablishmentGuard, EstablishmentView.GuardId, ct);
        (now, Revision) = (new(found.ToImmutable(), guard?.Revision ?? 0), revision);
    }

    public ValueTask ApplyAsync(JournalEntry entry, CancellationToken ct)
    {
        var next = now;
        foreach (var change in entry.Changes)
        {
            if (string.Equals(change.Type, Documents.Establishments.Name, StringComparison.Ordinal) && change.Body is { } body)
            {
                next = next.With(new(change.Id, entry.Revision, Documents.Establishments.Read(body)));
            }
            else if (string.Equals(change.Type, Documents.EstablishmentGuard.Name, StringComparison.Ordinal))
            {
                next = next with { GuardRevision = entry.Revision };
            }
        }
        (now, Revision) = (next, entry.Revision);
        return ValueTask.CompletedTask;
    }
}

/// <summary>The establishments of one moment, by code of the organisation, and the versions of the documents they are read from.</summary>
internal sealed record EstablishmentView(ImmutableSortedDictionary<string, Stored<Establishment>> All, long GuardRevision)
{
    public const string GuardId = "seats";

    public static readonly EstablishmentView Empty = new(ImmutableSortedDictionary.Create<string, Stored<Establishment>>(StringComparer.Ordinal), 0);

    public Stored<Establishment>? Find(string organisationCode) => All.GetValueOrDefault(organisationCode);

    /// <summary>The view with an establishment added or replaced; a version known already stays.</summary>
    public EstablishmentView With(Stored<Establishment> establishment) => Find(establishment.Value.OrganisationCode) is { } known && known.Revision >= establishment.Revision
        ? this
        : this with { All = All.SetItem(establishment.Value.OrganisationCode, establishment) };

    /// <summary>
    /// What is authorised holds only while everything authorised is as seen here: a cap is held against many schools, and a school against the
    /// caps above it, so one document guards them all.
    /// </summary>
    public WriteBatch Guard(WriteBatch batch) => GuardRevision == 0
        ? batch.Insert(Documents.EstablishmentGuard, GuardId, [])
        : batch.Replace(Documents.EstablishmentGuard, new(GuardId, GuardRevision, []), []);

    /// <summary>The batch holds only while nothing else was authorised since.</summary>
    public WriteBatch RelyOnGuard(WriteBatch batch) => GuardRevision == 0
        ? batch.RelyOnAbsence(Documents.EstablishmentGuard, GuardId)
        : batch.RelyOn(Documents.EstablishmentGuard, new(GuardId, GuardRevision, []));

    /// <summary>
    /// Whose ledger the seats of a school are on: its own; those of a class attached to a school (附设中职班) are that school's. Null when the
    /// organisation has no seats of its own.
    /// </summary>
    public static string? LedgerOf(string code, OrganisationTree tree, DateOnly day) => tree.Find(code) switch
    {
        { Kind: OrganisationKind.School } => code,
        { Kind: OrganisationKind.AttachedClass } attached => attached.LastParentOn(day) is { } parent && tree.Find(parent)?.Kind == OrganisationKind.School ? parent : code,
        _ => null,
    };

    /// <summary>Whose ledger the seats of a school are on, day by day: those of an attached class follow its parent of each day.</summary>
    public static IEnumerable<(string Code, Period During)> LedgersOf(string code, OrganisationTree tree, Period during)
    {
        var next = during.First;
        foreach (var link in tree.Find(code) is { Kind: OrganisationKind.AttachedClass } attached ? attached.Parents : [])
        {
            if (tree.Find(link.ParentCode)?.Kind == OrganisationKind.School && link.Period.Intersect(during) is { } shared)
            {
                if (next < shared.First)
                {
                    yield return (code, new(next, shared.First.AddDays(-1)));
                }
                yield return (link.ParentCode, shared);
                if (shared.End == during.End)
                {
                    yield break;
                }
                next = shared.End.AddDays(1);
            }
        }
        yield return (code, during with { First = next });
    }
}
