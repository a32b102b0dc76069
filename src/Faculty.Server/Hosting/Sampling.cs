using System.Collections.Concurrent;
using System.Diagnostics;

namespace Faculty.Server.Hosting;

/// <summary>Lines of the log that others can cause: each kind is said once a minute, with how often it was not. Kinds are rpcs and reasons, never words of a caller.</summary>
internal sealed class Sampling
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<(string Method, string What), Kind> kinds = new();

    /// <summary>True when it is to be said now; <paramref name="unsaid"/> times it was not since the last.</summary>
    public bool Due(string method, string what, out long unsaid)
    {
        var kind = kinds.GetOrAdd((method, what), _ => new());
        lock (kind)
        {
            if (kind.Said != 0 && Stopwatch.GetElapsedTime(kind.Said) < Pause)
            {
                unsaid = ++kind.Unsaid;
                return false;
            }
            (unsaid, kind.Unsaid, kind.Said) = (kind.Unsaid, 0, Stopwatch.GetTimestamp());
            return true;
        }
    }

    private sealed class Kind
    {
        public long Said { get; set; }

        public long Unsaid { get; set; }
    }
}
