using Faculty.Domain.Metrics;
using Faculty.Server.Hosting;
using Faculty.V1;

namespace Faculty.Server.Metrics;

/// <summary>Figures as messages.</summary>
internal static class Figures
{
    /// <summary>A scope's figure on a day at a moment.</summary>
    public static Figure Figure(this RatioMoment moment, string scopeCode, DateOnly day, MetricDefinition definition) =>
        moment.Figure(scopeCode, day, definition, moment.Cells(scopeCode).On(day, definition));

    public static Figure Figure(this RatioMoment moment, string scopeCode, DateOnly day, MetricDefinition definition, Fraction fraction)
    {
        var figure = new Figure
        {
            MetricId = definition.MetricId,
            MetricVersion = definition.Version,
            MetricTitle = definition.Title,
            ScopeCode = scopeCode,
            ScopeName = moment.Organisations.Find(scopeCode)?.NameOn(day) ?? "",
            AsOf = day.ToWire(),
            Revision = moment.Revision,
            Numerator = fraction.Numerator,
            Denominator = fraction.Denominator,
            NotApplicable = fraction.NotApplicable,
        };
        if (fraction.Percent is { } percent)
        {
            figure.Percent = percent;
        }
        return figure;
    }

    public static Explanation ToWire(this Effect effect) => new()
    {
        Cause = (V1.ChangeCause)effect.Cause,
        Numerator = effect.Numerator,
        Denominator = effect.Denominator,
    };
}
