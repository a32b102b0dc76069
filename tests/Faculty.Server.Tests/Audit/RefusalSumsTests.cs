using Faculty.Server.Audit;
using Faculty.V1;

namespace Faculty.Server.Tests.Audit;

/// <summary>A flood of refusals becomes one entry a minute for each caller, and loses none of them.</summary>
public sealed class RefusalSumsTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void The_first_refusal_is_told_at_once_and_those_that_follow_once_a_minute()
    {
        var clock = new Ticking();
        var sums = new RefusalSums(clock, Minute);
        Assert.NotNull(sums.Add(One("a")));
        for (var i = 0; i < 999; i++)
        {
            Assert.Null(sums.Add(One("a")));
        }
        Assert.Empty(sums.TakeDue());
        clock.Pass(Minute);
        Assert.Equal([999], sums.TakeDue().Select(s => s.Count));
        Assert.Null(sums.Add(One("a")));
        Assert.Empty(sums.TakeDue());
        clock.Pass(Minute);
        Assert.Equal([1], sums.TakeDue().Select(s => s.Count));
        clock.Pass(Minute);
        Assert.Empty(sums.TakeDue());
        // Quiet for a minute: what comes next is told at once again.
        Assert.NotNull(sums.Add(One("a")));
    }

    [Fact]
    public void Callers_types_classes_of_address_and_accounts_tried_are_summed_apart()
    {
        var sums = new RefusalSums(new Ticking(), Minute);
        Assert.NotNull(sums.Add(One("a")));
        Assert.NotNull(sums.Add(One("b")));
        Assert.NotNull(sums.Add(One("a", AuditEventType.RateLimited)));
        Assert.NotNull(sums.Add(One("a", from: AddressClass.Public)));
        Assert.NotNull(sums.Add(One("a", tried: "account 1")));
        Assert.Null(sums.Add(One("b")));
        Assert.Equal([("b", 1)], sums.TakeDue(all: true).Select(s => (s.Key.PrincipalId, s.Count)));
    }

    private static RefusalSum One(string principal, AuditEventType type = AuditEventType.PermissionDenied, AddressClass from = AddressClass.Loopback, string tried = "") =>
        new(new(type, principal, from, tried), "s/M", "PERMISSION_DENIED", "", DateTimeOffset.UnixEpoch, Count: 1);

    /// <summary>Time that passes when it is told to.</summary>
    private sealed class Ticking : TimeProvider
    {
        private long now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => now;

        public void Pass(TimeSpan time) => now += time.Ticks;
    }
}
