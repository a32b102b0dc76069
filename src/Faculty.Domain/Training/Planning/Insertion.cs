namespace Faculty.Domain.Training.Planning;

/// <summary>Puts the unfilled sessions of one item into a timetable as well as it can at once: whoever comes should come to as many of them as possible.</summary>
internal sealed partial class Insertion(Timetable table)
{
    /// <summary>How many of the best are tried together where several trainers are needed at once.</summary>
    private const int Squad = 8, MostOptions = 64, OverlookEvery = 8;

    private readonly Compiled given = table.Given;
    private readonly int[] missing = new int[Room(table.Given)], picks = new int[Room(table.Given)], bestPicks = new int[Room(table.Given)];
    private readonly int[] squad = new int[Squad], squadGain = new int[Squad], members = new int[Squad], bestMembers = new int[Squad];
    private readonly ulong[] squadFits = new ulong[Squad];
    private readonly int[] cheapest = new int[Room(table.Given)], team = new int[1];
    private int missingCount, bestGain, blinkIn, overlooked;

    /// <summary>Candidates overlooked at random, one in so many on average; 0 = none.</summary>
    public int BlinkEvery { get; set; }

    public void Fill(int item, ref PlanRandom random)
    {
        missingCount = 0;
        for (var session = given.FirstSession[item]; session < given.FirstSession[item + 1]; session++)
        {
            if (table.Option[session] == Timetable.Unfilled)
            {
                missing[missingCount++] = session;
            }
        }
        if (missingCount == 0 || given.FirstPair[item] == given.FirstPair[item + 1])
        {
            return;
        }
        (blinkIn, overlooked) = (int.MaxValue, -1);
        if (BlinkEvery > 0)
        {
            blinkIn = random.Below(2 * BlinkEvery);
            Loosen(ref random);
        }
        if (given.Need[item] == 1)
        {
            FillAlone(item, ref random);
        }
        else
        {
            FillTogether(item, ref random);
        }
    }

    // The order of the sessions, and that the cheapest time is taken, are habits too that a search must be able to leave.
    private void Loosen(ref PlanRandom random)
    {
        var one = random.Below(missingCount);
        (missing[0], missing[one]) = (missing[one], missing[0]);
        if (random.Below(OverlookEvery) == 0)
        {
            var options = given.FirstOption[missing[0] + 1] - given.FirstOption[missing[0]];
            overlooked = options > 1 ? given.FirstOption[missing[0]] + random.Below(options) : -1;
        }
    }

    // Sessions of one item, or trainers of one session.
    private static int Room(Compiled given) => given.Instance.Items.Select(i => Math.Max(i.Sessions.Count, i.Need)).DefaultIfEmpty(0).Max();

    private void FillAlone(int item, ref PlanRandom random)
    {
        var (first, end) = (given.FirstPair[item], given.FirstPair[item + 1]);
        while (missingCount > 0)
        {
            bestGain = 0;
            var best = -1;
            // Those who come already, or came in a former plan, cost less than their place in the order says.
            for (var session = given.FirstSession[item]; session < given.FirstSession[item + 1]; session++)
            {
                if (table.Option[session] != Timetable.Unfilled)
                {
                    Consider(table.Seats[given.FirstSeat[session]], ref best);
                }
                foreach (var pair in table.FormerSeats(session))
                {
                    if (pair >= 0)
                    {
                        Consider(pair, ref best);
                    }
                }
            }
            for (var pair = first; pair < end; pair++)
            {
                if (MostGain(pair - first) <= bestGain)
                {
                    break;
                }
                if (--blinkIn < 0)
                {
                    blinkIn = random.Below(2 * BlinkEvery);
                    continue;
                }
                Consider(pair, ref best);
            }
            if (best < 0)
            {
                return;
            }
            var left = 0;
            for (var i = 0; i < missingCount; i++)
            {
                if (bestPicks[i] >= 0)
                {
                    team[0] = best;
                    table.Book(missing[i], bestPicks[i], team);
                }
                else
                {
                    missing[left++] = missing[i];
                }
            }
            missingCount = left;
        }
    }

    private void Consider(int pair, ref int best)
    {
        var gain = Gain(pair);
        if (gain > bestGain)
        {
            (bestGain, best) = (gain, pair);
            Array.Copy(picks, bestPicks, missingCount);
        }
    }

    /// <summary>What a new face at this place in the order could bring at most; falls along the order.</summary>
    private int MostGain(int place)
    {
        var most = -given.Instance.Weights.Continuity;
        for (var i = 0; i < missingCount; i++)
        {
            most += Math.Max(0, given.Value[given.Item[missing[i]]] - given.Cost[given.FirstCost[missing[i]] + place]);
        }
        return most;
    }

    /// <summary>What the pair brings at all missing sessions that it can take; the times are in picks.</summary>
    private int Gain(int pair)
    {
        var trainer = given.Trainer[pair];
        var (hours, left) = (table.HoursOf(trainer), table.HoursLeft(trainer));
        var gain = -table.NewFace(pair);
        var place = pair - given.FirstPair[given.Item[missing[0]]];
        for (var i = 0; i < missingCount; i++)
        {
            var session = missing[i];
            picks[i] = -1;
            var more = given.Hours[session];
            if (more > left)
            {
                continue;
            }
            var (dearest, pick) = (int.MaxValue, -1);
            for (var option = given.FirstOption[session]; option < given.FirstOption[session + 1]; option++)
            {
                if (given.FreeAt[given.Free[option] + place] == 0 || option == overlooked)
                {
                    continue;
                }
                var extra = given.Surcharge[option] - table.Kept(session, option, pair);
                if (extra < dearest && FitsBesides(trainer, session, option, i))
                {
                    (dearest, pick) = (extra, option);
                }
            }
            if (pick < 0)
            {
                continue;
            }
            var brings = given.Value[given.Item[session]] - given.Cost[given.FirstCost[session] + place] - dearest - table.Fairness(hours, more);
            if (brings > 0)
            {
                picks[i] = pick;
                gain += brings;
                hours += more;
                left -= more;
            }
        }
        return gain;
    }

    // Also beside what the same trainer has just been given of this item.
    private bool FitsBesides(int trainer, int session, int option, int before)
    {
        var hours = given.Hours[session];
        for (var i = 0; i < before; i++)
        {
            if (picks[i] >= 0 && given.Week[picks[i]] == given.Week[option])
            {
                if (given.Bit[picks[i]] == given.Bit[option])
                {
                    return false;
                }
                hours += given.Hours[missing[i]];
            }
        }
        return table.FitsWeek(trainer, session, option, hours);
    }
}
