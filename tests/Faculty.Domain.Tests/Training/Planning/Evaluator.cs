using Faculty.Domain.Training.Planning;

namespace Faculty.Domain.Tests.Training.Planning;

/// <summary>A plan's worth and the rules it breaks, written from the description of the file format and sharing no code with the planner.</summary>
internal static class Evaluator
{
    public static (long Objective, List<string> Broken) Of(Instance instance, IReadOnlyList<Booking> plan)
    {
        var (w, broken, objective) = (instance.Weights, new List<string>(), 0L);
        var taken = new Dictionary<(int Trainer, int Day, int Slot), (double X, double Y)>();
        var weekHours = new Dictionary<(int Trainer, int Week), int>();
        var hours = new Dictionary<int, int>();
        var faces = new HashSet<(int Item, int Trainer)>();
        foreach (var session in plan.GroupBy(b => b.Session).Where(g => g.Count() > 1))
        {
            broken.Add($"{session.Key} twice");
        }
        foreach (var booking in plan)
        {
            var (itemAt, session) = Find(instance, booking.Session);
            var item = instance.Items[itemAt];
            var (day, slot) = session.Options[booking.Option];
            objective += w.PerPriority * item.Priority;
            Rule(booking.Trainers.Distinct().Count() == item.Need && booking.Trainers.Count == item.Need, "need");
            foreach (var t in booking.Trainers)
            {
                var trainer = instance.Trainers[t];
                var skills = trainer.Skills.Where(s => s.Skill == item.Skill).ToList();
                Rule(skills.Count > 0, "skill");
                if (skills.Count > 0)
                {
                    Rule(skills[0].Level >= item.MinLevel, "level");
                    Rule(skills[0].FirstDay <= day && day <= skills[0].LastDay, "certificate");
                }
                Rule((trainer.Languages & item.Languages) == item.Languages, "language");
                var minutes = (int)Math.Floor(Math.Sqrt(Math.Pow(trainer.X - item.X, 2) + Math.Pow(trainer.Y - item.Y, 2)));
                Rule(minutes <= trainer.MaxTravel, "travel");
                bool Teaches(int s) => s is >= 0 and <= 2 && (trainer.Teaching & (1u << ((day % 7 * 3) + s))) > 0;
                Rule(!Teaches(slot), "teaching");
                Rule(minutes <= w.TravelBufferMinutes || (!Teaches(slot - 1) && !Teaches(slot + 1)), "teaching nearby");
                Rule(!trainer.LeaveDays.Contains(day), "leave");
                Rule(!item.Blocked.Contains(t), "blocked");
                Rule(taken.TryAdd((t, day, slot), (item.X, item.Y)), "double booked");
                weekHours[(t, day / 7)] = weekHours.GetValueOrDefault((t, day / 7)) + session.Hours;
                hours[t] = hours.GetValueOrDefault(t) + session.Hours;
                faces.Add((itemAt, t));
                objective -= (trainer.Fee * session.Hours / w.FeeDivisor) + (minutes / w.TravelDivisor) + (day % 7 is 5 or 6 ? w.Weekend : 0) + (slot == 2 ? w.Evening : 0);
            }

            void Rule(bool holds, string rule)
            {
                if (!holds)
                {
                    broken.Add($"{booking.Session}: {rule}");
                }
            }
        }
        foreach (var ((trainer, day, slot), place) in taken)
        {
            if (taken.TryGetValue((trainer, day, slot + 1), out var next)
                && (int)Math.Floor(Math.Sqrt(Math.Pow(place.X - next.X, 2) + Math.Pow(place.Y - next.Y, 2))) > w.TravelBufferMinutes)
            {
                broken.Add($"{trainer} on {day}: too far between slots {slot} and {slot + 1}");
            }
        }
        broken.AddRange(weekHours.Where(h => h.Value > instance.Trainers[h.Key.Trainer].WeekCap).Select(h => $"{h.Key}: week cap"));
        broken.AddRange(hours.Where(h => h.Value > instance.Trainers[h.Key].QuarterCap).Select(h => $"{h.Key}: quarter cap"));
        objective -= hours.Values.Sum(h => h > w.FairTargetHours ? w.FairPerHour * (h - w.FairTargetHours) : 0) + (w.Continuity * faces.Count);
        return (objective, broken);
    }

    /// <summary>The best of all plans, found by trying every one.</summary>
    public static long Optimum(Instance instance)
    {
        var best = 0L;
        Try([], 0);
        return best;

        void Try(List<Booking> plan, int session)
        {
            if (session == instance.Sessions.Count)
            {
                best = Math.Max(best, Of(instance, plan).Objective);
                return;
            }
            Try(plan, session + 1);
            foreach (var option in Enumerable.Range(0, instance.Sessions[session].Options.Count))
            {
                foreach (var team in Teams(instance.Trainers.Count, instance.Items[Find(instance, session).Item].Need))
                {
                    // What breaks a rule breaks it whatever comes after.
                    List<Booking> more = [.. plan, new(session, option, team)];
                    if (Of(instance, more).Broken.Count == 0)
                    {
                        Try(more, session + 1);
                    }
                }
            }
        }
    }

    public static string Written(Booking? booking) => booking is null ? "" : $"{booking.Session}:{booking.Option}:{string.Join(',', booking.Trainers)}";

    private static IEnumerable<int[]> Teams(int trainers, int need) => need == 0 ? [[]]
        : Enumerable.Range(0, trainers).SelectMany(last => Teams(last, need - 1).Select(team => (int[])[.. team, last]));

    private static (int Item, PlanSession Session) Find(Instance instance, int session)
    {
        for (var item = 0; ; session -= instance.Items[item++].Sessions.Count)
        {
            if (session < instance.Items[item].Sessions.Count)
            {
                return (item, instance.Items[item].Sessions[session]);
            }
        }
    }
}
