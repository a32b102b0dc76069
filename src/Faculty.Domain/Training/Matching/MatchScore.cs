using Faculty.Domain.Training.Orders;
using Faculty.Domain.Training.Pool;

namespace Faculty.Domain.Training.Matching;

/// <summary>Points of a match (匹配得分), which are data. Whole numbers, so that two machines rank alike.</summary>
public sealed record MatchWeights
{
    /// <summary>For each level above the one asked for.</summary>
    public int LevelPoints { get; init; } = 5;

    /// <summary>Minutes of travel, there from home, that cost a point.</summary>
    public int MinutesPerPoint { get; init; } = 3;

    /// <summary>Fen of fee, over all sessions, that cost a point.</summary>
    public int FenPerPoint { get; init; } = 2_000;

    /// <summary>Hours booked in the quarter of the first session that cost a point: work is spread.</summary>
    public int LoadHoursPerPoint { get; init; } = 4;

    /// <summary>For each star above three in the average, weighed by how many rated: with five raters half of it.</summary>
    public int StarPoints { get; init; } = 30;

    /// <summary>For who taught at the enterprise before.</summary>
    public int KnownPoints { get; init; } = 15;

    internal const int RatersForHalf = 5;
}

/// <summary>A part of a score: its points, and the amount they come from.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Points">Added to the score; negative = against.</param>
/// <param name="Amount">Levels, minutes, fen, hours, stars in hundredths, or 1.</param>
public readonly record struct MatchTerm(MatchTermKind Kind, int Points, long Amount);

/// <summary>What speaks for or against a candidate (得分项).</summary>
public enum MatchTermKind
{
    Unspecified = 0,
    /// <summary>A higher level than asked for.</summary>
    Level = 1,
    Travel = 2,
    Fee = 3,
    /// <summary>Hours booked in the quarter.</summary>
    Load = 4,
    Rating = 5,
    /// <summary>Taught at the enterprise before.</summary>
    Known = 6,
}

/// <summary>The score of a trainer for an ask: every term, also those of no points.</summary>
public static class MatchScore
{
    public static IReadOnlyList<MatchTerm> Of(MatchAsk ask, MatchTrainer trainer, PoolRules pool, MatchWeights weights)
    {
        var (who, history) = (trainer.Who, trainer.History);
        var first = ask.Sessions[0];
        var levels = first.Skills.Sum(wanted => LevelsAbove(who.Trainer, wanted));
        var minutes = who.Trainer.Travel is { } travel && pool.Place(travel.PlaceCode) is { } home && pool.Place(first.PlaceCode) is { } there ? home.MinutesTo(there) : 0;
        var fee = who.Trainer.FeeFen * ask.Sessions.Sum(s => s.Time.Minutes) / 60;
        var hours = who.Bookings.Where(b => QuarterOf(b.Day) == QuarterOf(first.Time.Day)).Sum(b => b.Time.Minutes) / 60;
        var above = history.Stars - (3 * history.Ratings);
        return
        [
            new(MatchTermKind.Level, levels * weights.LevelPoints, levels),
            new(MatchTermKind.Travel, -(minutes / weights.MinutesPerPoint), minutes),
            new(MatchTermKind.Fee, (int)-(fee / weights.FenPerPoint), fee),
            new(MatchTermKind.Load, -(hours / weights.LoadHoursPerPoint), hours),
            new(MatchTermKind.Rating, weights.StarPoints * above / (history.Ratings + MatchWeights.RatersForHalf), history.Ratings == 0 ? 0 : ((history.Stars * 200) + history.Ratings) / (history.Ratings * 2)),
            history.EnterpriseCodes.Contains(first.EnterpriseCode) ? new(MatchTermKind.Known, weights.KnownPoints, 1) : new(MatchTermKind.Known, 0, 0),
        ];
    }

    private static int LevelsAbove(Trainer trainer, OrderedSkill wanted) =>
        wanted.Level == SkillLevel.Unspecified ? 0 : trainer.Skills
            .Where(s => s.OccupationCode == wanted.OccupationCode && s.Level.IsAtLeast(wanted.Level)).Select(s => wanted.Level - s.Level).DefaultIfEmpty(0).Max();

    private static (int Year, int Quarter) QuarterOf(DateOnly day) => (day.Year, (day.Month - 1) / 3);
}
