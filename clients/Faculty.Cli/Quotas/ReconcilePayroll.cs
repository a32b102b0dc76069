using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.Client;
using Faculty.V1;
using Google.Protobuf;

namespace Faculty.Cli.Quotas;

/// <summary>`faculty quotas reconcile`: a month's payroll against whoever is engaged; the differences only.</summary>
internal static class ReconcilePayroll
{
    private const int MostBytes = 3_000_000;

    public static Command Create(Words words)
    {
        var file = Inputs.Argument("PAYROLL", words["workbook .xlsx or CSV with staff_number (工号), name (姓名), school_code, amount", "工资表 .xlsx 或 CSV：工号、姓名、学校代码、金额"]);
        var month = Inputs.Text("--month", words["the month YYYY-MM", "月份 YYYY-MM"]);
        month.Required = true;
        month.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && Dates.Parse(result.Tokens[0].Value, monthWillDo: true) is not { Day: 0 })
            {
                result.AddError(words["--month takes a month YYYY-MM.", "--month 应填月份 YYYY-MM。"]);
            }
        });
        var kinds = new Option<string[]>("--kind") { Description = words["kinds of engagement that are paid; ESTABLISHED when absent, may be repeated", "发放对象的聘用类型，默认在编，可重复"] };
        return new RequestCommand<ReconcilePayrollRequest>(
                "reconcile", words["compare a payroll with whoever is engaged", "工资表与在册人员核对"], words,
                ("--scope!", "scope_code", "code of the organisation", "机构代码"),
                ("--known-at", "known_at", "as known then: revision, day or instant", "当时所知：版本号、日期或时刻"))
            .With(file).With(month, kinds)
            .Does(null, async (request, run, ct) =>
            {
                request.Month = Dates.Parse(run.Parse.GetRequiredValue(month)!, monthWillDo: true);
                request.Kinds.Add((run.Parse.GetValue(kinds) ?? []).Select(text => Terms.Parse(typeof(EngagementKind), text) as EngagementKind?
                    ?? throw new UsageException(words[$"--kind takes kinds of engagement such as CONTRACT.", "--kind 应填聘用类型，如 合同制。"])));
                var content = await File.ReadAllBytesAsync(run.Parse.GetRequiredValue(file), ct);
                request.Content = content.Length <= MostBytes
                    ? ByteString.CopyFrom(content)
                    : throw new UsageException(words["A payroll has at most 3 MB; send school by school.", "工资表不得超过 3 MB，请按学校分别核对。"]);
                var reply = await run.Connection.Seats.ReconcilePayrollAsync(request, cancellationToken: ct);
                if (run.Json)
                {
                    run.WriteJson(reply);
                }
                else
                {
                    Show(reply, run);
                }
                return ExitCode.Done;
            });
    }

    private static void Show(ReconcilePayrollResponse reply, Run run)
    {
        var words = run.Words;
        run.WriteLine(words[
            $"{Dates.Of(reply.Month)}: {reply.LineCount} lines, {reply.OnBooksCount} persons on the books; {reply.PaidCount} paid, {reply.MissingCount} not. Known at revision {reply.Revision}.",
            $"{Dates.Of(reply.Month)}：工资表 {reply.LineCount} 行，在册 {reply.OnBooksCount} 人；已发 {reply.PaidCount} 人，未发 {reply.MissingCount} 人。所知版本 {reply.Revision}。"]);
        if (reply.UnknownColumns.Count > 0)
        {
            run.Say(words[$"Columns not read: {string.Join(", ", reply.UnknownColumns)}", $"未读取的列：{string.Join("、", reply.UnknownColumns)}"]);
        }
        if (reply.NamesNotComparedCount > 0)
        {
            run.Say(words[$"{reply.NamesNotComparedCount} names were not compared.", $"{reply.NamesNotComparedCount} 行未核对姓名。"]);
        }
        var table = Tables.New(
            words["why", "差异"], words["row", "行"], words["school", "学校"], words["staff number", "工号"], words["name on the books", "在册姓名"], words["kind", "聘用类型"], words["day", "日期"], words["see", "另见"],
            words["yuan", "金额（元）"]).Right(1, 8);
        foreach (var difference in reply.Differences)
        {
            table.Row(
                words.Of(difference.Cause), difference.Row > 0 ? $"{difference.Row}" : "", difference.SchoolCode, difference.StaffNumber, difference.DisplayName, words.Of(difference.EngagementKind), Dates.Of(difference.Date),
                difference.OtherRow > 0 ? words[$"row {difference.OtherRow}", $"第 {difference.OtherRow} 行"] : difference.OtherSchoolCode, difference.AmountFen == 0 ? "" : Yuan(difference.AmountFen));
        }
        if (reply.Differences.Count > 0)
        {
            run.Write(table);
        }
        foreach (var cause in reply.Causes)
        {
            run.WriteLine(words[
                $"{words.Of(cause.Cause)}: {cause.DifferenceCount}{(cause.AmountFen == 0 ? "" : $", {Yuan(cause.AmountFen)} yuan")}",
                $"{words.Of(cause.Cause)}：{cause.DifferenceCount}{(cause.AmountFen == 0 ? "" : $"，{Yuan(cause.AmountFen)} 元")}"]);
        }
        run.WriteLine(reply.DifferenceCount == 0 ? words["No differences.", "无差异。"] : words[$"{reply.DifferenceCount} differences.", $"共 {reply.DifferenceCount} 项差异。"]);
    }

    private static string Yuan(long fen) => $"{(fen < 0 ? "-" : "")}{Math.Abs(fen) / 100}.{Math.Abs(fen) % 100:D2}";
}
