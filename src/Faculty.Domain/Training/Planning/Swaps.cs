using System.Numerics;

namespace Faculty.Domain.Training.Planning;

/// <summary>Tries out, on a timetable of the plan, what would make room for a session.</summary>
internal sealed class Swaps
{
    private readonly Timetable table;
    private readonly Compiled given;
    private readonly Insertion insertion;
    private readonly bool[] frozen;

    public Swaps(Instance instance, IReadOnlyList<Booking> bookings, IReadOnlyList<Booking> frozen, IReadOnlyList<Booking> former)
    {
        given = new(instance);
        table = new(given, former);
        insertion = new(table);
        this.frozen = new bool[given.Sessions];
        foreach (var booking in bookings)
        {
            if (!table.TryBook(booking))
            {
                throw new ArgumentException($"The booking of session {instance.Sessions[booking.Session].Id} breaks a rule.", nameof(bookings));
            }
        }
        foreach (var booking in frozen)
        {
            this.frozen[booking.Session] = true;
        }
    }

    public List<Kept> Eligible(int session)
    {
        var eligible = new List<Kept>();
        foreach (var (option, pair) in Possible(session))
        {
            var trainer = given.Trainer[pair];
            var (rules, sessions) = (HardRule.None, new SortedSet<int>());
            foreach (var side in (int[])[-1, 0, 1])
            {
                if (InTheWay(trainer, session, option, side) is { } other)
                {
                    rules |= side == 0 ? HardRule.DoubleBooked : HardRule.BookedNearby;
                    sessions.Add(other);
                }
            }
            if (table.HoursLeft(trainer, given.Week[option]) < given.Hours[session])
            {
                rules |= HardRule.WeekCap;
                sessions.UnionWith(Booked(trainer, given.Week[option]));
            }
            if (table.HoursLeft(trainer) < given.Hours[session])
            {
                rules |= HardRule.QuarterCap;
                sessions.UnionWith(Enumerable.Range(0, given.Weeks).SelectMany(w => Booked(trainer, w)));
            }
            eligible.Add(new(trainer, option - given.FirstOption[session], rules, [.. sessions]));
        }
        return eligible;
    }

    /// <summary>The way that leaves the objective best, each trainer tried with whoever else is least in demand.</summary>
    public Swap? Cheapest(int session)
    {
        var need = given.Need[given.Item[session]];
        Swap? cheapest = null;
        foreach (var time in Possible(session).GroupBy(p => p.Option))
        {
            var ranked = time.Select(p => (p.Pair, InWay: Clearings(session, p.Option, p.Pair).FirstOrDefault()))
                .Where(p => p.InWay is not null).OrderBy(p => p.InWay!.Count).ThenBy(p => table.Cost(session, time.Key, p.Pair)).ThenBy(p => p.Pair).ToList();
            if (ranked.Count < need)
            {
                continue;
            }
            foreach (var (pair, _) in ranked)
            {
                var others = ranked.Where(r => r.Pair != pair).Take(need - 1).ToList();
                foreach (var clearing in Clearings(session, time.Key, pair))
                {
                    var swap = Try(session, time.Key, [pair, .. others.Select(o => o.Pair)], [.. clearing.Union(others.SelectMany(o => o.InWay!))]);
                    cheapest = swap is not null && (cheapest is null || swap.Change > cheapest.Change) ? swap : cheapest;
                }
            }
        }
        return cheapest;
    }

    private IEnumerable<(int Option, int Pair)> Possible(int session)
    {
        var (first, end) = (given.FirstPair[given.Item[session]], given.FirstPair[given.Item[session] + 1]);
        for (var option = given.FirstOption[session]; option < given.FirstOption[session + 1]; option++)
        {
            for (var pair = first; pair < end; pair++)
            {
                if (given.FreeAt[given.Free[option] + pair - first] != 0)
                {
                    yield return (option, pair);
                }
            }
        }
    }

