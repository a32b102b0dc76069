using CsCheck;
using Faculty.Domain.Certification;
using Faculty.Domain.Time;

namespace Faculty.Domain.Tests.Certification;

public sealed class RecognitionStateTests
{
    private static readonly DateOnly First = new(2023, 12, 1);
    private static readonly DateOnly Last = new(2028, 11, 30);

    [Fact]
    public void Both_ends_of_a_certificate_count()
    {
        Assert.Equal(RecognitionState.NotYet, Granted().StateOn(First.AddDays(-1)));
        Assert.Equal(RecognitionState.InForce, Granted().StateOn(First));
        Assert.Equal(RecognitionState.InForce, Granted().StateOn(Last));
        Assert.Equal(RecognitionState.Lapsed, Granted().StateOn(Last.AddDays(1)));
    }

    [Fact]
    public void The_day_of_a_revocation_is_already_invalid()
    {
        var revoked = Granted().Record(Happened(RecognitionEventType.Revoke, new(2025, 9, 1)));
        Assert.Equal(RecognitionState.InForce, revoked.StateOn(new(2025, 8, 31)));
        Assert.Equal(RecognitionState.Revoked, revoked.StateOn(new(2025, 9, 1)));
        Assert.Equal([new Period(First, new(2025, 8, 31))], revoked.InForcePeriods());
    }

    [Fact]
    public void The_day_of_a_suspension_is_invalid_and_the_day_of_a_reinstatement_valid()
    {
        var suspended = Granted()
            .Record(Happened(RecognitionEventType.Suspend, new(2025, 1, 1)))
            .Record(Happened(RecognitionEventType.Reinstate, new(2025, 3, 1)));
        Assert.Equal(RecognitionState.Suspended, suspended.StateOn(new(2025, 1, 1)));
        Assert.Equal(RecognitionState.Suspended, suspended.StateOn(new(2025, 2, 28)));
        Assert.Equal(RecognitionState.InForce, suspended.StateOn(new(2025, 3, 1)));
        Assert.Equal([new Period(First, new(2024, 12, 31)), new Period(new(2025, 3, 1), Last)], suspended.InForcePeriods());
    }

    [Fact]
    public void Revocation_is_final()
    {
        var revoked = Granted().Record(Happened(RecognitionEventType.Revoke, new(2025, 9, 1)));
        Assert.Equal(Reason.RecognitionFinal, Assert.Throws<RuleBroken>(() => revoked.Record(Happened(RecognitionEventType.Reinstate, new(2026, 1, 1)))).Reason);
        Assert.Equal(Reason.RecognitionFinal, Assert.Throws<RuleBroken>(() => revoked.Record(Happened(RecognitionEventType.Revoke, new(2025, 9, 2)))).Reason);
    }

    [Fact]
    public void The_same_event_a_second_time_changes_nothing()
    {
        var revoked = Granted().Record(Happened(RecognitionEventType.Suspend, new(2025, 8, 1))).Record(Happened(RecognitionEventType.Revoke, new(2025, 9, 1)));
        Assert.Same(revoked, revoked.Record(Happened(RecognitionEventType.Revoke, new(2025, 9, 1)) with { EventId = "again" }));
        Assert.Same(revoked, revoked.Record(Happened(RecognitionEventType.Suspend, new(2025, 8, 1)) with { EventId = "again" }));
    }

    [Theory]
    [InlineData(RecognitionEventType.Revoke)]
    [InlineData(RecognitionEventType.Suspend)]
    [InlineData(RecognitionEventType.Supersede)]
    public void An_event_on_the_first_or_last_day_of_the_calendar_is_an_event_like_others(RecognitionEventType type)
    {
        Assert.Empty((Granted() with { Events = [Happened(type, DateOnly.MinValue)] }).InForcePeriods());
        var always = Granted() with { StartDate = DateOnly.MinValue, LastDate = null };
        Assert.Empty((always with { Events = [Happened(type, DateOnly.MinValue)] }).InForcePeriods());
        Assert.Equal(
            [new Period(DateOnly.MinValue, DateOnly.MaxValue.AddDays(-1))],
            (always with { Events = [Happened(type, DateOnly.MaxValue)] }).InForcePeriods());
    }

