namespace Faculty.Domain.Training.Planning;

/// <summary>Plans a quarter (季度排课): greedy first, then ruin and recreate under annealing.</summary>
public static class Planner
{
    private const double Hottest = 120, Coldest = 3;
    private const int BlinkEvery = 32, LookEvery = 256;

    /// <summary>Steps that take about so long on one core of the machine on which the figures were taken; an estimate from the instance alone, so that it is the same on every machine.</summary>
    public static long IterationsFor(Instance instance, double seconds) => (long)(seconds * 60_000);

    /// <summary>Frozen bookings that break a rule: what was confirmed no longer holds and has to be mended before a plan is made around it.</summary>
    public static IReadOnlyList<Booking> BrokenAmong(Instance instance, IReadOnlyList<Booking> frozen)
    {
        var table = new Timetable(new(instance), []);
        return [.. frozen.Where(b => !table.TryBook(b))];
    }

    /// <exception cref="ArgumentException">A frozen booking breaks a rule; see <see cref="BrokenAmong"/>.</exception>
    public static QuarterPlan Plan(Instance instance, PlanOrder order, Action<PlanProgress>? progress, CancellationToken ct)
    {
        var given = new Compiled(instance);
        var table = new Timetable(given, order.Former);
        var frozen = new bool[given.Sessions];
        foreach (var booking in order.Frozen)
        {
            if (!table.TryBook(booking))
            {
                throw new ArgumentException($"The frozen booking of session {instance.Sessions[booking.Session].Id} breaks a rule.", nameof(order));
            }
            frozen[booking.Session] = true;
        }
        var random = new PlanRandom(order.Seed);
        var insertion = new Insertion(table);
        Greedy.Fill(table, insertion, ref random, () => ct.IsCancellationRequested || order.TimeGone?.Invoke() >= 1);
        insertion.BlinkEvery = BlinkEvery;
        var search = new RuinAndRecreate(table, insertion, frozen, random);
        var done = Search(search, order, progress, ct);
        var bookings = search.BestBookings();
        return new()
        {
            InputHash = instance.Hash, Seed = order.Seed, Budget = order.Iterations, Iterations = done, Bookings = bookings,
            Objective = Objective.Of(instance, bookings, order.Former),
        };
    }

    private static long Search(RuinAndRecreate search, PlanOrder order, Action<PlanProgress>? progress, CancellationToken ct)
    {
        var annealing = new Annealing(Hottest, Coldest);
        var (total, temperature) = (order.Iterations, 0.0);
        var tell = Math.Max(LookEvery, total / 100 / LookEvery * LookEvery);
        for (var done = 0L; done < total; done++)
        {
            if (done % LookEvery == 0)
            {
                if (ct.IsCancellationRequested)
                {
                    return done;
                }
                temperature = annealing.Temperature(done, total);
                if (order.TimeGone?.Invoke() is { } gone)
                {
                    if (gone >= 1)
                    {
                        return done;
                    }
                    // Too slow a machine: it cools by the clock, so that what it has at the end is settled.
                    if (gone > 0.5 && done < gone * 0.9 * total)
                    {
                        temperature = annealing.Temperature((long)(gone * total), total);
                    }
                }
                if (progress is not null && done % tell == 0)
                {
                    progress(new(done, total, search.BestFilled, search.Best));
                }
            }
            search.Step(annealing, temperature);
        }
        progress?.Invoke(new(total, total, search.BestFilled, search.Best));
        return total;
    }
}
