using Faculty.Domain.Metrics;
using Faculty.Domain.Organisations;
using Faculty.Storage;

namespace Faculty.Server.Metrics;

/// <summary>
/// Counts as known at an earlier revision: a copy of the cells asked for, in which every record that changed since is put back to its
/// version of then. What was once answered for a revision is answered for ever.
/// </summary>
internal sealed class RatioHistory(IRegistryStore store, RatioView view)
{
    /// <summary>The organisations as known at a revision the view has reached.</summary>
    public async Task<OrganisationTree> OrganisationsAsync(long revision, CancellationToken ct) => (await SinceAsync(revision, ct)).Organisations;

    /// <summary>The cells of the scopes that <paramref name="select"/> names in the tree of then; others are empty.</summary>
    public async Task<RatioMoment> AtAsync(long revision, Func<OrganisationTree, IEnumerable<string>> select, CancellationToken ct)
    {
        var (difference, reached, organisations) = await SinceAsync(revision, ct);
        var wanted = select(organisations).ToHashSet(StringComparer.Ordinal);
        var (later, laterRevision, cells) = view.Read((scopes, now) =>
            (scopes, now.Revision, wanted.ToDictionary(code => code, code => now.Cells(code).Copy(), StringComparer.Ordinal)));
        await difference.AddAsync(store, reached, laterRevision, ct);

        await foreach (var (then, since) in difference.StepsAsync(store, new(organisations), later, laterRevision, wanted.Contains, ct))
        {
            PutIn(then, +1);
            PutIn(since, -1);
        }
        return new(revision, organisations, code => cells.GetValueOrDefault(code) ?? new ScopeCells());

        void PutIn(List<ScopeStep> steps, int heads)
        {
            foreach (var scope in steps.GroupBy(s => s.Scope, StringComparer.Ordinal))
            {
                cells[scope.Key].Change(scope, heads);
            }
        }
    }

    private async Task<(RegistryDifference Difference, long Reached, OrganisationTree Organisations)> SinceAsync(long revision, CancellationToken ct)
    {
        var (reached, now) = view.Read(moment => (moment.Revision, moment.Organisations));
        var difference = new RegistryDifference();
        await difference.AddAsync(store, revision, reached, ct);
        return (difference, reached, await difference.EarlierAsync(store, now, ct));
    }
}
