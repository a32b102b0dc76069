using Faculty.Server.Hosting;
using Faculty.V1;

namespace Faculty.Server.Metrics;

/// <summary>The trends being watched, one feed for equal requests, kept while somebody watches.</summary>
internal sealed class TrendFeeds(RatioView view, JournalFollower follower, Watching watching, TimeProvider clock)
{
    private readonly Dictionary<WatchTrendRequest, Watched> watched = [];

    public Seat Join(WatchTrendRequest request)
    {
        Watched found;
        lock (watched)
        {
            if (!watched.TryGetValue(request, out found!))
            {
                watched[request] = found = new(new(request, view, follower, watching, clock), new());
            }
            found.Watchers++;
        }
        found.Feed.Refresh();
        found.Start();
        return new(found.Feed, () => Leave(request, found));
    }

    private void Leave(WatchTrendRequest request, Watched found)
    {
        lock (watched)
        {
            if (--found.Watchers > 0)
            {
                return;
            }
            watched.Remove(request);
        }
        found.Stop.Cancel();
    }

    /// <summary>A watcher's place at a feed.</summary>
    public sealed class Seat(TrendFeed feed, Action leave) : IDisposable
    {
        public TrendFeed Feed { get; } = feed;

        public void Dispose() => leave();
    }

    private sealed class Watched(TrendFeed feed, CancellationTokenSource stop)
    {
        private Task? following;

        public TrendFeed Feed { get; } = feed;

        public CancellationTokenSource Stop { get; } = stop;

        public int Watchers { get; set; }

        public void Start()
        {
            lock (Feed)
            {
                following ??= Task.Run(() => Feed.FollowAsync(Stop.Token), CancellationToken.None);
            }
        }
    }
}
