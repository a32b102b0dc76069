using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Quotas;

/// <summary>`faculty quotas lines list`: with --open what is approved and not filled, with documents and deadline.</summary>
internal static class ListLines
{
    public static Command Create(Words words)
    {
        var limit = Inputs.Limit(words);
        return new RequestCommand<StreamHiringLinesRequest>(
                "list", words["lines with their state, counts, documents and deadline on a day", "列出计划：状态、人数、文号、截止日期"], words,
                ("--scope", "scope_code", "only of schools at or below this organisation", "机构代码，含下级"),
                ("--year", "year", "only of this year", "年份"),
                ("--state", "state", "only in this state", "状态"),
                ("--open", "open_only", "only with seats that may still be filled", "只列已批未用的"),
                ("--on", "as_of", "the day; today when absent", "日期，默认今天"),
                ("--known-at", "known_at", "as known then", "按当时所知"))
            .With(limit)
            .Does(null, (request, run, ct) => run.PrintKnownAsync(
                run.Connection.HiringLines.StreamHiringLines(request, cancellationToken: ct), r => (r.Revision, r.Lines), () => LineView.List(words), l => LineView.Row(l, words), run.Parse.GetValue(limit), ct));
    }
}
