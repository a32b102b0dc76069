namespace Faculty.Domain.Metrics;

/// <summary>A least share to be reached (目标) in a year, in hundredths of a percent; year 0 is every year without a target of its own.</summary>
public readonly record struct Target(int Year, int Hundredths)
{
    public static Target? Of(IReadOnlyList<Target> targets, int year) =>
        targets.Where(t => t.Year == year || t.Year == 0).OrderByDescending(t => t.Year).Select(t => (Target?)t).FirstOrDefault();

    /// <summary>Null where it does not apply: nobody is counted, or the day lies in the future, where only losses are known.</summary>
    public bool? IsMetBy(TrendPoint point) => point.InFuture || point.Figure.NotApplicable ? null : point.Figure.MissingTo(Hundredths) == 0;

    /// <summary>Every target that applies is met; none that applies is not met.</summary>
    public static bool AllMet(IReadOnlyList<Target> targets, IReadOnlyList<TrendPoint> points)
    {
        var met = points.Select(p => Of(targets, p.Day.Year)?.IsMetBy(p)).OfType<bool>().ToList();
        return met.Count > 0 && met.TrueForAll(m => m);
    }
}
