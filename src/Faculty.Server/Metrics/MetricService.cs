using Faculty.Domain.Metrics;
using Faculty.Domain.Organisations;
using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.Server.Organisations;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Metrics;

/// <summary>Answers ratios (占比) on any day, as known at any moment, and their trends.</summary>
internal sealed partial class MetricService(
    IRegistryStore store, RatioView view, RatioHistory history, TrendFeeds feeds, RowScope scope, CallerTokens tokens, JournalFollower follower, Watching watching, TimeProvider clock)
    : V1.MetricService.MetricServiceBase
{
    private static readonly string KnownMetrics = string.Join(", ", MetricDefinitions.Ids);

    /// <summary>Checks scope and definition, which every request about figures names.</summary>
    private static RequestCheck Check(string scopeCode, string metricId) => new RequestCheck()
        .OrganisationCode(scopeCode, "scope_code")
        .Require(
            metricId.Length == 0 || MetricDefinitions.Versions(metricId).Count > 0,
            "metric_id",
            $"must be one of {KnownMetrics}, or empty for {MetricDefinitions.Default}");

    private static IReadOnlyList<MetricDefinition> Versions(string metricId) =>
        MetricDefinitions.Versions(metricId.Length == 0 ? MetricDefinitions.Default : metricId);

    /// <summary>What of figures is hidden from the caller.</summary>
    private async Task<SmallCells> HiddenAsync(ServerCallContext context) => new(await scope.OfAsync(context, Permission.ReadTeachers));

    /// <summary>Reads now or as known at a moment; the scope must exist there. <paramref name="scopes"/> names every scope that is read.</summary>
    private async Task<T> ReadAsync<T>(
        ServerCallContext context,
        string scopeCode,
        KnownAt? knownAt,
        string afterChangeToken,
        Func<OrganisationTree, IEnumerable<string>> scopes,
        Func<RatioMoment, T> read)
    {
        var ct = context.CancellationToken;
        tokens.Reached(context, afterChangeToken);
        await follower.CaughtUpAsync(store.Revision, ct);
        if (!(await scope.OfAsync(context)).Covers(scopeCode))
        {
            throw Refusal.NotFound("organisation", scopeCode);
        }
        return await store.RevisionKnownAtAsync(knownAt, clock, ct) is { } revision
            ? Existing(await history.AtAsync(revision, scopes, ct))
            : view.Read(Existing);

        T Existing(RatioMoment moment) =>
            moment.Organisations.Find(scopeCode) is not null ? read(moment) : throw Refusal.NotFound("organisation", scopeCode);
    }
}
