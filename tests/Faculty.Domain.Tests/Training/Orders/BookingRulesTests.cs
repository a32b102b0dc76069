using CsCheck;
using Faculty.Domain.Training;
using Faculty.Domain.Training.Orders;
using Faculty.Domain.Training.Pool;
using static Faculty.Domain.Tests.Training.Orders.Ordering;

namespace Faculty.Domain.Tests.Training.Orders;

/// <summary>Who may be booked for what, each rule with what would mend it.</summary>
public sealed class BookingRulesTests
{
    private static readonly BookingRules Rules = new(new()
    {
        Places =
        [
            new() { Code = "GP", Name = "学校", XMinutes = 0, YMinutes = 0 }, new() { Code = "QY", Name = "企业", XMinutes = 30, YMinutes = 40 }, new() { Code = "JC", Name = "晋城", XMinutes = 0, YMinutes = 90 },
        ],
    });

    private static readonly TeachingTime Morning = On(Monday, "08:00", "12:00");

    [Fact]
    public void Who_has_everything_may_be_booked() => Assert.Empty(Rules.Broken(Ask(Morning), Welder()));

    [Theory]
    [InlineData("12:00", "16:00", false)]
    [InlineData("11:59", "16:00", true)]
    [InlineData("06:00", "08:00", false)]
    [InlineData("06:00", "08:01", true)]
    [InlineData("09:00", "10:00", true)]
    [InlineData("00:00", "23:59", true)]
    public void Times_are_half_open(string from, string to, bool taken)
    {
        var faults = Rules.Broken(Ask(On(Monday, from, to)), Welder(null, Booked(Morning)));
        Assert.Equal(taken ? [BookingRule.SlotTaken] : [], faults.Select(f => f.Rule));
    }

    [Fact]
    public void What_is_free_is_told_with_what_is_taken()
    {
        var fault = Rules.Broken(Ask(Morning), Welder(null, Booked(On(Monday, "10:00", "11:00")), Booked(On(Monday, "14:00", "18:00")))).Single();
        Assert.Equal((Reason.SlotTaken, "08:00–10:00, 11:00–14:00, 18:00–21:00", BookingMend.OtherTime), (fault.ToRuleBroken().Reason, fault.Facts.Single().Value, fault.Mend));
    }

    [Fact]
    public void Lessons_and_leave_stand_in_the_way_on_their_days()
    {
        var who = Welder();
        who = who with { Trainer = who.Trainer with { Timetable = [new() { Weekday = Weekday.Monday, FromTime = At("10:00"), ToTime = At("11:00"), StartDate = Monday, LastDate = Monday.AddDays(7) }], Leaves = [new() { StartDate = Monday.AddDays(1), LastDate = Monday.AddDays(2) }] } };
        Assert.Equal([BookingRule.Lessons], Faults(Ask(Morning, "GP"), who));
        Assert.Empty(Faults(Ask(On(Monday, "11:00", "12:00"), "GP"), who));
        Assert.Empty(Faults(Ask(On(Monday.AddDays(14), "08:00", "12:00"), "GP"), who));
        Assert.Equal([BookingRule.Leave], Faults(Ask(On(Monday.AddDays(2), "08:00", "12:00")), who));
        Assert.Empty(Faults(Ask(On(Monday.AddDays(3), "08:00", "12:00")), who));
        // 50 minutes from the school to the enterprise.
        Assert.Equal([BookingRule.TravelTime], Faults(Ask(On(Monday, "11:49", "12:30")), who));
        Assert.Empty(Faults(Ask(On(Monday, "11:50", "12:30")), who));
    }

    [Theory]
    [InlineData("QY", 0)]
    [InlineData("GP", 50)]
    [InlineData("nowhere", 30)]
    public void Between_two_places_there_is_time_to_travel(string place, int minutes)
    {
        var who = Welder(null, Booked(Morning, place));
        var (late, early) = (At("12:00").AddMinutes(minutes), At("08:00").AddMinutes(-minutes));
        Assert.Empty(Faults(Ask(new(Monday, late, late.AddMinutes(60))), who));
        Assert.Empty(Faults(Ask(new(Monday, early.AddMinutes(-60), early)), who));
        if (minutes > 0)
        {
            Assert.Equal([BookingRule.TravelTime], Faults(Ask(new(Monday, late.AddMinutes(-1), late.AddMinutes(60))), who));
            Assert.Equal([BookingRule.TravelTime], Faults(Ask(new(Monday, early.AddMinutes(-60), early.AddMinutes(1))), who));
        }
    }

    [Fact]
    public void A_credential_that_lapses_in_the_middle_of_a_course_is_valid_to_its_last_day()
    {
        var who = Welder(validUntil: Monday.AddDays(2));
        Assert.Empty(Faults(Ask(On(Monday.AddDays(2), "08:00", "12:00")), who));
        var fault = Rules.Broken(Ask(On(Monday.AddDays(3), "08:00", "12:00")), who).Single();
        Assert.Equal((BookingRule.CredentialNotValid, BookingMend.RenewCredential, $"{Monday.AddDays(2):O}"), (fault.Rule, fault.Mend, fault.Facts.Single(f => f.Key == "valid_until").Value));
    }

    [Fact]
    public void A_skill_is_there_at_the_level_or_above_it()
    {
        BookingAsk Asked(SkillLevel level, string occupation = Welding) => Ask(Morning) with { Skills = [new() { OccupationCode = occupation, Level = level }] };
        Assert.Empty(Faults(Asked(SkillLevel.Technician), Welder()));
        Assert.Equal([BookingRule.SkillLevel], Faults(Asked(SkillLevel.SeniorTechnician), Welder()));
        Assert.Equal([BookingRule.SkillMissing], Faults(Asked(SkillLevel.JuniorWorker, "4-03-02-01"), Welder()));
    }

