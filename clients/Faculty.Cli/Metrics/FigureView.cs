using Faculty.Cli.Running;
using Faculty.Client;
using Faculty.V1;
using Spectre.Console;

namespace Faculty.Cli.Metrics;

/// <summary>How a figure is shown: what it is a figure of, then the counts and the published percent.</summary>
internal static class FigureView
{
    public static void Whole(Figure figure, Run run)
    {
        var words = run.Words;
        run.WriteLine(words[
            $"{figure.MetricId} {figure.MetricTitle} (version {figure.MetricVersion}) of {Scope(figure)} on {Dates.Of(figure.AsOf)}, revision {figure.Revision}",
            $"{figure.MetricId} {figure.MetricTitle}（第 {figure.MetricVersion} 版） {Scope(figure)}，{Dates.Of(figure.AsOf)}，所知版本 {figure.Revision}"]);
        var table = Tables.New(words["scope", "范围"], words["numerator", "分子"], words["denominator", "分母"], "%").Right(1, 2, 3);
        Row(table, figure, words);
        foreach (var part in figure.Parts)
        {
            Row(table, part, words);
        }
        run.Write(table);
    }

    public static string Percent(Figure figure, Words words) => figure.HasPercent ? figure.Percent : figure.Withheld ? words["withheld (1 or 2 persons)", "不予显示（不足 3 人）"] : words["not applicable", "不适用"];

    public static string Heads(long heads, Figure figure) => figure.Withheld ? "" : $"{heads}";

    private static string Scope(Figure figure) => $"{figure.ScopeName} {figure.ScopeCode}";

    // A level, or NONE: the persons without one.
    private static string Part(string part, Words words) =>
        Terms.Parse(typeof(RecognitionLevel), part) is { } level ? words.Of(level) : words["none", "无"];

    private static void Row(Table table, Figure figure, Words words) =>
        table.Row(
            figure.Part.Length > 0 ? Part(figure.Part, words) : Scope(figure), Heads(figure.Numerator, figure), Heads(figure.Denominator, figure), Percent(figure, words));
}
