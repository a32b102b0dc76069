using System.Runtime.CompilerServices;
using Faculty.Domain.Organisations;
using Faculty.Storage;

namespace Faculty.Server.Metrics;

/// <summary>Teachers by the organisations their records name, as of a revision.</summary>
internal static class TeachersBelow
{
    private const int PageSize = 500;

    /// <summary>
    /// The versions at a revision of all teachers tied at that revision to a school or department below these organisations. Others may be
    /// among them: the index is newer than the revision, so whoever changed since is taken in as well.
    /// </summary>
    public static async IAsyncEnumerable<StoredDocument> BelowAsync(
        this IRegistryStore store,
        IReadOnlyCollection<string> codes,
        OrganisationTree one,
        OrganisationTree other,
        long revision,
        [EnumeratorCancellation] CancellationToken ct)
    {
        if (codes.Count == 0)
        {
            yield break;
        }
        var ids = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var range in codes.SelectMany(c => one.EverBelow(c).Concat(other.EverBelow(c))).SelectMany(Ranges).Distinct())
        {
            await foreach (var document in store.AllAsync(range, ct))
            {
                ids.Add(document.Id);
            }
        }
        var since = new RegistryDifference();
        await since.AddAsync(store, revision, store.Revision, ct);
        ids.UnionWith(since.ChangedTeachers);
        foreach (var id in ids)
        {
            if (await store.FindAtAsync(Documents.Teachers.Name, id, revision, ct) is { } found)
            {
                yield return found;
            }
        }
    }

    /// <summary>All documents of an index range.</summary>
    public static async IAsyncEnumerable<StoredDocument> AllAsync(
        this IRegistryStore store, KeyRange range, [EnumeratorCancellation] CancellationToken ct)
    {
        string? after = null;
        do
        {
            var page = await store.QueryAsync(Documents.Teachers.Name, range, after, PageSize, ct);
            foreach (var document in page.Documents)
            {
                yield return document;
            }
            after = page.Next;
        }
        while (after is not null);
    }

    /// <summary>The index ranges that hold the persons an organisation may count by itself.</summary>
    public static IEnumerable<KeyRange> Ranges(Organisation organisation)
    {
        if (organisation.Kind is OrganisationKind.School or OrganisationKind.AttachedClass)
        {
            yield return KeyRange.Exactly(Documents.SchoolIndex, organisation.Code);
        }
        if (organisation.Kind is OrganisationKind.Department or OrganisationKind.AttachedClass)
        {
            yield return KeyRange.Exactly(Documents.DepartmentIndex, organisation.Code);
        }
    }
}
