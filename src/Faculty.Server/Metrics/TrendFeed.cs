using System.Diagnostics;
using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.V1;
using Google.Protobuf;

namespace Faculty.Server.Metrics;

/// <summary>
/// One trend that is watched: computed and encoded once for all its watchers, and only when it may have changed. Watchers wait for the
/// next state and skip those they are too slow for.
/// </summary>
internal sealed class TrendFeed(WatchTrendRequest request, RatioView view, JournalFollower follower, Watching watching, TimeProvider clock)
{
    private static readonly SmallCells EveryCell = new(Coverage.Nothing);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(50);
    private readonly Lock computing = new();
    private volatile State? current;
    private V1.Trend? content;
    private DateOnly checkedDay;

    /// <summary>The state of now; its <see cref="State.Next"/> completes when there is another.</summary>
    public State Now => current ?? throw new InvalidOperationException("A feed is refreshed before it is read.");

    /// <summary>Brings the state up to the view's revision.</summary>
    public void Refresh()
    {
        var today = clock.TodayInChina();
        var trends = Trends.Of(request, new(), today);
        lock (computing)
        {
            if (current is null || view.Revision > current.Revision || today != checkedDay)
            {
                checkedDay = today;
                Publish(view.Read(moment => trends.At(moment, today)));
            }
        }
    }

    /// <summary>Follows the registry until nobody watches any more.</summary>
    public async Task FollowAsync(CancellationToken ct)
    {
        try
        {
            while (true)
            {
                var next = follower.CaughtUpAsync(Now.Revision + 1, ct).AsTask();
                while (!await watching.ChangedAsync(next, ct))
                {
                    // The day may have turned.
                    Refresh();
                }
                var started = Stopwatch.GetTimestamp();
                Refresh();
                // Under a stream of writes a trend takes a small part of a core; what comes meanwhile is seen in the next state.
                var pause = Stopwatch.GetElapsedTime(started) * 9;
                await Task.Delay(pause < LongestPause ? pause : LongestPause, ct);
            }
        }
        catch (Exception failure)
        {
            current?.Fail(failure);
        }
    }

    private void Publish(V1.Trend trend)
    {
        var figures = WithoutRevision(trend);
        if (current is not null && figures.Equals(content))
        {
            current.Revision = trend.Revision;
            return;
        }
        content = figures;
        var before = current;
        current = new(Encoded(trend), Encoded(EveryCell.Without(trend))) { Revision = trend.Revision };
        before?.Replace();
    }

    private static byte[] Encoded(V1.Trend trend) => new WatchTrendResponse { Trend = trend }.ToByteArray();

    // A commit that leaves the figures as they are is no change of the trend.
    private static V1.Trend WithoutRevision(V1.Trend trend)
    {
        var copy = trend.Clone();
        copy.Revision = 0;
        foreach (var point in copy.Points)
        {
            point.Figure.Revision = 0;
        }
        return copy;
    }

    /// <summary>A trend that is sent to many, each with a token of its own behind it.</summary>
    public sealed class State(ReadOnlyMemory<byte> trend, ReadOnlyMemory<byte> withoutSmallCells)
    {
        private readonly TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private long revision;

        /// <summary>A message with the trend, encoded.</summary>
        public ReadOnlyMemory<byte> Trend { get; } = trend;

        /// <summary>The same for whoever may not see the persons of the scope.</summary>
        public ReadOnlyMemory<byte> TrendWithoutSmallCells { get; } = withoutSmallCells;

        public Task Next => next.Task;

        /// <summary>The message is still right at this revision.</summary>
        public long Revision
        {
            get => Volatile.Read(ref revision);
            set => Volatile.Write(ref revision, value);
        }

        public void Replace() => next.TrySetResult();

        public void Fail(Exception failure) => next.TrySetException(failure);
    }
}
