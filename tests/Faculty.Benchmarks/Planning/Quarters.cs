using System.Text.Json;
using Faculty.Domain.Training.Planning;

namespace Faculty.Benchmarks.Planning;

/// <summary>Made-up quarters in the proportions of the small instance whose optimum is proved: the same seed gives the same one.</summary>
internal static class Quarters
{
    private const int Weeks = 13, Days = Weeks * PlanOption.DaysAWeek;

    /// <param name="trainers">How many trainers.</param>
    /// <param name="sessions">How many sessions at least; the last item is made whole.</param>
    /// <param name="skills">How many skills they share: the more, the fewer can stand in for each other.</param>
    /// <param name="plane">Minutes from edge to edge.</param>
    /// <param name="seed">The same seed gives the same quarter.</param>
    public static Instance Make(int trainers, int sessions, int skills, int plane, int seed)
    {
        var random = new Random(seed);
        var towns = Enumerable.Range(0, Math.Max(1, plane / 30)).Select(_ => (random.NextDouble() * plane, random.NextDouble() * plane)).ToArray();
        var items = new List<PlanItem>();
        PlanTrainer[] people = [.. Enumerable.Range(0, trainers).Select(t => Trainer(t, skills, towns, random))];
        for (var made = 0; made < sessions; made += items[^1].Sessions.Count)
        {
            items.Add(Item(items.Count, made, skills, trainers, towns, random));
        }
        return new(new(), people, items);
    }

    /// <summary>In the format that `faculty plan` reads.</summary>
    public static void Write(Instance instance, string path)
    {
        var w = instance.Weights;
        using var file = File.Create(path);
        JsonSerializer.Serialize(file, new
        {
            weeks = Weeks, days = Days, slots = PlanOption.SlotsADay,
            rules = new { weight_per_priority = w.PerPriority, continuity = w.Continuity, fair_per_hour = w.FairPerHour, fair_target_hours = w.FairTargetHours, travel_buffer_minutes = w.TravelBufferMinutes },
            trainers = instance.Trainers.Select((t, id) => new
            {
                id, x = t.X, y = t.Y, skills = t.Skills.Select(s => (int[])[s.Skill, s.Level, s.FirstDay, s.LastDay]),
                busy = string.Concat(Enumerable.Range(0, 21).Select(bit => t.Teaching >> bit & 1)), leave = t.LeaveDays,
                week_cap = t.WeekCap, quarter_cap = t.QuarterCap, fee = t.Fee, max_travel = t.MaxTravel, lang = t.Languages,
            }),
            items = instance.Items.Select((i, id) => new
            {
                id, request = id, skill = i.Skill, min_level = i.MinLevel, need = i.Need, priority = i.Priority, x = i.X, y = i.Y, lang = i.Languages,
                blocked = i.Blocked, sessions = i.Sessions.Select(s => int.Parse(s.Id)),
            }),
            sessions = instance.Sessions.Select((s, id) => new { id, item = instance.ItemOf(id), hours = s.Hours, options = s.Options.Select(o => (int[])[o.Day, o.Slot]) }),
        });
    }

    private static PlanTrainer Trainer(int id, int skills, (double X, double Y)[] towns, Random random)
    {
        var (x, y) = Place(towns, random);
        var own = Enumerable.Range(0, skills).ToArray();
        random.Shuffle(own);
        var freeWeekend = random.Next(100) < 45;
        return new()
        {
            Id = $"{id}", X = x, Y = y,
            Skills = [.. own.Take(2 + Pick(random, 4, 9, 5, 2)).Select(skill => Skill(skill, random))],
            Teaching = Enumerable.Range(0, 21).Aggregate(0u, (all, bit) =>
                (bit >= 15 && freeWeekend) || random.Next(100) < (bit % 3 == 2 ? 22 : 42) ? all | (1u << bit) : all),
            LeaveDays = [.. Enumerable.Range(0, Pick(random, 5, 6, 4, 2)).SelectMany(_ => Enumerable.Range(random.Next(Days), 1 + random.Next(4))).Where(d => d < Days).Distinct().Order()],
            WeekCap = ((int[])[8, 12, 16])[Pick(random, 5, 6, 9)],
            QuarterCap = ((int[])[40, 50, 60, 70, 80])[Pick(random, 1, 6, 4, 2, 7)],
            Fee = 100 + (10 * random.Next(19)),
            MaxTravel = ((int[])[45, 60, 90, 120, 180])[Pick(random, 3, 5, 1, 7, 4)],
            Languages = ((int[])[1, 3, 5])[Pick(random, 17, 2, 1)],
        };
    }

    private static PlanSkill Skill(int skill, Random random)
    {
        var (first, last) = random.Next(100) switch
        {
            < 10 => (-999, 30 + random.Next(75)),
            < 13 => (25 + random.Next(30), 9999),
            < 15 => (-999, -10),
            _ => (-999, 9999),
        };
        return new(skill, 1 + Pick(random, 5, 16, 24, 11, 9), first, last);
    }

    private static PlanItem Item(int id, int firstSession, int skills, int trainers, (double X, double Y)[] towns, Random random)
    {
        var (x, y) = Place(towns, random);
        var (hours, day, slot) = (3 + Pick(random, 53, 30), random.Next(Days - 21), Pick(random, 50, 38, 12));
        var (gap, flexible) = (random.Next(2) == 0 ? 1 : 7, random.Next(2) == 0);
        return new()
        {
            Id = $"{id}", X = x, Y = y, Skill = random.Next(skills), MinLevel = 1 + Pick(random, 56, 20, 12, 12), Need = 1 + Pick(random, 77, 20, 3),
            Priority = 1 + Pick(random, 36, 46, 18), Languages = Pick(random, 95, 5) == 0 ? 1 : 3, Blocked = random.Next(100) < 7 ? [random.Next(trainers)] : [],
            Sessions = [.. Enumerable.Range(0, 1 + Pick(random, 12, 10, 17)).Select(n => new PlanSession
            {
                Id = $"{firstSession + n}", Hours = hours,
                Options = [.. Enumerable.Range(0, flexible ? 1 + Pick(random, 1, 3, 3) : 1)
                    .Select(o => o == 0 ? new PlanOption(day + (n * gap), slot) : new(day + (n * gap) + random.Next(5), Pick(random, 50, 38, 12))).Distinct()],
            })],
        };
    }

    private static (double X, double Y) Place((double X, double Y)[] towns, Random random)
    {
        var (x, y) = towns[random.Next(towns.Length)];
        return (Math.Round(x + Near(), 6), Math.Round(y + Near(), 6));

        double Near() => (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5) * 30;
    }

    private static int Pick(Random random, params ReadOnlySpan<int> weights)
    {
        var sum = 0;
        foreach (var weight in weights)
        {
            sum += weight;
        }
        var drawn = random.Next(sum);
        for (var i = 0; ; drawn -= weights[i++])
        {
            if (drawn < weights[i])
            {
                return i;
            }
        }
    }
}
