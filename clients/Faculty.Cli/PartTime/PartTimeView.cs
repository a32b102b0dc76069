using Faculty.Cli.Running;
using Faculty.V1;
using Spectre.Console;

namespace Faculty.Cli.PartTime;

/// <summary>How part-time money is shown.</summary>
internal static class PartTimeView
{
    public static int Written<TReply>(TReply reply, Run run, Action<TReply> show)
        where TReply : IWriteReply
    {
        if (run.Json)
        {
            run.WriteJson(reply);
            return ExitCode.Done;
        }
        show(reply);
        run.Say(reply.ChangeToken.Length > 0 ? run.Words["Done.", "已完成。"] : run.Words["Checked; nothing was written.", "检查通过，未写入。"]);
        return ExitCode.Done;
    }

    public static int Written<TReply>(TReply reply, Run run)
        where TReply : IHoursReply => Written(reply, run, r =>
    {
        var table = Lines(run.Words);
        foreach (var line in r.Lines)
        {
            table.Row(Row(line, run.Words));
        }
        run.Write(table);
        run.WriteLine(run.Words[$"{r.Lines.Count} lines, {Amounts.Of(r.Lines.Sum(l => l.AmountFen))} yuan", $"共 {r.Lines.Count} 条，{Amounts.Of(r.Lines.Sum(l => l.AmountFen))} 元"]);
    });

    public static void Head(PartTimeBudget budget, Run run) => run.WriteLine(run.Words[
        $"{budget.SchoolCode}  {budget.Year}  {run.Words.Of(budget.Control)}, cap {Amounts.Of(budget.Cap.BasisPoints)} % of {run.Words.Of(budget.Cap.Base)}, at most {Amounts.Of(budget.MostMonthlyHours)} hours a month",
        $"{budget.SchoolCode}  {budget.Year}  {run.Words.Of(budget.Control)}，上限为{run.Words.Of(budget.Cap.Base)}的 {Amounts.Of(budget.Cap.BasisPoints)}%，每人每月最多 {Amounts.Of(budget.MostMonthlyHours)} 课时"]);

    public static string Of(BudgetOnADay budget, Words words) => words[
        $"{Dates.Of(budget.AsOf)}: budget {Amounts.Of(budget.Use.BudgetFen)}, paid {Amounts.Of(budget.Use.PaidFen)}, payable {Amounts.Of(budget.Use.PayableFen)}, left {Amounts.Of(budget.Use.LeftFen)} yuan (revision {budget.Revision})",
        $"{Dates.Of(budget.AsOf)}：预算 {Amounts.Of(budget.Use.BudgetFen)} 元，已付 {Amounts.Of(budget.Use.PaidFen)} 元，应付 {Amounts.Of(budget.Use.PayableFen)} 元，结余 {Amounts.Of(budget.Use.LeftFen)} 元（版本 {budget.Revision}）"];

    public static Table Lines(Words words) => Tables.New(
        words["line", "记录编号"], words["school", "学校"], words["department", "系部"], words["name", "姓名"], words["month", "月份"], words["standard", "课酬标准"], words["quantity", "数量"], words["unit", "单位"], words["rate", "标准（元）"],
        words["amount", "金额（元）"], words["state", "状态"]).Right(6, 8, 9);

    public static IEnumerable<string> Row(HoursOnADay line, Words words) => Row(line.Line, words, line.DisplayName, line.State);

    public static IEnumerable<string> Row(HoursLine line, Words words) => Row(line, words, line.TeacherId, HoursState.Unspecified);

    private static IEnumerable<string> Row(HoursLine line, Words words, string name, HoursState state) =>
    [
        line.LineId, line.SchoolCode, line.DepartmentCode, name, $"{line.Month.Year:D4}-{line.Month.Month:D2}", line.StandardCode, Amounts.Of(line.Quantity), words.Of(line.Unit), Amounts.Of(line.RateFen), Amounts.Of(line.AmountFen),
        state == HoursState.Unspecified ? words.Of(line.Steps[^1].Type) : line.ReversalLineId.Length > 0 ? words[$"{words.Of(state)}, reversed", $"{words.Of(state)}，已冲销"] : words.Of(state),
    ];

    public static Table Figures(Words words) => Tables.New(
        words["part", "分项"], words["heads", "人数"], words["lines", "记录"], words["hours", "课时"], words["payable", "应付（元）"], words["paid", "已付（元）"], words["recorded", "待确认（元）"], words["budget", "预算（元）"], words["left", "结余（元）"]).Right(1, 2, 3, 4, 5, 6, 7, 8);

    public static IEnumerable<string> Row(HoursFigures figures, string name) =>
    [
        name, $"{figures.HeadCount}", $"{figures.LineCount}", Amounts.Of(figures.Hours), Amounts.Of(figures.PayableFen), Amounts.Of(figures.PaidFen), Amounts.Of(figures.RecordedFen),
        figures.HasBudgetFen ? Amounts.Of(figures.BudgetFen) : "", figures.HasLeftFen ? Amounts.Of(figures.LeftFen) : "",
    ];
}
