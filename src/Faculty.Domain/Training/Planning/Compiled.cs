namespace Faculty.Domain.Training.Planning;

/// <summary>An instance as flat arrays: whoever could ever come to an item is a pair, cheapest first; the search reads nothing else.</summary>
internal sealed class Compiled
{
    public readonly Instance Instance;
    public readonly int Trainers, Items, Sessions, Weeks, DaySlots;

    // By item; one more at the end where spans begin.
    public readonly int[] FirstSession, FirstPair, Need, Value, Skill;
    public readonly double[] X, Y;

    // By session.
    public readonly int[] Item, Hours, FirstOption, FirstSeat, FirstCost;

    // By option. Free: where its bytes for the pairs of its item begin.
    public readonly int[] Week, At, Surcharge, Free;
    public readonly uint[] Bit, Neighbours;

    // By pair.
    public readonly int[] Trainer;

    /// <summary>Fee and travel by pair of an item, once for each length of its sessions.</summary>
    public readonly int[] Cost;

    /// <summary>By option and pair of its item: 1 where no rule but those between bookings stands against it.</summary>
    public readonly byte[] FreeAt;

    /// <summary>Items of each skill in order of their first day, and each item's position there.</summary>
    public readonly int[][] BySkill;
    public readonly int[] InSkill;

    public Compiled(Instance instance)
    {
        Instance = instance;
        (Trainers, Items, Sessions) = (instance.Trainers.Count, instance.Items.Count, instance.Sessions.Count);
        (FirstSession, FirstPair, Need, Value, Skill, InSkill) = (new int[Items + 1], new int[Items + 1], new int[Items], new int[Items], new int[Items], new int[Items]);
        (X, Y) = (new double[Items], new double[Items]);
        (Item, Hours, FirstOption, FirstSeat, FirstCost) = (new int[Sessions], new int[Sessions], new int[Sessions + 1], new int[Sessions + 1], new int[Sessions]);
        var options = instance.Sessions.Sum(s => s.Options.Count);
        (Week, At, Surcharge, Free, Bit, Neighbours) = (new int[options], new int[options], new int[options], new int[options], new uint[options], new uint[options]);
        var days = instance.Sessions.SelectMany(s => s.Options).Select(o => o.Day + 1).DefaultIfEmpty(1).Max();
        Weeks = ((days - 1) / PlanOption.DaysAWeek) + 1;
        DaySlots = Weeks * PlanOption.DaysAWeek * PlanOption.SlotsADay;

        var (trainer, cost, freeAt) = (new List<int>(), new List<int>(), new List<byte>());
        var skilled = Skilled(instance);
        var (session, option) = (0, 0);
        for (var item = 0; item < Items; item++)
        {
            var what = instance.Items[item];
            (FirstSession[item], FirstPair[item], Need[item], Skill[item]) = (session, trainer.Count, what.Need, what.Skill);
            (Value[item], X[item], Y[item]) = (instance.Weights.PerPriority * what.Priority, what.X, what.Y);
            var able = Able(instance, item, skilled);
            trainer.AddRange(able);
            foreach (var held in what.Sessions)
            {
                (Item[session], Hours[session], FirstOption[session]) = (item, held.Hours, option);
                FirstSeat[session + 1] = FirstSeat[session] + what.Need;
                var alike = Array.FindIndex(Hours, FirstSession[item], session - FirstSession[item], h => h == held.Hours);
                FirstCost[session] = alike >= 0 ? FirstCost[alike] : cost.Count;
                if (alike < 0)
                {
                    cost.AddRange(able.Select(t => BaseCost(instance, t, item, held.Hours)));
                }
                foreach (var time in held.Options)
                {
                    (Week[option], Bit[option], Neighbours[option]) = (time.Week, 1u << time.Bit, time.Neighbours);
                    At[option] = (time.Day * PlanOption.SlotsADay) + time.Slot;
                    Surcharge[option] = (time.Weekend ? instance.Weights.Weekend : 0) + (time.Evening ? instance.Weights.Evening : 0);
                    Free[option] = freeAt.Count;
                    freeAt.AddRange(able.Select(t => instance.BrokenByTime(t, item, time) == HardRule.None ? (byte)1 : (byte)0));
                    option++;
                }
                FirstOption[++session] = option;
            }
            (FirstSession[item + 1], FirstPair[item + 1]) = (session, trainer.Count);
        }
        (Trainer, Cost, FreeAt) = ([.. trainer], [.. cost], [.. freeAt]);
        BySkill = [.. Enumerable.Range(0, Items).GroupBy(i => Skill[i]).Select(g => g.OrderBy(FirstDay).ToArray())];
        for (var skill = 0; skill < BySkill.Length; skill++)
        {
            for (var i = 0; i < BySkill[skill].Length; i++)
            {
                (Skill[BySkill[skill][i]], InSkill[BySkill[skill][i]]) = (skill, i);
            }
        }
    }

    public static int BaseCost(Instance instance, int trainer, int item, int hours) =>
        (int)instance.FeeCost(trainer, hours) + (instance.Minutes(trainer, item) / instance.Weights.TravelDivisor);

    public int Minutes(int item, int other) => Instance.Minutes(X[item], Y[item], X[other], Y[other]);

    private int FirstDay(int item) => FirstSession[item] < FirstSession[item + 1] && FirstOption[FirstSession[item]] < FirstOption[FirstSession[item] + 1]
        ? At[FirstOption[FirstSession[item]]] : 0;

    private static Dictionary<int, List<int>> Skilled(Instance instance)
    {
        var skilled = new Dictionary<int, List<int>>();
        for (var trainer = 0; trainer < instance.Trainers.Count; trainer++)
        {
            foreach (var skill in instance.Trainers[trainer].Skills.Select(s => s.Skill).Distinct())
            {
                (skilled.TryGetValue(skill, out var list) ? list : skilled[skill] = []).Add(trainer);
            }
        }
        return skilled;
    }

    // Whoever no time would make able is left out here once and for all.
    private static int[] Able(Instance instance, int item, Dictionary<int, List<int>> skilled)
    {
        var what = instance.Items[item];
        var hours = what.Sessions.Sum(s => s.Hours);
        return !skilled.TryGetValue(what.Skill, out var trainers) ? []
            : [.. trainers.Where(t => instance.BrokenByItem(t, item) == HardRule.None && what.Sessions.Any(s => s.Options.Any(o => instance.BrokenByTime(t, item, o) == HardRule.None)))
                .OrderBy(t => (instance.FeeCost(t, hours), what.Sessions.Count * (instance.Minutes(t, item) / instance.Weights.TravelDivisor)) is var (fee, travel) ? fee + travel : 0).ThenBy(t => t)];
    }
}