    [Fact]
    public void Out_of_the_pool_blocked_of_another_language_or_kind_nobody_is_booked()
    {
        Assert.Empty(Faults(Ask(On(new(2027, 6, 30), "08:00", "12:00")), Welder()));
        Assert.Equal([BookingRule.NotInPool], Faults(Ask(On(new(2027, 7, 1), "08:00", "12:00")), Welder()));
        Assert.Equal([BookingRule.Blocked], Faults(Ask(Morning) with { BlockedTrainerIds = ["w1"] }, Welder()));
        var who = Welder();
        Assert.Equal([BookingRule.Blocked], Faults(Ask(Morning), who with { Trainer = who.Trainer with { BlockedEnterpriseCodes = ["QY"] } }));
        Assert.Equal([BookingRule.Kind], Faults(Ask(Morning) with { Kind = TeachingKind.Theory }, Welder()));
        Assert.Equal([BookingRule.Language], Faults(Ask(Morning) with { Languages = ["en"] }, Welder()));
        Assert.Empty(Faults(Ask(Morning) with { Languages = ["en", "zh"] }, Welder()));
        Assert.Equal([BookingRule.TooFar], Faults(Ask(Morning), who with { Trainer = who.Trainer with { Travel = new() { PlaceCode = "GP", MostMinutes = 49 } } }));
        Assert.Empty(Faults(Ask(Morning), who with { Trainer = who.Trainer with { Travel = new() { PlaceCode = "GP", MostMinutes = 50 } } }));
    }

    [Theory]
    [InlineData(8, 0, 0, BookingRule.WeekCap)]
    [InlineData(0, 12, 0, BookingRule.MonthCap)]
    [InlineData(0, 0, 16, BookingRule.QuarterCap)]
    public void Hours_stay_within_the_caps_of_week_month_and_quarter(int week, int month, int quarter, BookingRule rule)
    {
        // Four hours on Sunday before, Tuesday, the Monday after, and the first of October: one in the week, three in the month, four in the quarter.
        var booked = ((DateOnly[])[Monday.AddDays(-1), Monday.AddDays(1), Monday.AddDays(7), new(2026, 10, 1)]).Select(d => Booked(On(d, "13:00", "17:00"))).ToArray();
        var who = Welder(null, booked);
        who = who with { Trainer = who.Trainer with { Caps = new() { WeekHours = week, MonthHours = month, QuarterHours = quarter } } };
        Assert.Equal(rule == BookingRule.WeekCap ? [] : [rule], Faults(Ask(Morning), who));
        Assert.Equal([rule], Faults(Ask(On(Monday, "08:00", "12:01")), who));
        Assert.Empty(Faults(Ask(On(new(2027, 1, 4), "08:00", "12:00")), who));
    }

    [Fact]
    public void Of_bookings_taken_by_the_rules_no_two_ever_meet() => Gen.Select(Gen.Int[0, 1], Gen.Int[0, 47], Gen.Int[1, 16], Gen.Int[0, 2].Select(i => ((string[])["GP", "QY", "JC"])[i])).Array[1, 40].Sample(wanted =>
    {
        var taken = new List<Booking>();
        foreach (var (day, from, length, place) in wanted)
        {
            var time = new TeachingTime(Monday.AddDays(day), new(from / 2, from % 2 * 30), from + length >= 48 ? new(23, 59) : new((from + length) / 2, (from + length) % 2 * 30));
            var faults = Rules.Broken(Ask(time, place), Welder(null, [.. taken])).ToList();
            // The rule in other words: minute by minute, with the way between two places.
            var meets = taken.Any(b => b.Day == time.Day && Way(b.PlaceCode, place) is var way
                && Minute(time.From) < Minute(b.ToTime) + way && Minute(b.FromTime) < Minute(time.To) + way);
            Assert.Equal(meets, faults.Count > 0);
            if (!meets)
            {
                taken.Add(Booked(time, place));
            }
        }

        static int Minute(TimeOnly time) => time.Hour * 60 + time.Minute;
        static int Way(string a, string b) => a == b ? 0 : (a, b) is ("GP", "QY") or ("QY", "GP") ? 50 : (a, b) is ("GP", "JC") or ("JC", "GP") ? 90 : 58;
    });

    [Fact]
    public void Of_a_calendar_only_what_is_confirmed_or_still_held_counts()
    {
        var order = Quoted();
        var held = new TrainerCalendar { TeacherId = "p1" }.With("o1", Booking.Of(order), Noon);
        Assert.True(held.Bookings.Single().CountsAt(Noon.AddHours(24).AddTicks(-1)));
        Assert.False(held.Bookings.Single().CountsAt(Noon.AddHours(24)));
        // Somebody else's change forgets what is held no more, so that a clock set back does not bring it again.
        Assert.Empty(held.With("o2", [], Noon.AddHours(24)).Bookings);
        var confirmed = held.With("o1", Booking.Of(order.Confirm(By(OrderParty.Enterprise), "")), Noon);
        Assert.True(confirmed.Bookings.Single().CountsAt(DateTimeOffset.MaxValue));
        // Given up, only what was taught stays.
        Assert.Empty(confirmed.With("o1", Booking.Of(order.Cancel(By(OrderParty.Enterprise), "")), Noon).Bookings);
    }

    private static IEnumerable<BookingRule> Faults(BookingAsk ask, Bookable who) => Rules.Broken(ask, who).Select(f => f.Rule);
}
