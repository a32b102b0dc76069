using Faculty.V1;

namespace Faculty.Server.Access;

/// <summary>
/// Figures of so few persons that they tell of each: withheld from whoever may read figures of an organisation but not its persons.
/// </summary>
internal sealed class SmallCells(Coverage persons)
{
    private const int MostHidden = 2;

    /// <summary>The figures of an organisation may be hidden from the caller.</summary>
    public bool AppliesTo(string organisationCode) => !persons.Covers(organisationCode);

    public Figure Without(Figure figure)
    {
        var shown = AppliesTo(figure.ScopeCode) && IsSmall(figure) ? Withheld(figure) : figure.Clone();
        shown.Parts.Clear();
        shown.Parts.AddRange(figure.Parts.Select(Without));
        // One gap alone is what the others leave of the whole: the smallest of them goes with it, but none whose persons the caller sees anyway.
        if (shown.Parts.Count(p => p.Withheld) == 1 && shown.Parts.Where(p => !p.Withheld && p.Denominator > 0 && AppliesTo(p.ScopeCode)).MinBy(p => p.Denominator) is { } next)
        {
            shown.Parts[shown.Parts.IndexOf(next)] = Withheld(next);
        }
        return shown;
    }

    public Trend Without(Trend trend)
    {
        if (!AppliesTo(trend.ScopeCode))
        {
            return trend;
        }
        var shown = trend.Clone();
        for (var i = 0; i < shown.Points.Count; i++)
        {
            var (point, hidden) = (shown.Points[i], IsSmall(trend.Points[i].Figure));
            point.Figure = Without(point.Figure);
            // The way from or to a hidden figure says what it is.
            if (hidden || (i > 0 && IsSmall(trend.Points[i - 1].Figure)))
            {
                point.ClearChangePoints();
                point.Explanation.Clear();
            }
            if (hidden && point.Target is { } target)
            {
                (target.Outcome, target.Missing) = (TargetOutcome.NotApplicable, 0);
            }
        }
        if (shown.Points.Any(p => p.Figure.Withheld))
        {
            (shown.RisesEveryYear, shown.TargetsMet) = (false, false);
        }
        return shown;
    }

    // Where the numerator is not part of the denominator, it is a group of its own.
    private static bool IsSmall(Figure figure) =>
        figure.Denominator is > 0 and <= MostHidden || (figure.Numerator is > 0 and <= MostHidden && figure.Numerator > figure.Denominator);

    private static Figure Withheld(Figure figure)
    {
        var shown = figure.Clone();
        (shown.Numerator, shown.Denominator, shown.NotApplicable, shown.Withheld) = (0, 0, false, true);
        shown.ClearPercent();
        return shown;
    }
}
