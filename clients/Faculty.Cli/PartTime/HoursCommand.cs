using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.PartTime;

/// <summary>`faculty hours …` (兼职课时).</summary>
internal static class HoursCommand
{
    public static Command Create(Words words) => new("hours", words["hours of part-time teachers: recorded, confirmed, paid", "兼职课时：登记、确认、支付"])
    {
        Record(words),
        ImportHours.Create(words),
        ImportHours.Template(words),
        HoursSteps.Confirm(words),
        HoursSteps.Return(words),
        HoursSteps.Pay(words),
        HoursSteps.Refuse(words),
        HoursSteps.Reverse(words),
        List(words),
        Summary(words),
        Years(words),
        PayableHours.Create(words),
    };

    private static Command Record(Words words)
    {
        var (teacher, department, month) = (Inputs.Text("--teacher", words["id of the teacher", "教师编号"]), Inputs.Text("--department", words["code of the department", "系部代码"]), Inputs.Text("--month", words["month such as 2026-09", "月份，如 2026-09"]));
        var (hours, standard) = (Inputs.Text("--hours", words["hours such as 36.5; of standards by month or person-year the months", "课时，如 36.5；按月、按人年计酬填月数"]), Inputs.Text("--standard", words["code of the standard of pay", "课酬标准代码"]));
        return new RequestCommand<RecordHoursRequest>(
                "record", words["record hours; many at once by import or --from", "登记课时；多条请用 import 或 --from"], words,
                ("--school", "school_code", "code of the school", "学校代码"),
                ("--date", "date", "day of the record; today when absent", "登记日期，默认今天"))
            .With(teacher, department, month, hours, standard)
            .Does(null, async (request, run, ct) =>
            {
                if (run.Parse.GetValue(teacher) is { } id)
                {
                    request.Lines.Add(new NewHours
                    {
                        TeacherId = id, DepartmentCode = run.Parse.GetValue(department) ?? "", Month = Amounts.Month(run.Parse.GetValue(month), words), StandardCode = run.Parse.GetValue(standard) ?? "",
                        Quantity = (int)Math.Min(int.MaxValue, Amounts.Parse(run.Parse.GetValue(hours), "--hours", words)),
                    });
                }
                return PartTimeView.Written(await run.Connection.PartTime.RecordHoursAsync(request, cancellationToken: ct), run);
            });
    }

    private static Command List(Words words)
    {
        var (limit, month) = (Inputs.Limit(words), Inputs.Text("--month", words["month such as 2026-09", "月份，如 2026-09"]));
        return new RequestCommand<StreamHoursRequest>(
                "list", words["list lines with their state on a day", "列出课时记录及状态"], words,
                ("--scope", "scope_code", "at or below", "机构，含下级"),
                ("--year", "year", "calendar year; that of the day when absent", "年份，默认为查询日所在年"),
                ("--state", "state", "only in this state", "状态"),
                ("--teacher", "teacher_id", "only of this teacher", "教师编号"),
                ("--on", "as_of", "day; today when absent", "日期，默认今天"),
                ("--known-at", "known_at", "as known then", "按当时所知"))
            .With(limit, month)
            .Does(null, (request, run, ct) =>
            {
                request.Month = Amounts.Month(run.Parse.GetValue(month), words) ?? request.Month;
                return run.PrintAsync(
                    run.Connection.PartTime.StreamHours(request, cancellationToken: ct), r => r.Lines, () => PartTimeView.Lines(words), line => PartTimeView.Row(line, words), run.Parse.GetValue(limit), ct);
            });
    }

    private static Command Summary(Words words) => new RequestCommand<GetHoursSummaryRequest>(
            "summary", words["heads, hours, payable, paid and left of a year on a day", "年度人数、课时、应付、已付与结余"], words,
            ("--scope!", "scope_code", "organisation", "机构"),
            ("--year", "year", "calendar year; that of the day when absent", "年份，默认为查询日所在年"),
            ("--by", "by", "parts", "分项"),
            ("--on", "as_of", "day; today when absent", "日期，默认今天"),
            ("--known-at", "known_at", "as known then", "按当时所知"))
        .Calls<GetHoursSummaryResponse>(c => c.PartTime.GetHoursSummaryAsync, (reply, run) =>
        {
            run.WriteLine(words[$"{reply.Year}, on {Dates.Of(reply.AsOf)}, known at revision {reply.Revision}", $"{reply.Year} 年，截至 {Dates.Of(reply.AsOf)}，版本 {reply.Revision}"]);
            var table = PartTimeView.Figures(words);
            foreach (var part in reply.Parts)
            {
                table.Row(PartTimeView.Row(part, Name(part, words)));
            }
            table.Row(PartTimeView.Row(reply.Whole, words["whole", "合计"]));
            run.Write(table);
            if (reply.DocumentNumbers.Count > 0)
            {
                run.WriteLine(words[$"documents: {string.Join(", ", reply.DocumentNumbers)}", $"依据：{string.Join("、", reply.DocumentNumbers)}"]);
            }
        });

    private static Command Years(Words words) => new RequestCommand<GetYearlyCostsRequest>(
            "years", words["the cost of years side by side, by category", "历年支出及同比，按岗位类别"], words,
            ("--scope!", "scope_code", "organisation", "机构"),
            ("--from!", "first_year", "first year", "起始年份"),
            ("--to!", "last_year", "last year", "截止年份"),
            ("--on", "as_of", "day; today when absent", "日期，默认今天"),
            ("--known-at", "known_at", "as known then", "按当时所知"))
        .Calls<GetYearlyCostsResponse>(c => c.PartTime.GetYearlyCostsAsync, (reply, run) =>
        {
            run.WriteLine(words[$"on {Dates.Of(reply.AsOf)}, known at revision {reply.Revision}", $"截至 {Dates.Of(reply.AsOf)}，版本 {reply.Revision}"]);
            var table = Tables.New(words["year", "年份"], words["cost", "支出（元）"], words["change", "同比（元）"], words["percent", "同比"], words["by category", "按类别（元）"]).Right(1, 2, 3);
            foreach (var year in reply.Years)
            {
                table.Row(
                    $"{year.Year}", Amounts.Of(Cost(year.Whole)), year.HasChangeFen ? Amounts.Of(year.ChangeFen) : "", year.HasChangePercent ? $"{year.ChangePercent}%" : "",
                    string.Join(words["; ", "；"], year.Categories.Select(c => $"{Name(c, words)} {Amounts.Of(Cost(c))}")));
            }
            run.Write(table);
        });

    private static long Cost(HoursFigures figures) => figures.PayableFen + figures.PaidFen;

    private static string Name(HoursFigures part, Words words) =>
        part.Key.Length == 0 ? words["none", "无"] : Client.Terms.Parse(typeof(PostCategory), part.Key) is { } category ? words.Of(category) : $"{part.Key} {part.Name}".TrimEnd();
}
