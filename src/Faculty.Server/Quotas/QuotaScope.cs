using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.Server.Organisations;
using Faculty.Storage;
using Grpc.Core;

namespace Faculty.Server.Quotas;

/// <summary>Which organisations a question about quotas is about: those of the caller, at or below the one named, by the parent each has today.</summary>
internal sealed class QuotaScope(IRegistryStore store, RowScope scope, OrganisationDirectory organisations, JournalFollower follower, TimeProvider clock)
{
    /// <summary>As of everything acknowledged; <paramref name="scopeCode"/> empty = all of the caller's.</summary>
    /// <exception cref="Refusal">NOT_FOUND: there is no such organisation, or not for the caller.</exception>
    public async Task<Func<string, bool>> OfAsync(string scopeCode, ServerCallContext context)
    {
        if (scopeCode.Length > 0)
        {
            new RequestCheck().OrganisationCode(scopeCode, "scope_code").Done();
        }
        await follower.CaughtUpAsync(store.Revision, context.CancellationToken);
        var coverage = await scope.OfAsync(context);
        if (scopeCode.Length == 0)
        {
            return coverage.Covers;
        }
        var tree = organisations.Tree;
        if (tree.Find(scopeCode) is null || !coverage.Covers(scopeCode))
        {
            throw Refusal.NotFound(Documents.Organisations.Name, scopeCode);
        }
        var below = Coverage.Of(coverage.Permission, new(Whole: false, new HashSet<string>(StringComparer.Ordinal) { scopeCode }), tree, clock.TodayInChina());
        return code => below.Covers(code) && coverage.Covers(code);
    }
}
