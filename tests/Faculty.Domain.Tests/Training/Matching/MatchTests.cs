using CsCheck;
using Faculty.Domain.Training;
using Faculty.Domain.Training.Matching;
using Faculty.Domain.Training.Orders;
using Faculty.Domain.Training.Pool;
using static Faculty.Domain.Tests.Training.Orders.Ordering;

namespace Faculty.Domain.Tests.Training.Matching;

/// <summary>Who could teach, in what order, and why the others cannot.</summary>
public sealed class MatchTests
{
    private static readonly BookingRules Rules = new(new()
    {
        Places = [new() { Code = "GP", Name = "学校", XMinutes = 0, YMinutes = 0 }, new() { Code = "QY", Name = "企业", XMinutes = 30, YMinutes = 40 }],
    });

    private static readonly MatchAsk Course = Sessions(Monday, Monday.AddDays(1), Monday.AddDays(2));

    [Fact]
    public void Who_may_be_booked_for_every_session_is_a_candidate_best_first()
    {
        var match = Judge(Course, Named("c", fee: 20_000), Named("b", fee: 10_000), Named("a", fee: 20_000), Named("d", 0, On(Monday.AddDays(2), "11:59", "12:30")));
        Assert.Equal(["b", "a", "c"], match.Candidates.Select(c => c.TrainerId));
        Assert.Equal(4, match.Judged);
        // Twelve hours at 100 yuan are 1,200 yuan, a point for each 20; 50 minutes there, a point for each 3; one level above the one asked for.
        Assert.Equal(
            [(MatchTermKind.Level, 5, 1L), (MatchTermKind.Travel, -16, 50L), (MatchTermKind.Fee, -60, 120_000L), (MatchTermKind.Load, 0, 0L), (MatchTermKind.Rating, 0, 0L), (MatchTermKind.Known, 0, 0L)],
            match.Candidates[0].Terms.Select(t => (t.Kind, t.Points, t.Amount)));
        Assert.Equal(-71, match.Candidates[0].Score);
    }

    [Fact]
    public void A_near_miss_breaks_one_rule_alone_on_whichever_session_and_says_what_would_mend_it()
    {
        var taken = Named("taken", 0, On(Monday, "10:00", "11:00"), On(Monday.AddDays(2), "08:00", "09:00"));
        var far = Named("far") with { };
        far = far with { Who = far.Who with { Trainer = far.Who.Trainer with { Kinds = [TeachingKind.Theory], Languages = ["en"] } } };
        var match = Judge(Course with { Sessions = [.. Course.Sessions.Select(s => s with { Languages = ["zh"] })] }, taken, far);
        Assert.Empty(match.Candidates);
        var miss = Assert.Single(match.NearMisses);
        Assert.Equal((BookingRule.SlotTaken, "taken", BookingMend.OtherTime), (miss.Rule, miss.Trainer.Who.Trainer.TrainerId, miss.Faults[0].Mend));
        Assert.Equal([Monday, Monday.AddDays(2)], miss.Faults.Select(f => f.Time.Day));
        Assert.Equal([(BookingRule.SlotTaken, 1), (BookingRule.Kind, 1), (BookingRule.Language, 1)], match.Reasons);
    }

    [Fact]
    public void What_was_taught_well_before_or_at_the_enterprise_counts_and_a_few_good_ratings_count_less_than_many()
    {
        var many = Named("many") with { History = new() { Ratings = 20, Stars = 100 } };
        var one = Named("one") with { History = new() { Ratings = 1, Stars = 5 } };
        var known = Named("known") with { History = new() { EnterpriseCodes = new HashSet<string> { "QY" } } };
        var poor = Named("poor") with { History = new() { Ratings = 3, Stars = 3 } };
        var match = Judge(Course, poor, Named("new"), known, one, many);
        Assert.Equal(["many", "known", "one", "new", "poor"], match.Candidates.Select(c => c.TrainerId));
        Assert.Equal((48, 500L), match.Candidates[0].Terms.Where(t => t.Kind == MatchTermKind.Rating).Select(t => (t.Points, t.Amount)).Single());
    }

