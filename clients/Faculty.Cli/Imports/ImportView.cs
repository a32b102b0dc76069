using Faculty.Cli.Running;
using Faculty.Client;
using Faculty.V1;

namespace Faculty.Cli.Imports;

/// <summary>How an import is shown: each fault with its place, value and remedy, then the counts per table.</summary>
internal static class ImportView
{
    private const int MostWarnings = 20;

    // A hundred warnings of one kind would hide the one of another.
    private const int MostAlike = 3;

    private static readonly Dictionary<string, string> ChineseSheets = new(StringComparer.Ordinal)
    {
        ["organisations"] = "机构", ["teachers"] = "教师", ["engagements"] = "聘用", ["posts"] = "任职", ["spells"] = "不任课", ["education"] = "学历",
        ["titles"] = "职称", ["credentials"] = "证书", ["practice"] = "企业实践", ["recognitions"] = "双师认定", ["recognition_events"] = "认定变动", ["honours"] = "荣誉",
    };

    // Seven columns with two sentences need this much, else they fold into ribbons.
    private const int RoomyCells = 160;

    public static string Stage(string stage, Words words) => stage switch
    {
        "READING" => words["reading", "读取"],
        "CHECKING" => words["checking", "检查"],
        "WRITING" => words["writing", "写入"],
        _ => stage.ToLowerInvariant(),
    };

    /// <summary>Every fault, then as many warnings as a person will read; a script reads them all by --json.</summary>
    public static void Faults(IReadOnlyList<ImportFault> found, Run run)
    {
        var words = run.Words;
        ImportFault[] warnings = [.. found.Where(f => f.Warning)];
        ImportFault[] told = [.. warnings.Index().GroupBy(w => (w.Item.Sheet, w.Item.Column, w.Item.Code)).SelectMany(alike => alike.Take(MostAlike)).OrderBy(w => w.Index).Select(w => w.Item).Take(MostWarnings)];
        ImportFault[] shown = [.. found.Where(f => !f.Warning), .. told];
        if (shown.Length == 0)
        {
            return;
        }
        var table = Tables.New(
            words["sheet", "表"], words["row", "行"], words["column", "列"], words["value", "值"], words["fault", "错误"],
            words["what is wrong", "说明"], words["what to do", "处理办法"]).Right(1);
        foreach (var fault in shown)
        {
            var (wrong, remedy) = Text(fault, words);
            table.Row(fault.Sheet, fault.Row == 0 ? "" : $"{fault.Row}", fault.Column, fault.Value, Code(fault, words), wrong, remedy);
        }
        if (run.Screen.Profile.Width >= RoomyCells)
        {
            run.Write(table);
        }
        else
        {
            Array.ForEach(shown, fault => Block(fault, run));
        }
        if (warnings.Length - told.Length is > 0 and var more)
        {
            run.Say(words[$"{more} further warnings; --json or --errors shows them all.", $"另有 {more} 条提示，可用 --json 或 --errors 查看全部。"]);
        }
    }

    public static void Outcome(ImportOutcome outcome, int listed, ImportMode mode, Run run)
    {
        var words = run.Words;
        var table = Tables.New(
            words["sheet", "表"], words["rows", "行数"], words["created", "新增"], words["changed", "更改"], words["unchanged", "未变"],
            words["refused", "拒绝"]).Right(1, 2, 3, 4, 5);
        foreach (var count in outcome.Counts)
        {
            table.Row(Sheet(count.Sheet, words), $"{count.Rows}", $"{count.Created}", $"{count.Changed}", $"{count.Unchanged}", $"{count.Refused}");
        }
        table.Row(
            words["all", "合计"], Sum(c => c.Rows), Sum(c => c.Created), Sum(c => c.Changed), Sum(c => c.Unchanged), Sum(c => c.Refused));
        if (!outcome.Written && (mode == ImportMode.Check || outcome.FaultCount > 0))
        {
            run.WriteLine(words["Not written; it would be:", "未写入；如写入则为："]);
        }
        run.Write(table);
        if (listed < outcome.FaultCount + outcome.WarningCount)
        {
            run.Say(words[
                $"{listed} of {outcome.FaultCount + outcome.WarningCount} faults and warnings are listed; --max-faults shows more.",
                $"共 {outcome.FaultCount + outcome.WarningCount} 条错误和提示，列出 {listed} 条；用 --max-faults 查看更多。"]);
        }
        if (mode == ImportMode.Blocks)
        {
            run.Say(words[
                $"Blocks written {outcome.BlocksDone}, refused {outcome.BlocksRefused}.",
                $"已写入 {outcome.BlocksDone} 块，拒绝 {outcome.BlocksRefused} 块。"]);
        }
        run.Say(outcome switch
        {
            { Written: true } => words[$"Written. Change token {outcome.ChangeToken}", $"已写入。变更位置 {outcome.ChangeToken}"],
            { FaultCount: > 0 } => words[$"Nothing was written; faults: {outcome.FaultCount}.", $"未写入；共 {outcome.FaultCount} 处错误。"],
            _ when mode == ImportMode.Check => words["Checked; nothing was written.", "检查通过，未写入。"],
            _ => words["Nothing to write: everything is there already.", "无需写入：内容已全部存在。"],
        });
        if (outcome.Note.Length > 0 && outcome.FaultCount > 0 && words.Language == Language.English)
        {
            run.Say(outcome.Note);
        }

        string Sum(Func<ImportCount, long> count) => $"{outcome.Counts.Sum(count)}";
    }

    private static string Sheet(string name, Words words) =>
        words.Language == Language.Chinese && ChineseSheets.TryGetValue(name, out var label) ? label : name;

    private static void Block(ImportFault fault, Run run)
    {
        var (wrong, remedy) = Text(fault, run.Words);
        var row = fault.Row == 0 ? "" : run.Words[$" row {fault.Row}", $" 第 {fault.Row} 行"];
        var column = fault.Column.Length == 0 ? "" : $" {fault.Column}";
        var value = fault.Value.Length == 0 ? "" : $" '{fault.Value}'";
        run.WriteLine($"{fault.Sheet}{row}{column}{value}: {Code(fault, run.Words)}");
        run.WriteLine($"    {wrong} {remedy}");
    }

    private static string Code(ImportFault fault, Words words) => (fault.Warning ? words["warning ", "提示 "] : "") + Terms.Code(fault.Code);

    private static (string Wrong, string Remedy) Text(ImportFault fault, Words words) =>
        (words.Language == Language.Chinese ? FaultText.Chinese(fault) : null) ?? (fault.Message, fault.Remedy);
}
