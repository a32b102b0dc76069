using Faculty.Cli.Running;
using Faculty.Client;
using Faculty.V1;
using Spectre.Console;

namespace Faculty.Cli.Applications;

/// <summary>How the findings of a precheck are shown.</summary>
internal static class FindingsView
{
    public static Table Table(IEnumerable<RequirementFinding> findings, Words words)
    {
        var table = Tables.New(words["requirement", "条件"], words["result", "结果"], words["lacking", "尚缺"], words["stands on", "依据"], words["note", "说明"]);
        foreach (var finding in findings)
        {
            table.Row(finding.Title, words.Of(finding.Result), LackingText.Of(finding.Lacking, words.Language), Facts(finding.Facts, words), finding.Note);
            foreach (var one in finding.Alternatives)
            {
                table.Row($"  · {one.Title}", words.Of(one.Result), LackingText.Of(one.Lacking, words.Language), Facts(one.Facts, words), "");
            }
        }
        return table;
    }

    /// <summary>All that is lacking, in one line.</summary>
    public static string Lacking(IEnumerable<RequirementFinding> findings, Words words) => string.Join(words["; ", "；"], findings
        .Where(f => f.Result == RequirementResult.Lacking)
        .Select(f => f.Lacking.Unit == LackingUnit.Days ? LackingText.Of(f.Lacking, words.Language) : words[$"{f.Title}: ", $"{f.Title}："] + LackingText.Of(f.Lacking, words.Language)));

    /// <summary>Whether a person may apply, and what is held already.</summary>
    public static string MayApply(bool mayApply, HeldRecognition? held, Words words)
    {
        var may = mayApply ? words["may apply", "可申报"] : words["may not apply", "不可申报"];
        return held is null ? may : $"{may}{words["; ", "；"]}{Held(held, words)}";
    }

    private static string Held(HeldRecognition held, Words words) => held.LastDate is null
        ? words[$"holds {words.Of(held.Level)}", $"已持有{words.Of(held.Level)}"]
        : words[$"holds {words.Of(held.Level)} to {Dates.Of(held.LastDate)}", $"已持有{words.Of(held.Level)}，有效期至 {Dates.Of(held.LastDate)}"];

    public static string Facts(IEnumerable<FactUsed> facts, Words words) => string.Join(words[", ", "、"], facts
        .GroupBy(f => f.Kind)
        .Select(g => words[$"{g.Count()} {words.Of(g.Key)}", $"{words.Of(g.Key)} {g.Count()} 项"]));
}