    [Fact]
    public void When_nobody_is_free_the_nearest_days_are_told_but_none_before_the_first_that_may_be()
    {
        // Away from the Sunday before to the Thursday after: three days in a row are free from Friday on, or until the Saturday before.
        var trainer = Named("a");
        trainer = trainer with { Who = trainer.Who with { Trainer = trainer.Who.Trainer with { Leaves = [new() { StartDate = Monday.AddDays(-1), LastDate = Monday.AddDays(3) }] } } };
        Assert.Equal([4, -4, 5], Match.Nearest(Course, [trainer], Rules, Monday.AddDays(-30), 30, 3).Select(a => a.Days));
        Assert.Equal([4, 5, 6], Match.Nearest(Course, [trainer], Rules, Monday, 30, 3).Select(a => a.Days));
        Assert.Empty(Match.Nearest(Course with { TrainersNeeded = 2 }, [trainer], Rules, Monday, 30, 3));
        var nearest = Match.Nearest(Course, [trainer], Rules, Monday, 30, 1).Single();
        Assert.True(Judge(nearest.Ask, trainer).IsMet(nearest.Ask));
    }

    [Fact]
    public void Everybody_is_a_candidate_a_near_miss_or_counted_by_the_rules_of_booking_in_whatever_order_they_come() =>
        Gen.Select(Trainers, Gen.Int[1, 4], Gen.Int[-40, 40], Gen.Bool).Sample((trainers, sessions, days, english) =>
        {
            var ask = Sessions([.. Enumerable.Range(0, sessions).Select(d => Monday.AddDays(days + d))]);
            ask = ask with { Sessions = [.. ask.Sessions.Select(s => s with { Languages = english ? ["en"] : [] })] };
            var match = Judge(ask, trainers);
            var broken = trainers.ToDictionary(t => t.Who.Trainer.TrainerId, t => ask.Sessions.SelectMany(s => Rules.Broken(s, t.Who)).Select(f => f.Rule).ToHashSet());
            Assert.Equal(broken.Where(b => b.Value.Count == 0).Select(b => b.Key).Order(), match.Candidates.Select(c => c.TrainerId).Order());
            Assert.Equal(broken.Where(b => b.Value.Count == 1).Select(b => (b.Key, b.Value.Single())).Order(), match.NearMisses.Select(m => (m.Trainer.Who.Trainer.TrainerId, m.Rule)).Order());
            Assert.Equal(
                broken.SelectMany(b => b.Value).GroupBy(r => r).Select(g => (g.Key, g.Count())).OrderByDescending(r => r.Item2).ThenBy(r => r.Key), match.Reasons);
            Assert.Equal(match.Candidates.Select(c => c.TrainerId), Judge(ask, [.. trainers.Reverse()]).Candidates.Select(c => c.TrainerId));
            // What was looked up beforehand says the same.
            var prepared = Match.Of(ask, trainers.Select(t => t with { Who = t.Who.Prepared(Rules.Pool) }), Rules, new());
            Assert.Equal(match.Reasons, prepared.Reasons);
            Assert.Equal(match.Candidates.Select(c => c.Score), prepared.Candidates.Select(c => c.Score));
        });

    private static Gen<MatchTrainer[]> Trainers =>
        Gen.Select(Gen.Int[-3, 30], Gen.Int[0, 3], Gen.Int[0, 2], Gen.Int[-3, 3], Gen.Int[0, 60], Gen.Bool, Gen.Int[8, 14]).Array[0, 12].Select(all => all.Select((t, i) =>
        {
            var (valid, skill, language, booked, travel, away, from) = t;
            var named = Named($"t{i}", i * 1_000, On(Monday.AddDays(booked), $"{from:00}:00", $"{from + 2:00}:00"));
            return named with
            {
                Who = Welder(Monday.AddDays(valid), [.. named.Who.Bookings]) with
                {
                    Trainer = named.Who.Trainer with
                    {
                        Skills = skill == 0 ? [] : [named.Who.Trainer.Skills[0] with { Level = skill == 1 ? SkillLevel.MiddleWorker : SkillLevel.Technician }],
                        Languages = language == 0 ? ["zh"] : ["zh", "en"], Travel = new() { PlaceCode = "GP", MostMinutes = travel },
                        Leaves = away ? [new() { StartDate = Monday.AddDays(booked + 2), LastDate = Monday.AddDays(booked + 5) }] : [],
                    },
                },
            };
        }).ToArray());

    private static Match Judge(MatchAsk ask, params MatchTrainer[] trainers) => Match.Of(ask, trainers, Rules, new());

    private static MatchTrainer Named(string id, long fee = 0, params TeachingTime[] booked)
    {
        var who = Welder(null, [.. booked.Select(t => Booked(t))]);
        return new(who with { Trainer = who.Trainer with { TrainerId = id, FeeFen = fee, Travel = new() { PlaceCode = "GP", MostMinutes = 90 } } }, TrainerHistory.None);
    }

    private static MatchAsk Sessions(params DateOnly[] days) => new() { Sessions = [.. days.Select(d => Ask(On(d, "08:00", "12:00")))] };
}
