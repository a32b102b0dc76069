using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Quotas;

/// <summary>`faculty quotas changes`: who came, went and moved, and what was authorised.</summary>
internal static class ListChanges
{
    public static Command Create(Words words)
    {
        var since = Inputs.Text("--since", words["from this month YYYY-MM or day on", "自该月 YYYY-MM 或该日起"]);
        since.Required = true;
        since.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && Dates.Parse(result.Tokens[0].Value, monthWillDo: true) is null)
            {
                result.AddError(words["--since takes a month YYYY-MM or a date YYYY-MM-DD.", "--since 应填月份 YYYY-MM 或日期 YYYY-MM-DD。"]);
            }
        });
        var limit = Inputs.Limit(words);
        return new RequestCommand<StreamSeatChangesRequest>(
                "changes", words["who came onto a seat, left or moved, and what was authorised", "编制变动：入编、出编、调动、核编"], words,
                ("--scope!", "scope_code", "code of the organisation", "机构代码"),
                ("--until", "until_date", "up to this day; today in China when absent", "截止日期，默认今天"),
                ("--known-at", "known_at", "as known then: revision, day or instant", "当时所知：版本号、日期或时刻"))
            .With(since, limit)
            .Does(null, (request, run, ct) =>
            {
                var first = Dates.Parse(run.Parse.GetRequiredValue(since)!, monthWillDo: true)!;
                var before = new DateOnly(first.Year, first.Month, Math.Max(1, first.Day)).AddDays(-1);
                request.AfterDate = new() { Year = before.Year, Month = before.Month, Day = before.Day };
                return run.PrintKnownAsync(
                    run.Connection.Seats.StreamSeatChanges(request, cancellationToken: ct), r => (r.Revision, r.Changes), () => List(words), c => Row(c, words), run.Parse.GetValue(limit), ct, r => (r.FromDate, r.UntilDate));
            });
    }

    private static Spectre.Console.Table List(Words words) => Tables.New(
        words["date", "日期"], words["change", "变动"], words["school", "学校"], words["category", "类别"], words["occupied", "在编"], words["authorised", "核定"], words["staff number", "工号"], words["name", "姓名"],
        words["document", "文号"], words["line", "计划编号"]).Right(4, 5);

    private static IEnumerable<string> Row(SeatChange change, Words words)
    {
        var (count, authorised) = ($"{change.SeatCount:+0;-0;0}", change.Type == SeatChangeType.Authorised);
        return
        [
            Dates.Of(change.Date), words.Of(change.Type), change.SchoolCode, change.Category == PostCategory.Unspecified ? words["pool", "其他类别共用"] : words.Of(change.Category),
            authorised ? "" : count, authorised ? count : "", change.StaffNumber, change.DisplayName, change.DocumentNumber, change.LineCode,
        ];
    }
}
