using System.Net;
using System.Threading.RateLimiting;
using Faculty.V1;

namespace Faculty.Server.Hosting;

/// <summary>How many calls at once, and how many a second once those are spent.</summary>
internal sealed record Allowance(int Burst, double PerSecond);

/// <summary>
/// How often each principal and each address may call, by the rate class of the rpc, and how many streams a principal may hold open.
/// A principal is one of the accounts; addresses are anybody's, so they share a fixed number of buckets.
/// </summary>
internal sealed class RateLimits : IDisposable
{
    /// <summary>What people and their programs never reach, and a loop without a pause does.</summary>
    public static readonly IReadOnlyDictionary<RateClass, Allowance> Usual = new Dictionary<RateClass, Allowance>
    {
        [RateClass.Read] = new(2_000, 500),
        [RateClass.Search] = new(200, 20),
        [RateClass.Write] = new(2_000, 200),
        [RateClass.Heavy] = new(100, 10),
        [RateClass.Watch] = new(200, 20),
        [RateClass.SignIn] = new(10, 0.2),
        [RateClass.Reveal] = new(30, 30 / 3600.0),
        [RateClass.ForeignNumber] = new(100, 100 / 86_400.0),
    };

    // A school behind one address.
    private const int CallersPerAddress = 10;
    private const int AddressBuckets = 4_096;

    private readonly ServerOptions options;
    private readonly PartitionedRateLimiter<(RateClass Rate, string Principal)> principals;
    private readonly PartitionedRateLimiter<(RateClass Rate, int Bucket)> addresses;
    private readonly PartitionedRateLimiter<string> streams;

    public RateLimits(ServerOptions options)
    {
        this.options = options;
        principals = PartitionedRateLimiter.Create<(RateClass Rate, string Principal), (RateClass, string)>(
            who => RateLimitPartition.GetTokenBucketLimiter(who, w => Bucket(w.Item1, options.RateFactor)));
        addresses = PartitionedRateLimiter.Create<(RateClass Rate, int Bucket), (RateClass, int)>(
            from => RateLimitPartition.GetTokenBucketLimiter(from, f => Bucket(f.Item1, (long)options.RateFactor * CallersPerAddress)));
        streams = PartitionedRateLimiter.Create<string, string>(
            who => RateLimitPartition.GetConcurrencyLimiter(who, _ => new() { PermitLimit = Times(options.MostStreams, options.RateFactor), QueueLimit = 0 }));
    }

    /// <summary>A call from an address, before anything is known of the caller.</summary>
    /// <exception cref="Refusal">RATE_LIMITED.</exception>
    public void TakeFor(RateClass rate, IPAddress? address)
    {
        using var lease = addresses.AttemptAcquire((rate, BucketOf(address)));
        Require(lease, rate, "address");
    }

    /// <summary>A call of a principal, or so many of something that is counted for each; more than is left is refused, and empties the bucket.</summary>
    /// <exception cref="Refusal">RATE_LIMITED.</exception>
    public void TakeFor(RateClass rate, string principal, int count = 1)
    {
        var most = Times(options.Allowances[rate].Burst, options.RateFactor);
        using var lease = principals.AttemptAcquire((rate, principal), Math.Min(count, most));
        if (!lease.IsAcquired && count > 1)
        {
            Empty(rate, principal);
        }
        Require(lease, rate, "principal");
        if (count > most)
        {
            throw Limited(rate, "principal", TimeSpan.FromSeconds(most / (options.Allowances[rate].PerSecond * options.RateFactor)));
        }
    }

    /// <summary>Something is left of what a principal may have; none of it is taken.</summary>
    /// <exception cref="Refusal">RATE_LIMITED.</exception>
    public void RequireLeft(RateClass rate, string principal)
    {
        // Not by a lease of none: a small part of one that has come back is enough for that.
        if (principals.GetStatistics((rate, principal)) is { CurrentAvailablePermits: < 1 })
        {
            throw Limited(rate, "principal", TimeSpan.FromSeconds(1 / (options.Allowances[rate].PerSecond * options.RateFactor)));
        }
    }

    /// <summary>A stream that a principal holds open until the result is disposed.</summary>
    /// <exception cref="Refusal">RATE_LIMITED.</exception>
    public IDisposable OpenStream(RateClass rate, string principal)
    {
        var lease = streams.AttemptAcquire(principal);
        Require(lease, rate, "open_streams");
        return lease;
    }

    public void Dispose()
    {
        principals.Dispose();
        addresses.Dispose();
        streams.Dispose();
    }

    // Another may take some in between, so it is looked at again.
    private void Empty(RateClass rate, string principal)
    {
        while (principals.GetStatistics((rate, principal)) is { CurrentAvailablePermits: > 0 and var left })
        {
            principals.AttemptAcquire((rate, principal), (int)left).Dispose();
        }
    }

    private static void Require(RateLimitLease lease, RateClass rate, string counted)
    {
        if (lease.IsAcquired)
        {
            return;
        }
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) && after > TimeSpan.Zero ? after : TimeSpan.FromSeconds(1);
        lease.Dispose();
        throw Limited(rate, counted, wait);
    }

    private static Refusal Limited(RateClass rate, string counted, TimeSpan wait) => new(ErrorReason.RateLimited, "Too many calls; wait before the next.")
    {
        Metadata = [("rate_class", $"{rate}"), ("counted", counted), ("wait_seconds", $"{Math.Ceiling(wait.TotalSeconds)}")],
        RetryAfter = wait,
    };

    private TokenBucketRateLimiterOptions Bucket(RateClass rate, long factor)
    {
        var allowance = options.Allowances[rate];
        var perSecond = allowance.PerSecond * factor;
        // Refilled ten times a second, or a call at a time when that is rarer.
        var period = perSecond >= 10 ? TimeSpan.FromSeconds(0.1) : TimeSpan.FromSeconds(1 / perSecond);
        return new()
        {
            TokenLimit = Times(allowance.Burst, factor),
            TokensPerPeriod = (int)Math.Clamp(perSecond * period.TotalSeconds, 1, int.MaxValue),
            ReplenishmentPeriod = period,
            AutoReplenishment = true,
            QueueLimit = 0,
        };
    }

    private static int Times(long number, long factor) => (int)Math.Min(number * factor, int.MaxValue);

    // Whoever has one address of IPv6 has 2^64 of them. The hash differs from process to process, so nobody can aim at another's bucket.
    private static int BucketOf(IPAddress? address)
    {
        var hash = new HashCode();
        if (address is not null)
        {
            Span<byte> bytes = stackalloc byte[16];
            (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).TryWriteBytes(bytes, out var length);
            hash.AddBytes(bytes[..(length == 16 ? 8 : length)]);
        }
        return (int)((uint)hash.ToHashCode() % AddressBuckets);
    }
}
