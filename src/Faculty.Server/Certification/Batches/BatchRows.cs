using Faculty.Domain.Certification.Applications;
using Faculty.Domain.Certification.Batches;
using Faculty.Domain.Organisations;
using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.Storage;

namespace Faculty.Server.Certification.Batches;

/// <summary>
/// The batches that exist for a caller: those of organisations that are covered, and of any above one that is, since its teachers apply there.
/// </summary>
internal sealed class BatchRows(IRegistryStore store, Coverage coverage, OrganisationTree tree, DateOnly today)
{
    private readonly HashSet<string> seen = coverage.Whole ? [] : WithAbove(coverage.Codes, tree, today);

    public Coverage Coverage => coverage;

    public bool Sees(Batch batch) => coverage.Whole || seen.Contains(batch.OrganisationCode);

    /// <exception cref="Refusal">NOT_FOUND: there is none, or not for the caller.</exception>
    public async Task<Stored<Batch>> FindAsync(string code, CancellationToken ct) =>
        await store.FindByKeyAsync(Documents.Batches, Documents.CodeIndex, code, ct) is { } found && Sees(found.Value) ? found : throw NotFound(code);

    public static Refusal NotFound(string code) => Refusal.NotFound(Documents.Batches.Name, code);

    /// <summary>All applications of a batch, by school and id.</summary>
    public static async Task<IReadOnlyList<Stored<Application>>> ApplicationsAsync(IRegistryStore store, string batchId, CancellationToken ct)
    {
        var found = new List<Stored<Application>>();
        string? after = null;
        do
        {
            var page = await store.QueryAsync(Documents.Applications.Name, KeyRange.Exactly(Documents.BatchIndex, batchId), after, limit: 500, ct);
            found.AddRange(page.Documents.Select(Documents.Applications.Typed));
            after = page.Next;
        }
        while (after is not null);
        return [.. found.OrderBy(a => a.Value.SchoolCode, StringComparer.Ordinal).ThenBy(a => a.Id, StringComparer.Ordinal)];
    }

    private static HashSet<string> WithAbove(IReadOnlySet<string> codes, OrganisationTree tree, DateOnly today)
    {
        var seen = new HashSet<string>(codes, StringComparer.Ordinal);
        foreach (var code in codes)
        {
            for (var above = tree.Find(code)?.LastParentOn(today); above is not null && seen.Add(above); above = tree.Find(above)?.LastParentOn(today))
            {
            }
        }
        return seen;
    }
}
