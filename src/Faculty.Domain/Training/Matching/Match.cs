using System.Numerics;
using Faculty.Domain.Training.Orders;

namespace Faculty.Domain.Training.Matching;

/// <summary>
/// Who could teach what is asked for (匹配), and why everybody else cannot: candidates ranked with the terms of their score; near misses, who break
/// exactly one rule, with what would mend it; of all others how many break which rule. Pure, and the same whatever the order of the trainers.
/// </summary>
public sealed record Match
{
    /// <summary>How many were judged: everybody, on every rule.</summary>
    public required int Judged { get; init; }

    /// <summary>Best first; of equal scores by id.</summary>
    public required IReadOnlyList<MatchCandidate> Candidates { get; init; }

    /// <summary>Who break one rule alone, best first.</summary>
    public required IReadOnlyList<NearMiss> NearMisses { get; init; }

    /// <summary>How many break a rule, of those who are not candidates; who breaks two counts in both. By number, the most first.</summary>
    public required IReadOnlyList<(BookingRule Rule, int Trainers)> Reasons { get; init; }

    /// <summary>As many as are needed can be had.</summary>
    public bool IsMet(MatchAsk ask) => Candidates.Count >= ask.TrainersNeeded;

    /// <summary>Judges everybody.</summary>
    public static Match Of(MatchAsk ask, IEnumerable<MatchTrainer> trainers, BookingRules rules, MatchWeights weights)
    {
        var judged = 0;
        var candidates = new List<MatchCandidate>();
        var misses = new List<NearMiss>();
        var counts = new int[32];
        foreach (var trainer in trainers)
        {
            judged++;
            var broken = BookingRuleSet.None;
            foreach (var session in ask.Sessions)
            {
                broken |= rules.Judge(session, trainer.Who);
            }
            if (broken == BookingRuleSet.None)
            {
                candidates.Add(new(trainer, MatchScore.Of(ask, trainer, rules.Pool, weights)));
                continue;
            }
            for (var rest = (uint)broken; rest != 0; rest &= rest - 1)
            {
                counts[BitOperations.TrailingZeroCount(rest)]++;
            }
            if (BitOperations.IsPow2((uint)broken))
            {
                misses.Add(new(trainer, MatchScore.Of(ask, trainer, rules.Pool, weights), [.. ask.Sessions.SelectMany(s => rules.Broken(s, trainer.Who))]));
            }
        }
        return new()
        {
            Judged = judged,
            Candidates = [.. candidates.OrderByDescending(c => c.Score).ThenBy(c => c.TrainerId, StringComparer.Ordinal)],
            NearMisses = [.. misses.OrderByDescending(c => c.Score).ThenBy(c => c.Trainer.Who.Trainer.TrainerId, StringComparer.Ordinal)],
            Reasons = [.. counts.Select((n, rule) => ((BookingRule)rule, n)).Where(r => r.n > 0).OrderByDescending(r => r.n).ThenBy(r => r.Item1)],
        };
    }

    /// <summary>
    /// The nearest days on which as many as are needed could teach all of it: the sessions moved together by so many days, nearest first (of two
    /// equally near the later), none before <paramref name="earliest"/>.
    /// </summary>
    /// <param name="ask">What is asked for.</param>
    /// <param name="trainers">Everybody.</param>
    /// <param name="rules">Rules of booking.</param>
    /// <param name="earliest">First day on which it may begin.</param>
    /// <param name="most">Days to look, both ways.</param>
    /// <param name="count">How many answers.</param>
    public static IEnumerable<MatchAlternative> Nearest(MatchAsk ask, IEnumerable<MatchTrainer> trainers, BookingRules rules, DateOnly earliest, int most, int count)
    {
        // Who lacks what no other day gives is looked at once.
        var hopeful = trainers.Where(t => ask.Sessions.All(s => (rules.Judge(s, t.Who) & BookingRuleSet.AnyDay) == BookingRuleSet.None)).ToList();
        return hopeful.Count < ask.TrainersNeeded ? [] : Enumerable.Range(1, most).SelectMany(days => (int[])[days, -days])
            .Where(days => ask.Sessions[0].Time.Day.AddDays(days) >= earliest)
            .Select(days => (Days: days, Ask: ask.Moved(days)))
            .Select(moved => new MatchAlternative(moved.Days, moved.Ask, hopeful.Count(t => moved.Ask.Sessions.All(s => rules.Judge(s, t.Who) == BookingRuleSet.None))))
            .Where(moved => moved.Candidates >= ask.TrainersNeeded)
            .Take(count);
    }
}

/// <summary>Somebody who may be booked for all of it, with what speaks for and against.</summary>
public sealed record MatchCandidate(MatchTrainer Trainer, IReadOnlyList<MatchTerm> Terms)
{
    public string TrainerId => Trainer.Who.Trainer.TrainerId;

    public int Score { get; } = Terms.Sum(t => t.Points);
}

/// <summary>Somebody who breaks one rule alone, on one or more of the sessions.</summary>
public sealed record NearMiss(MatchTrainer Trainer, IReadOnlyList<MatchTerm> Terms, IReadOnlyList<BookingFault> Faults)
{
    public int Score { get; } = Terms.Sum(t => t.Points);

    public BookingRule Rule => Faults[0].Rule;
}

/// <summary>Other days for the same sessions.</summary>
/// <param name="Days">How many days later; negative = earlier.</param>
/// <param name="Ask">The sessions then.</param>
/// <param name="Candidates">How many could teach all of them.</param>
public sealed record MatchAlternative(int Days, MatchAsk Ask, int Candidates);
