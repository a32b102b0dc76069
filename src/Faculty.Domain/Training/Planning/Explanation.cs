namespace Faculty.Domain.Training.Planning;

/// <summary>Why a session is unfilled (未排原因): who could take it, what has them instead, and what filling it would cost.</summary>
public sealed record Explanation
{
    public required int Session { get; init; }

    /// <summary>Trainers whom only other bookings can keep from it, by time and trainer.</summary>
    public required IReadOnlyList<Kept> Eligible { get; init; }

    /// <summary>How many trainers each rule keeps from every time of it. Who lacks the skill is counted as that alone, and days are only held against those who would do on another.</summary>
    public required IReadOnlyDictionary<HardRule, int> Excluded { get; init; }

    /// <summary>The cheapest way found to fill it all the same; null when there is none.</summary>
    public Swap? Cheapest { get; init; }

    /// <summary>Explains every unfilled session of a plan.</summary>
    public static IReadOnlyList<Explanation> Of(Instance instance, IReadOnlyList<Booking> bookings, IReadOnlyList<Booking> frozen, IReadOnlyList<Booking> former)
    {
        var swaps = new Swaps(instance, bookings, frozen, former);
        var filled = bookings.Select(b => b.Session).ToHashSet();
        return [.. Enumerable.Range(0, instance.Sessions.Count).Where(s => !filled.Contains(s)).Select(s => new Explanation
        {
            Session = s, Eligible = swaps.Eligible(s), Excluded = ExcludedFrom(instance, s), Cheapest = swaps.Cheapest(s),
        })];
    }

    private static SortedDictionary<HardRule, int> ExcludedFrom(Instance instance, int session)
    {
        var counts = new SortedDictionary<HardRule, int>();
        var (item, options) = (instance.ItemOf(session), instance.Sessions[session].Options);
        for (var trainer = 0; trainer < instance.Trainers.Count; trainer++)
        {
            var lasting = instance.BrokenByItem(trainer, item);
            var broken = options.Select(o => instance.BrokenByTime(trainer, item, o)).ToList();
            if (broken.Count == 0 || (lasting == HardRule.None && broken.Contains(HardRule.None)))
            {
                continue;
            }
            var told = lasting.HasFlag(HardRule.Skill) ? HardRule.Skill : lasting != HardRule.None ? lasting : broken.Aggregate((any, rule) => any | rule);
            foreach (var rule in Enum.GetValues<HardRule>().Where(r => r != HardRule.None && told.HasFlag(r)))
            {
                counts[rule] = counts.GetValueOrDefault(rule) + 1;
            }
        }
        return counts;
    }
}

/// <summary>A trainer who could take a session at one of its times, and what keeps them: the rule and the sessions behind it. Free when there is none.</summary>
public sealed record Kept(int Trainer, int Option, HardRule By, IReadOnlyList<int> Sessions)
{
    public bool IsFree => By == HardRule.None;
}

/// <summary>A way to fill a session (调换方案): who takes it, what becomes of those in the way, and by how much the objective changes.</summary>
public sealed record Swap(Booking Filling, IReadOnlyList<Moved> Moved, long Change);

/// <summary>A booking before and after; null where the session would be unfilled.</summary>
public sealed record Moved(int Session, Booking? Before, Booking? After);
