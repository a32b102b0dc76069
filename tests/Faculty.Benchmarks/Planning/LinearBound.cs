using Faculty.Domain.Training.Planning;
using Google.OrTools.LinearSolver;

namespace Faculty.Benchmarks.Planning;

/// <summary>
/// What no plan can be better than: the linear relaxation of the whole quarter, solved by PDLP, and from its dual prices a bound that holds whatever
/// the solver's tolerance was. Two bookings too far apart for neighbouring slots are allowed in it, so the true relaxation is lower still.
/// </summary>
internal sealed class LinearBound
{
    private readonly Solver solver = Solver.CreateSolver("PDLP");
    private readonly List<(double Gain, double Most)> columns = [];
    private readonly List<Variable> variables = [];
    private readonly List<(Constraint Row, double Most, bool Exact, List<(int Column, double Factor)> Entries)> rows = [];
    private readonly Dictionary<(string Kind, int Trainer, int Time), int> shared = [];

    private LinearBound(Instance instance)
    {
        for (var item = 0; item < instance.Items.Count; item++)
        {
            Add(instance, item);
        }
    }

    public static double Of(Instance instance)
    {
        var bound = new LinearBound(instance);
        bound.solver.Objective().SetMaximization();
        return bound.solver.Solve() is Solver.ResultStatus.OPTIMAL or Solver.ResultStatus.FEASIBLE
            ? bound.FromPrices() : throw new InvalidOperationException("The relaxation was not solved.");
    }

    private void Add(Instance instance, int at)
    {
        var (item, w) = (instance.Items[at], instance.Weights);
        int[] able = [.. Enumerable.Range(0, instance.Trainers.Count)
            .Where(t => item.Sessions.Any(s => s.Options.Any(o => instance.Broken(t, at, o) == HardRule.None)))];
        var faces = able.ToDictionary(t => t, _ => Column(-w.Continuity));
        foreach (var session in item.Sessions)
        {
            var once = Row(1);
            var atSession = able.ToDictionary(t => t, t => Row(0, (faces[t], -1)));
            foreach (var option in session.Options)
            {
                var value = w.PerPriority * item.Priority;
                var (filled, team) = item.Need == 1 ? (-1, -1) : Team(value, item.Need, once);
                foreach (var trainer in able.Where(t => instance.Broken(t, at, option) == HardRule.None))
                {
                    var cost = instance.FeeCost(trainer, session.Hours) + (instance.Minutes(trainer, at) / w.TravelDivisor)
                        + (option.Weekend ? w.Weekend : 0) + (option.Evening ? w.Evening : 0);
                    var comes = Column(item.Need == 1 ? value - cost : -cost);
                    Enter(item.Need == 1 ? once : team, comes, 1);
                    if (item.Need > 1)
                    {
                        Row(0, (comes, 1), (filled, -1));
                    }
                    Enter(atSession[trainer], comes, 1);
                    Enter(Shared("slot", trainer, (option.Day * PlanOption.SlotsADay) + option.Slot, 1), comes, 1);
                    Enter(Shared("week", trainer, option.Week, instance.Trainers[trainer].WeekCap), comes, session.Hours);
                    Enter(Shared("quarter", trainer, 0, instance.Trainers[trainer].QuarterCap), comes, session.Hours);
                    Enter(Target(trainer, instance), comes, session.Hours);
                }
            }
        }
    }

    // Where several come, whether the session takes place is a column of its own.
    private (int Filled, int Team) Team(int value, int need, int once)
    {
        var filled = Column(value);
        Enter(once, filled, 1);
        return (filled, Row(0, exact: true, (filled, -need)));
    }

    private int Target(int trainer, Instance instance)
    {
        var w = instance.Weights;
        var known = shared.ContainsKey(("target", trainer, 0));
        var row = Shared("target", trainer, 0, w.FairTargetHours);
        if (!known)
        {
            Enter(row, Column(-w.FairPerHour, Math.Max(0, instance.Trainers[trainer].QuarterCap - w.FairTargetHours)), -1);
        }
        return row;
    }

    private int Shared(string kind, int trainer, int time, double most) =>
        shared.TryGetValue((kind, trainer, time), out var row) ? row : shared[(kind, trainer, time)] = Row(most);

    private int Column(double gain, double most = 1)
    {
        var variable = solver.MakeNumVar(0, most, "");
        solver.Objective().SetCoefficient(variable, gain);
        variables.Add(variable);
        columns.Add((gain, most));
        return columns.Count - 1;
    }

    private int Row(double most, params ReadOnlySpan<(int Column, double Factor)> entries) => Row(most, exact: false, entries);

    private int Row(double most, bool exact, params ReadOnlySpan<(int Column, double Factor)> entries)
    {
        rows.Add((solver.MakeConstraint(exact ? most : double.NegativeInfinity, most), most, exact, []));
        foreach (var (column, factor) in entries)
        {
            Enter(rows.Count - 1, column, factor);
        }
        return rows.Count - 1;
    }

    private void Enter(int row, int column, double factor)
    {
        rows[row].Row.SetCoefficient(variables[column], factor);
        rows[row].Entries.Add((column, factor));
    }

    // Weak duality: any prices give a bound, those of rows that are only capped when they are not negative.
    private double FromPrices()
    {
        var reduced = columns.Select(c => c.Gain).ToArray();
        var bound = 0.0;
        foreach (var (row, most, exact, entries) in rows)
        {
            var price = exact ? row.DualValue() : Math.Max(0, row.DualValue());
            bound += price * most;
            foreach (var (column, factor) in entries)
            {
                reduced[column] -= price * factor;
            }
        }
        return bound + columns.Select((c, i) => Math.Max(0, reduced[i]) * c.Most).Sum();
    }
}
