using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.PartTime;

/// <summary>`faculty budgets …` (兼职教师经费预算).</summary>
internal static class BudgetsCommand
{
    public static Command Create(Words words) => new("budgets", words["budgets for part-time teachers, and their cap", "兼职教师经费预算与比例上限"])
    {
        Set(words),
        Rules(words),
        Get(words),
        List(words),
        Use(words),
    };

    private static Command Set(Words words)
    {
        var amount = Inputs.Text("--amount", words["the whole budget of the year in yuan, such as 300000.00", "全年预算总额（元），如 300000.00"]);
        return new RequestCommand<SetBudgetRequest>(
                "set", words["the budget of a school's year by a document, or another amount from a day on", "凭文件下达或调整学校年度预算"], words,
                ("--school", "school_code", "code of the school", "学校代码"),
                ("--year", "year", "calendar year", "年份"),
                ("--document", "revision.document_number", "document", "文号"),
                ("--date", "revision.date", "from this day", "自该日起"))
            .With(amount)
            .Does(null, async (request, run, ct) =>
            {
                if (run.Parse.GetValue(amount) is { } typed)
                {
                    (request.Revision ??= new()).AmountFen = Amounts.Parse(typed, "--amount", words);
                }
                return PartTimeView.Written(await run.Connection.PartTime.SetBudgetAsync(request, cancellationToken: ct), run, r => PartTimeView.Head(r.Budget, run));
            });
    }

    private static Command Rules(Words words)
    {
        var (share, most) = (Inputs.Text("--cap", words["part-time heads in percent of the base, such as 20", "兼职教师占基数的百分比上限，如 20"]), Inputs.Text("--most-hours", words["hours that one person may have in a month", "每人每月课时上限"]));
        return new RequestCommand<SetBudgetRulesRequest>(
                "rules", words["control, cap and most hours of a school's year; what is not said stays", "设定管理方式、比例上限与月课时上限；未填写的保持不变"], words,
                ("--school", "school_code", "code of the school", "学校代码"),
                ("--year", "year", "calendar year", "年份"),
                ("--control", "control", "what it does when more is to be paid than it holds", "超预算支付时的管理方式"),
                ("--base", "cap.base", "what the cap is a share of", "比例上限的基数"),
                ("--base-date", "cap.base_date", "day of the base; the day asked about when absent", "基数日期，默认为查询日"))
            .With(share, most)
            .Does(null, async (request, run, ct) =>
            {
                var now = (await run.Connection.PartTime.GetBudgetAsync(new() { SchoolCode = request.SchoolCode, Year = request.Year }, cancellationToken: ct)).Budget.Budget;
                request.Control = request.Control == BudgetControl.Unspecified ? now.Control : request.Control;
                var cap = request.Cap ?? new();
                request.Cap = new() { BasisPoints = now.Cap.BasisPoints, Base = cap.Base == CapBase.Unspecified ? now.Cap.Base : cap.Base, BaseDate = cap.BaseDate ?? now.Cap.BaseDate };
                if (run.Parse.GetValue(share) is { } percent)
                {
                    request.Cap.BasisPoints = (int)Math.Min(int.MaxValue, Amounts.Parse(percent, "--cap", words));
                }
                request.MostMonthlyHours = run.Parse.GetValue(most) is { } hours ? (int)Math.Min(int.MaxValue, Amounts.Parse(hours, "--most-hours", words)) : now.MostMonthlyHours;
                return PartTimeView.Written(await run.Connection.PartTime.SetBudgetRulesAsync(request, cancellationToken: ct), run, r => PartTimeView.Head(r.Budget, run));
            });
    }

    private static Command Get(Words words) => new RequestCommand<GetBudgetRequest>(
            "get", words["the budget of a school's year on a day, and what became of it", "查看学校年度预算及其执行"], words,
            ("SCHOOL", "school_code", "code of the school", "学校代码"),
            ("YEAR", "year", "calendar year", "年份"),
            ("--on", "as_of", "day; today when absent", "日期，默认今天"),
            ("--known-at", "known_at", "as known then", "按当时所知"))
        .Calls<GetBudgetResponse>(c => c.PartTime.GetBudgetAsync, (reply, run) =>
        {
            PartTimeView.Head(reply.Budget.Budget, run);
            foreach (var revision in reply.Budget.Budget.Revisions)
            {
                run.WriteLine(words[
                    $"from {Dates.Of(revision.Date)}: {Amounts.Of(revision.AmountFen)} yuan by {revision.DocumentNumber}", $"自 {Dates.Of(revision.Date)}：{Amounts.Of(revision.AmountFen)} 元，{revision.DocumentNumber}"]);
            }
            run.WriteLine(PartTimeView.Of(reply.Budget, words));
        });

    private static Command List(Words words)
    {
        var limit = Inputs.Limit(words);
        return new RequestCommand<StreamBudgetsRequest>(
                "list", words["budgets with what became of them", "列出预算及其执行"], words,
                ("--scope", "scope_code", "schools at or below", "机构，含下级学校"),
                ("--year", "year", "only of this year", "年份"),
                ("--on", "as_of", "day; today when absent", "日期，默认今天"),
                ("--known-at", "known_at", "as known then", "按当时所知"))
            .With(limit)
            .Does(null, (request, run, ct) => run.PrintAsync(
                run.Connection.PartTime.StreamBudgets(request, cancellationToken: ct), r => r.Budgets,
                () => Tables.New(words["school", "学校"], words["year", "年份"], words["budget", "预算（元）"], words["paid", "已付"], words["payable", "应付"], words["left", "结余"], words["document", "文号"]).Right(2, 3, 4, 5),
                b => [b.Budget.SchoolCode, $"{b.Budget.Year}", Amounts.Of(b.Use.BudgetFen), Amounts.Of(b.Use.PaidFen), Amounts.Of(b.Use.PayableFen), Amounts.Of(b.Use.LeftFen), b.DocumentNumber],
                run.Parse.GetValue(limit), ct));
    }

    private static Command Use(Words words) => new RequestCommand<GetCapUseRequest>(
            "use", words["part-time heads of a day against the cap", "某日兼职教师人数与比例上限"], words,
            ("--scope!", "scope_code", "school or an organisation above", "学校或上级机构"),
            ("--on", "as_of", "day; today when absent", "日期，默认今天"),
            ("--known-at", "known_at", "as known then", "按当时所知"))
        .Calls<GetCapUseResponse>(c => c.PartTime.GetCapUseAsync, (reply, run) =>
        {
            run.WriteLine(words[$"{Dates.Of(reply.AsOf)}, known at revision {reply.Revision}", $"{Dates.Of(reply.AsOf)}，版本 {reply.Revision}"]);
            var table = Tables.New(
                words["organisation", "机构"], words["heads", "兼职人数"], words["base", "基数"], words["of what", "基数口径"], words["allowed", "上限人数"], words["over", "超出"], words["percent", "占比"]).Right(1, 2, 4, 5, 6);
            foreach (var part in reply.Schools.Append(reply.Whole))
            {
                table.Row($"{part.ScopeCode} {part.Name}", $"{part.HeadCount}", $"{part.BaseCount}", part.Rule is null ? "" : words.Of(part.Rule.Base), $"{part.AllowedCount}", $"{part.OverCount}", part.HasPercent ? $"{part.Percent}%" : words["not applicable", "不适用"]);
            }
            run.Write(table);
        });
}
