namespace Faculty.Domain.Training.Planning;

/// <summary>What a plan is worth, term by term (目标值); costs are positive and taken off.</summary>
public readonly record struct Objective
{
    /// <summary>Gained by filled sessions.</summary>
    public long Filled { get; init; }

    public long Fee { get; init; }

    public long Travel { get; init; }

    public long Weekend { get; init; }

    public long Evening { get; init; }

    public long Continuity { get; init; }

    public long Fairness { get; init; }

    /// <summary>For what a former plan had and this one has not; 0 without a former plan.</summary>
    public long Stability { get; init; }

    public long Total => Filled - Fee - Travel - Weekend - Evening - Continuity - Fairness - Stability;

    /// <summary>The objective of bookings that break no rule, counted anew.</summary>
    public static Objective Of(Instance instance, IReadOnlyList<Booking> bookings, IReadOnlyList<Booking> former)
    {
        var weights = instance.Weights;
        var hours = new int[instance.Trainers.Count];
        var faces = new HashSet<(int Item, int Trainer)>();
        var kept = new HashSet<(int Session, int Option, int Trainer)>();
        long filled = 0, fee = 0, travel = 0, weekend = 0, evening = 0;
        foreach (var booking in bookings)
        {
            var (item, session) = (instance.ItemOf(booking.Session), instance.Sessions[booking.Session]);
            var option = session.Options[booking.Option];
            filled += (long)weights.PerPriority * instance.Items[item].Priority;
            foreach (var trainer in booking.Trainers)
            {
                fee += instance.FeeCost(trainer, session.Hours);
                travel += instance.Minutes(trainer, item) / weights.TravelDivisor;
                weekend += option.Weekend ? weights.Weekend : 0;
                evening += option.Evening ? weights.Evening : 0;
                hours[trainer] += session.Hours;
                faces.Add((item, trainer));
                kept.Add((booking.Session, booking.Option, trainer));
            }
        }
        return new()
        {
            Filled = filled, Fee = fee, Travel = travel, Weekend = weekend, Evening = evening,
            Continuity = (long)weights.Continuity * faces.Count,
            Fairness = hours.Sum(h => (long)weights.FairPerHour * Math.Max(0, h - weights.FairTargetHours)),
            Stability = (long)weights.Stability * former.Sum(b => b.Trainers.Count(t => !kept.Contains((b.Session, b.Option, t)))),
        };
    }
}
