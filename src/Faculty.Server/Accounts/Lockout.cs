using System.Collections.Concurrent;
using Faculty.Server.Hosting;
using Faculty.V1;

namespace Faculty.Server.Accounts;

/// <summary>
/// Makes guessing slow: from the fifth failure on, an account waits a minute, then two, four, up to sixty. Names that do not exist wait the same.
/// An address, which a whole school may have, waits a minute or two from the fiftieth on, and one failure of it is forgotten every hour's fiftieth.
/// An attempt counts as failed when it begins, so that many at once are no way around.
/// </summary>
internal sealed class Lockout(TimeProvider clock)
{
    private const int AccountFailures = 5;
    private const int AddressFailures = 50;
    private const int MostHeld = 10_000;
    private static readonly TimeSpan Forgotten = TimeSpan.FromHours(24);
    private static readonly TimeSpan OneForgotten = TimeSpan.FromHours(1) / AddressFailures;
    private static readonly TimeSpan LongestOfAddress = TimeSpan.FromMinutes(2);
    private readonly ConcurrentDictionary<string, Tries> held = new(StringComparer.Ordinal);

    /// <summary>Begins an attempt; refused while account or address wait. <paramref name="known"/> is the account, when there is one.</summary>
    public Attempt Begin(string accountName, string address, StoredAccount? known)
    {
        var before = new Tries(known?.Failures ?? 0, known?.LockedUntil?.ToDateTimeOffset() ?? default, known?.LockedUntil?.ToDateTimeOffset() ?? default);
        Count($"address {address}", default, NextOfAddress);
        return new(Count($"account {accountName}", before, NextOfAccount));
    }

    /// <summary>The attempt did not fail: the account's count begins anew, or goes back by one.</summary>
    public void Succeeded(string accountName, string address, bool whole)
    {
        Uncount($"address {address}");
        if (whole)
        {
            held.TryRemove($"account {accountName}", out _);
        }
        else
        {
            Uncount($"account {accountName}");
        }
    }

    /// <summary>How long to wait after so many failures.</summary>
    public static TimeSpan WaitAfter(int failures, int free) =>
        failures < free ? TimeSpan.Zero : TimeSpan.FromMinutes(Math.Min(Math.Pow(2, Math.Min(failures - free, 10)), 60));

    private static Tries NextOfAccount(Tries tries, DateTimeOffset now)
    {
        var failures = now - tries.Last > Forgotten ? 1 : tries.Failures + 1;
        return new(failures, now + WaitAfter(failures, AccountFailures), now);
    }

    private static Tries NextOfAddress(Tries tries, DateTimeOffset now)
    {
        var forgotten = (int)Math.Min((now - tries.Last) / OneForgotten, tries.Failures);
        var failures = tries.Failures - Math.Max(forgotten, 0) + 1;
        var wait = WaitAfter(failures, AddressFailures);
        // What is left of a fiftieth is not lost.
        return new(failures, now + (wait < LongestOfAddress ? wait : LongestOfAddress), forgotten == tries.Failures ? now : tries.Last + forgotten * OneForgotten);
    }

    private Tries Count(string who, Tries before, Func<Tries, DateTimeOffset, Tries> next)
    {
        if (held.Count >= MostHeld)
        {
            foreach (var (name, _) in held.Where(h => h.Value.Until <= clock.GetUtcNow()))
            {
                held.TryRemove(name, out _);
            }
        }
        return held.AddOrUpdate(who, _ => Next(before), (_, tries) => Next(tries));

        Tries Next(Tries tries)
        {
            var now = clock.GetUtcNow();
            if (now < tries.Until)
            {
                var wait = tries.Until - now;
                throw new Refusal(ErrorReason.SignInLocked, "Too many attempts failed; wait.")
                {
                    Metadata = [("seconds", $"{Math.Ceiling(wait.TotalSeconds):0}")],
                    RetryAfter = wait,
                };
            }
            return next(tries, now);
        }
    }

    private void Uncount(string who)
    {
        while (held.TryGetValue(who, out var tries) && !held.TryUpdate(who, new(Math.Max(0, tries.Failures - 1), default, tries.Last), tries))
        {
        }
    }

    /// <summary>What stands against an account or address.</summary>
    internal readonly record struct Tries(int Failures, DateTimeOffset Until, DateTimeOffset Last);

    /// <summary>An attempt under way, and what stands against the account if it fails.</summary>
    internal readonly record struct Attempt(Tries IfFailed)
    {
        public bool Locks => IfFailed.Failures >= AccountFailures;
    }
}
