using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.Storage.Embedded;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Audit;

/// <summary>
/// How many ID numbers a principal may be told of in a day that they are those of persons out of sight. What the journal says of the last day is
/// taken off at the first of them, so that a restart gives nobody a new allowance.
/// </summary>
internal sealed class ForeignNumbers
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private readonly EmbeddedStore store;
    private readonly RateLimits limits;
    private readonly TimeProvider clock;
    private readonly double perSecond;
    private readonly Lazy<Task> recounted;

    public ForeignNumbers(EmbeddedStore store, RateLimits limits, ServerOptions options, TimeProvider clock)
    {
        (this.store, this.limits, this.clock) = (store, limits, clock);
        perSecond = options.Allowances[RateClass.ForeignNumber].PerSecond * options.RateFactor;
        recounted = new(RecountAsync);
    }

    /// <summary>Before a number is looked up: who may be told of no more is not told that one is free, either. Whoever sees everybody is told all.</summary>
    /// <exception cref="Refusal">RATE_LIMITED.</exception>
    public async ValueTask RequireLeftAsync(ServerCallContext call, Coverage seen)
    {
        if (seen.Whole)
        {
            return;
        }
        await recounted.Value;
        limits.RequireLeft(RateClass.ForeignNumber, Caller.Of(call).PrincipalId);
    }

    /// <exception cref="Refusal">RATE_LIMITED.</exception>
    public async ValueTask TakeAsync(string principalId, int count = 1)
    {
        await recounted.Value;
        limits.TakeFor(RateClass.ForeignNumber, principalId, count);
    }

    private async Task RecountAsync()
    {
        var now = clock.GetUtcNow();
        var told = new Dictionary<string, (double Count, DateTimeOffset At)>(StringComparer.Ordinal);
        await foreach (var entry in store.ReadJournalAsync(await store.RevisionAtAsync(now - Day, CancellationToken.None), CancellationToken.None))
        {
            if (entry.Details.Length > 0 && AuditDetails.Parser.ParseFrom(entry.Details.Span) is { Type: AuditEventType.ForeignNumber } details)
            {
                var (count, at) = told.GetValueOrDefault(entry.Actor, (0, entry.Instant));
                told[entry.Actor] = (Left(count, entry.Instant - at) + details.Count, entry.Instant);
            }
        }
        foreach (var (principalId, (count, at)) in told)
        {
            try
            {
                limits.TakeFor(RateClass.ForeignNumber, principalId, (int)Math.Min(Math.Ceiling(Left(count, now - at)), int.MaxValue));
            }
            catch (Refusal)
            {
                // Nothing of it is left.
            }
        }
    }

    // The allowance comes back bit by bit.
    private double Left(double count, TimeSpan passed) => Math.Max(0, count - (passed.TotalSeconds * perSecond));
}