    [Fact]
    public void A_reinstatement_is_without_effect_until_a_suspension_before_it_arrives()
    {
        var reinstated = Granted().Record(Happened(RecognitionEventType.Reinstate, new(2025, 6, 1)));
        Assert.Equal([new Period(First, Last)], reinstated.InForcePeriods());

        var suspended = reinstated.Record(Happened(RecognitionEventType.Suspend, new(2025, 3, 1)));
        Assert.Equal([new Period(First, new(2025, 2, 28)), new Period(new(2025, 6, 1), Last)], suspended.InForcePeriods());
    }

    [Fact]
    public void What_nobody_verified_never_counts()
    {
        Assert.Equal(RecognitionState.Unverified, (Granted() with { Trust = RecognitionTrust.Unverified }).StateOn(First));
        Assert.Empty((Granted() with { Trust = RecognitionTrust.Unverified }).InForcePeriods());
    }

    [Fact]
    public void A_correction_is_for_the_record_only() =>
        Assert.Equal(Granted().InForcePeriods(), Granted().Record(Happened(RecognitionEventType.Correct, new(2025, 3, 1))).InForcePeriods());

    [Fact]
    public void Periods_in_force_are_the_days_in_force() => Gen.Select(Events, Gen.Bool, Gen.Bool).Sample((events, open, unverified) =>
    {
        var recognition = Short(open) with { Events = events, Trust = unverified ? RecognitionTrust.Unverified : RecognitionTrust.Decided };
        var periods = recognition.InForcePeriods();
        Assert.All(periods.Zip(periods.Skip(1)), p => Assert.True(p.First.End.AddDays(1) < p.Second.First));
        return Days().All(day => periods.Any(p => p.Covers(day)) == (recognition.StateOn(day) == RecognitionState.InForce));
    });

    [Fact]
    public void The_order_in_which_events_arrive_changes_nothing() => Gen.Select(Events, Gen.Int[0, 1000], Gen.Bool).Sample((events, seed, open) =>
    {
        var arrivals = events.ToArray();
        new Random(seed).Shuffle(arrivals);
        var (one, other) = (Recorded(events, open), Recorded(arrivals, open));
        Assert.Equal(one.InForcePeriods(), other.InForcePeriods());
        return Days().All(day => one.StateOn(day) == other.StateOn(day));
    });

    [Fact]
    public void The_rule_about_order_notices_a_recognition_that_forgets()
    {
        // Control: were the last event to arrive the only one to count, orders would differ.
        RecognitionEvent[] events = [Happened(RecognitionEventType.Suspend, First.AddDays(3)), Happened(RecognitionEventType.Revoke, First.AddDays(9))];
        var states = new[] { events, [.. events.Reverse()] }.Select(order => (Granted() with { Events = [order[^1]] }).StateOn(First.AddDays(4)));
        Assert.Equal(2, states.Distinct().Count());
    }

    /// <summary>Records events as they arrive; what comes after a revocation may be refused, for it changes nothing.</summary>
    private static Recognition Recorded(IEnumerable<RecognitionEvent> arrivals, bool open)
    {
        var recognition = Short(open);
        foreach (var arrival in arrivals)
        {
            try
            {
                recognition = recognition.Record(arrival);
            }
            catch (RuleBroken refused) when (refused.Reason == Reason.RecognitionFinal)
            {
            }
        }
        return recognition;
    }

    // Anything may be sent: two things on one day, a reinstatement of nothing, a suspension of what is revoked.
    private static readonly Gen<List<RecognitionEvent>> Events =
        Gen.Select(Gen.Int[1, 5], Gen.Int[-2, 25]).Select((type, day) => Happened((RecognitionEventType)type, First.AddDays(day))).List[0, 7];

    private static IEnumerable<DateOnly> Days() => Enumerable.Range(-5, 40).Select(First.AddDays);

    private static Recognition Granted() => new()
    {
        RecognitionId = "r",
        Level = RecognitionLevel.Middle,
        Track = RecognitionTrack.Secondary,
        CertificateNumber = "1",
        Authority = "山西省教育厅",
        Trust = RecognitionTrust.Decided,
        StartDate = First,
        LastDate = Last,
    };

    private static Recognition Short(bool open) => Granted() with { LastDate = open ? null : First.AddDays(20) };

    private static RecognitionEvent Happened(RecognitionEventType type, DateOnly day) => new() { EventId = $"{type}{day:O}", Type = type, EffectiveDate = day };
}
