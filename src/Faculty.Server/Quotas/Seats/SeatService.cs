using Faculty.Domain.Metrics;
using Faculty.Domain.Organisations;
using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.Server.Metrics;
using Faculty.Server.Organisations;
using Faculty.Server.Quotas.Hiring;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Quotas.Seats;

/// <summary>Answers questions about seats (编制查询) on any day, as known at any moment.</summary>
internal sealed partial class SeatService(
    IRegistryStore store, RatioView view, RatioHistory history, EstablishmentDirectory establishments, HiringDirectory lines, RowScope scope, CallerTokens tokens, JournalFollower follower, Watching watching, TimeProvider clock)
    : V1.SeatService.SeatServiceBase
{
    private static RequestCheck Check(string scopeCode) => new RequestCheck().OrganisationCode(scopeCode, "scope_code");

    /// <summary>The revision a request asks about, null for now; what was acknowledged before is counted.</summary>
    private async Task<long?> AskedAsync(ServerCallContext context, string scopeCode, KnownAt? knownAt)
    {
        await follower.CaughtUpAsync(store.Revision, context.CancellationToken);
        return (await scope.OfAsync(context)).Covers(scopeCode)
            ? await store.RevisionKnownAtAsync(knownAt, clock, context.CancellationToken)
            : throw Refusal.NotFound("organisation", scopeCode);
    }

    /// <summary>The same as a revision, which every part of an answer then answers for.</summary>
    private async Task<long> RevisionAsync(ServerCallContext context, string scopeCode, KnownAt? knownAt)
    {
        var asked = await AskedAsync(context, scopeCode, knownAt);
        var newest = store.Revision;
        await follower.CaughtUpAsync(newest, context.CancellationToken);
        return asked ?? newest;
    }

    /// <summary>What was known at a revision, or is now; the scope must exist there. Has the heads of the organisations that <paramref name="counted"/> names.</summary>
    private async Task<SeatMoment> MomentAsync(
        long? revision, string scopeCode, Func<OrganisationTree, IEnumerable<(string Code, DateOnly Day)>> counted, CancellationToken ct)
    {
        var found = view.Read(moment => revision is null || moment.Revision == revision ? Existing(moment) : null)
            ?? Existing(await history.AtAsync(revision!.Value, t => counted(t).Select(c => c.Code), ct));
        await follower.CaughtUpAsync(found.Revision, ct);
        return found with { Ledgers = await LedgersAsync(found.Revision, found.Tree, scopeCode, ct) };

        SeatMoment Existing(RatioMoment moment) => moment.Organisations.Find(scopeCode) is not null
            ? new(moment.Revision, moment.Organisations, SeatMoment.Read(moment.Cells, counted(moment.Organisations)), SeatLedgerView.Empty)
            : throw Refusal.NotFound("organisation", scopeCode);
    }

    /// <summary>Establishments and hiring lines of a scope, and of what is above it, as known at a revision.</summary>
    private Task<SeatLedgerView> LedgersAsync(long revision, OrganisationTree tree, string scopeCode, CancellationToken ct) => new SeatLedgerView(establishments.Now, lines.Now).AtAsync(
        store, revision, [.. tree.EverBelow(scopeCode).Select(o => o.Code).Concat(tree.Above(scopeCode, new(DateOnly.MinValue, null)).Select(a => a.Code)).Distinct(StringComparer.Ordinal)], ct);

    /// <summary>The organisations as known at a revision, with what counts where.</summary>
    private async Task<ScopeChains> ScopesAsync(long revision, string scopeCode, CancellationToken ct)
    {
        var now = view.Read((scopes, _) => scopes);
        var tree = await history.OrganisationsAsync(revision, ct);
        return tree.Find(scopeCode) is null ? throw Refusal.NotFound("organisation", scopeCode) : ReferenceEquals(tree, now.Organisations) ? now : new(tree);
    }
}