    /// <summary>Sets of sessions that would have to go so that the pair fits: those at the time, and where hours lack any one that brings enough.</summary>
    private IEnumerable<List<int>> Clearings(int session, int option, int pair)
    {
        var (trainer, hours) = (given.Trainer[pair], given.Hours[session]);
        List<int> atTime = [.. ((int[])[-1, 0, 1]).Select(side => InTheWay(trainer, session, option, side)).OfType<int>().Distinct()];
        if (atTime.Exists(s => frozen[s]) || hours > given.Instance.Trainers[trainer].WeekCap || hours > given.Instance.Trainers[trainer].QuarterCap)
        {
            yield break;
        }
        var week = given.Week[option];
        foreach (var inWeek in Relieved(atTime, Booked(trainer, week), hours - table.HoursLeft(trainer, week)))
        {
            foreach (var inQuarter in Relieved(inWeek, Enumerable.Range(0, given.Weeks).SelectMany(w => Booked(trainer, w)), hours - table.HoursLeft(trainer)))
            {
                yield return inQuarter;
            }
        }
    }

    private IEnumerable<List<int>> Relieved(List<int> gone, IEnumerable<int> booked, int lacking)
    {
        List<int> all = [.. booked];
        lacking -= gone.Where(all.Contains).Sum(s => given.Hours[s]);
        if (lacking <= 0)
        {
            yield return gone;
            yield break;
        }
        List<int> others = [.. all.Except(gone).Where(s => !frozen[s]).OrderBy(s => given.Value[given.Item[s]]).ThenBy(s => s)];
        foreach (var one in others.Where(s => given.Hours[s] >= lacking))
        {
            yield return [.. gone, one];
        }
        if (others.TrueForAll(s => given.Hours[s] < lacking) && others.Sum(s => given.Hours[s]) >= lacking)
        {
            var several = new List<int>(gone);
            foreach (var other in others.TakeWhile(_ => lacking > 0))
            {
                several.Add(other);
                lacking -= given.Hours[other];
            }
            yield return several;
        }
    }

    private Swap? Try(int session, int option, int[] pairs, List<int> gone)
    {
        var before = table.Worth;
        int[] items = [.. gone.Select(s => given.Item[s]).Append(given.Item[session]).Distinct()];
        int[] touched = [.. items.SelectMany(i => Enumerable.Range(given.FirstSession[i], given.FirstSession[i + 1] - given.FirstSession[i]))];
        var had = touched.Select(table.BookingOf).ToList();
        gone.ForEach(table.Cancel);
        Swap? swap = null;
        if (pairs.All(p => table.Fits(session, option, p)))
        {
            table.Book(session, option, pairs);
            var unused = default(PlanRandom);
            foreach (var item in items)
            {
                insertion.Fill(item, ref unused);
            }
            var moved = touched.Zip(had).Select(t => new Moved(t.First, t.Second, table.BookingOf(t.First)))
                .Where(m => m.Session != session && !Same(m.Before, m.After)).ToList();
            swap = new(table.BookingOf(session)!, moved, table.Worth - before);
        }
        foreach (var booked in touched.Where(s => table.Option[s] != Timetable.Unfilled))
        {
            table.Cancel(booked);
        }
        foreach (var booking in had.OfType<Booking>())
        {
            table.TryBook(booking);
        }
        return swap;
    }

    private static bool Same(Booking? one, Booking? other) =>
        one is null ? other is null : other is not null && one.Option == other.Option && one.Trainers.SequenceEqual(other.Trainers);

    /// <summary>The session a trainer has at a time (side 0), or before or after it where the places are too far apart.</summary>
    private int? InTheWay(int trainer, int session, int option, int side)
    {
        if (side != 0)
        {
            return table.NearEnough(trainer, session, option, side) ? null : table.SessionAt(trainer, given.At[option] + side);
        }
        return table.SessionAt(trainer, given.At[option]) is var other and >= 0 ? other : null;
    }

    private IEnumerable<int> Booked(int trainer, int week)
    {
        for (var slots = table.BookedSlots(trainer, week); slots != 0; slots &= slots - 1)
        {
            yield return table.SessionAt(trainer, (week * PlanOption.DaysAWeek * PlanOption.SlotsADay) + BitOperations.TrailingZeroCount(slots));
        }
    }
}
