using System.Globalization;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Metrics;

/// <summary>How a trend is shown: a row a year with a bar, and what moved the counts.</summary>
internal static class TrendView
{
    private const int BarCells = 20;

    public static void Whole(Trend trend, Run run)
    {
        var words = run.Words;
        run.WriteLine(words[
            $"{trend.MetricId} {trend.MetricTitle} (version {trend.MetricVersion}) of {trend.ScopeName} {trend.ScopeCode}, known at revision {trend.Revision}",
            $"{trend.MetricId} {trend.MetricTitle}（第 {trend.MetricVersion} 版） {trend.ScopeName} {trend.ScopeCode}，所知版本 {trend.Revision}"]);
        var withTarget = trend.Points.Any(p => p.Target is not null);
        string[] target = withTarget ? [words["target", "目标"]] : [];
        var table = Tables.New([
            words["year", "年份"], words["day", "时点"], words["numerator", "分子"], words["denominator", "分母"], "%", words["points", "百分点"],
            .. target, "", words["why (numerator/denominator)", "原因（分子/分母）"]]).Right(2, 3, 4, 5);
        foreach (var point in trend.Points)
        {
            var figure = point.Figure;
            table.Row([
                $"{point.Year}{(point.InFuture ? " *" : "")}", Dates.Of(figure.AsOf), FigureView.Heads(figure.Numerator, figure), FigureView.Heads(figure.Denominator, figure),
                FigureView.Percent(figure, words), point.HasChangePoints ? point.ChangePoints : "",
                .. withTarget ? [Held(point.Target, words)] : target, Bar(figure), Why(point, words)]);
        }
        run.Write(table);
        if (trend.Points.Any(p => p.InFuture))
        {
            run.WriteLine(words["* lies in the future: known end dates are counted, nothing else is foreseen.", "* 为未来时点：只计已知的到期，不作其他预测。"]);
        }
        run.WriteLine(trend.Points.Any(p => p.Figure.Withheld) ? words["Whether it rises every year cannot be told: years of 1 or 2 persons are withheld.", "有年份不足 3 人不予显示，无法判断是否逐年上升。"]
            : trend.RisesEveryYear ? words["Rises every year.", "逐年上升。"] : words["Does not rise every year.", "未做到逐年上升。"]);
        if (trend.Points.Any(p => p.Target is { Outcome: TargetOutcome.Met or TargetOutcome.NotMet }))
        {
            run.WriteLine(trend.TargetsMet ? words["Every target is met.", "各年目标均已达到。"] : words["Not every target is met.", "并非各年目标都已达到。"]);
        }
    }

    private static string Held(TargetResult? target, Words words) => target is null ? "" : $"{target.Percent} " + target.Outcome switch
    {
        TargetOutcome.NotMet => words[$"not met, {target.Missing} short", $"未达到，差 {target.Missing} 人"],
        var outcome => words.Of(outcome),
    };

    private static string Bar(Figure figure) => double.TryParse(figure.Percent, CultureInfo.InvariantCulture, out var percent)
        ? new string('█', (int)Math.Round(Math.Clamp(percent, 0, 100) / 100 * BarCells, MidpointRounding.AwayFromZero))
        : "";

    private static string Why(TrendPoint point, Words words)
    {
        var causes = point.Explanation.Select(e => $"{words.Of(e.Cause)} {e.Numerator:+0;-0;0}/{e.Denominator:+0;-0;0}");
        if (point.SeriesBreak)
        {
            causes = causes.Prepend(words["series break: definition changed", "口径变化，不可比"]);
        }
        return string.Join(words["; ", "；"], causes);
    }
}
