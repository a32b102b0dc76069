using System.Numerics;

namespace Faculty.Domain.Training.Planning;

/// <summary>Plans a quarter (季度排课): greedy first, then ruin and recreate under annealing.</summary>
public static class Planner
{
    private const double Hottest = 120, Coldest = 3;
    private const int BlinkEvery = 32, LookEvery = 256, StepsASession = 6_000, PairsASecond = 40_000_000;

    /// <summary>Steps that take about so long on one core of the machine on which the figures were taken; an estimate from the instance alone, so that it is the same on every machine.</summary>
    public static long IterationsFor(Instance instance, double seconds)
    {
        // The more trainers, the less of them the processor's caches hold. A few sessions are settled long before the time is over.
        var microseconds = Math.Max(2, BitOperations.Log2((uint)instance.Trainers.Count) - 1);
        var searching = Math.Max(seconds / 2, seconds - ((double)instance.Trainers.Count * instance.Sessions.Count / PairsASecond));
        return Math.Min((long)(searching * 1_000_000 / microseconds), (long)StepsASession * instance.Sessions.Count);
    }

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
        // What still holds of the former plan is where the search begins: it can only become better.
        foreach (var booking in order.Former)
        {
            table.TryBook(booking);
        }
        var random = new PlanRandom(order.Seed);
        var insertion = new Insertion(table);
        Greedy.Fill(table, insertion, ref random, () => ct.IsCancellationRequested || order.TimeGone?.Invoke() >= 1);
        insertion.BlinkEvery = BlinkEvery;
        var search = new RuinAndRecreate(table, insertion, frozen, random);
        var (done, hurried) = Search(search, order, progress, ct);
        var bookings = search.BestBookings();
        return new()
        {
            InputHash = instance.Hash, Seed = order.Seed, Budget = order.Iterations, Iterations = done, StoppedEarly = hurried || done < order.Iterations,
            Bookings = bookings, Objective = Objective.Of(instance, bookings, order.Former),
        };
    }

    private static (long Done, bool Hurried) Search(RuinAndRecreate search, PlanOrder order, Action<PlanProgress>? progress, CancellationToken ct)
    {
        var annealing = new Annealing(Hottest, Coldest);
        var clock = new Pace(order);
        var temperature = 0.0;
        var tell = Math.Max(LookEvery, order.Iterations / 100 / LookEvery * LookEvery);
        for (var done = 0L; done < order.Iterations; done++)
        {
            if (done % LookEvery == 0)
            {
                if (ct.IsCancellationRequested || clock.IsOver(done))
                {
                    return (done, true);
                }
                temperature = annealing.Temperature(clock.Cooled(done), order.Iterations);
                if (progress is not null && done % tell == 0)
                {
                    progress(new(done, order.Iterations, search.BestFilled, search.Best));
                }
            }
            search.Step(annealing, temperature);
        }
        progress?.Invoke(new(order.Iterations, order.Iterations, search.BestFilled, search.Best));
        return (order.Iterations, clock.Hurried);
    }
}
