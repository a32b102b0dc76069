using Faculty.V1;

namespace Faculty.Cli.Quotas;

/// <summary>
/// The parts of a balance beside those of another day: rows of either, so that they sum to the whole on both. A category that had seats of its own on one day and shared the
/// pool on the other is compared by heads; authorised and vacant seats cannot be, and the pool counts the same categories on both.
/// </summary>
internal static class SeatComparison
{
    /// <summary>Every part with what it was then; what is no more has a figure of nobody.</summary>
    public static IEnumerable<(SeatFigure Now, SeatFigure Then)> Parts(SeatFigure now, SeatFigure then)
    {
        if (Pool(now) is null && Pool(then) is null)
        {
            return Union(now.Parts, then.Parts);
        }
        var own = now.Parts.Where(p => !p.Pool).Select(p => p.Category).ToHashSet();
        var before = then.Parts.Where(p => !p.Pool).ToDictionary(p => p.Category);
        var parts = now.Parts.Where(p => !p.Pool).Select(p => (p, before.GetValueOrDefault(p.Category) ?? Heads(p, Of(Pool(then), p.Category)))).ToList();
        var pooled = Pool(then)?.Parts.Where(p => !own.Contains(p.Category)).Concat(before.Values.Where(p => !own.Contains(p.Category)).Select(p => Heads(p, p.Occupied))).ToList() ?? [];
        if (Pool(now) is { } pool)
        {
            // The same categories share it: what was vacant can be compared too.
            var same = Pool(then) is { } was && before.Keys.All(own.Contains) && own.All(before.ContainsKey);
            var shared = same ? Pool(then)!.Clone() : Heads(pool, pooled.Sum(p => p.Occupied));
            shared.Parts.Clear();
            shared.Parts.Add(pooled);
            parts.Add((pool, shared));
        }
        else
        {
            parts.AddRange(pooled.Select(p => (Heads(p, 0), p)));
        }
        return parts;
    }

    private static IEnumerable<(SeatFigure, SeatFigure)> Union(IReadOnlyCollection<SeatFigure> now, IReadOnlyCollection<SeatFigure> then) =>
        now.Select(p => (p, then.FirstOrDefault(t => Same(t, p)) ?? Heads(p, 0))).Concat(then.Where(t => !now.Any(p => Same(t, p))).Select(t => (Heads(t, 0), t)));

    private static bool Same(SeatFigure one, SeatFigure other) => (one.ScopeCode, one.Category, one.WithoutDepartment) == (other.ScopeCode, other.Category, other.WithoutDepartment);

    private static SeatFigure? Pool(SeatFigure figure) => figure.Parts.FirstOrDefault(p => p.Pool);

    private static int Of(SeatFigure? pool, PostCategory category) => pool?.Parts.FirstOrDefault(p => p.Category == category)?.Occupied ?? 0;

    private static SeatFigure Heads(SeatFigure of, int occupied) => new()
    {
        ScopeCode = of.ScopeCode, ScopeName = of.ScopeName, Category = of.Category, Pool = of.Pool, WithoutDepartment = of.WithoutDepartment, Occupied = occupied,
    };
}
