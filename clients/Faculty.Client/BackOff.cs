namespace Faculty.Client;

/// <summary>How long to wait before the next attempt: doubling, capped, and scattered so that clients do not come back in step.</summary>
internal static class BackOff
{
    public static TimeSpan Delay(int attempt, TimeSpan first, TimeSpan most)
    {
        var delay = Math.Min(first.TotalMilliseconds * Math.Pow(2, Math.Min(attempt, 20) - 1), most.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(delay * (0.5 + (Random.Shared.NextDouble() / 2)));
    }
}
