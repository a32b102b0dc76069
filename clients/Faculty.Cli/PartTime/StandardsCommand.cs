using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.PartTime;

/// <summary>`faculty standards …` (课酬标准).</summary>
internal static class StandardsCommand
{
    public static Command Create(Words words) => new("standards", words["standards of pay for part-time teachers", "兼职教师课酬标准"])
    {
        Set(words),
        Withdraw(words),
        List(words),
    };

    private static Command Set(Words words)
    {
        var rate = Inputs.Text("--rate", words["yuan an hour, a month or a person-year, such as 80.00", "每课时、每月或每人年金额（元），如 80.00"]);
        return new RequestCommand<SetStandardRequest>(
                "set", words["a rate of a standard by a document", "凭文件制定课酬标准"], words,
                ("CODE", "standard.code", "code such as SENIOR", "标准代码，如 SENIOR"),
                ("--organisation", "standard.organisation_code", "school, or an organisation above it for all its schools", "学校；上级机构制定的适用于其全部学校"),
                ("--title", "standard.title", "title", "名称"),
                ("--unit", "standard.unit", "what it is paid for", "计酬单位"),
                ("--document", "rate.document_number", "document", "文号"),
                ("--start", "rate.start_date", "first day of a month", "自某月第一天起"),
                ("--last", "rate.last_date", "last day of a month; until the next rate when absent", "至某月最后一天，默认至下一标准"))
            .With(rate)
            .Does(null, async (request, run, ct) =>
            {
                if (run.Parse.GetValue(rate) is { } typed)
                {
                    (request.Rate ??= new()).RateFen = Amounts.Parse(typed, "--rate", words);
                }
                return PartTimeView.Written(await run.Connection.PartTime.SetStandardAsync(request, cancellationToken: ct), run, r => Show(r.Standard, run));
            });
    }

    private static Command Withdraw(Words words) => new RequestCommand<WithdrawRateRequest>(
            "withdraw", words["take back a rate recorded by mistake", "撤销误录的标准"], words,
            ("CODE", "standard_code", "code of the standard", "标准代码"),
            ("--organisation", "organisation_code", "the organisation", "机构"),
            ("--rate-id", "rate_id", "id of the rate", "标准编号"))
        .Does(null, async (request, run, ct) =>
            PartTimeView.Written(await run.Connection.PartTime.WithdrawRateAsync(request, cancellationToken: ct), run, r => Show(r.Standard, run)));

    private static Command List(Words words)
    {
        var limit = Inputs.Limit(words);
        return new RequestCommand<StreamStandardsRequest>(
                "list", words["standards with their rates", "列出课酬标准"], words,
                ("--organisation", "organisation_code", "of this one and those above", "机构，含上级"),
                ("--known-at", "known_at", "as known then", "按当时所知"))
            .With(limit)
            .Does(null, (request, run, ct) => run.PrintAsync(
                run.Connection.PartTime.StreamStandards(request, cancellationToken: ct), r => r.Standards,
                () => Tables.New(words["organisation", "机构"], words["code", "代码"], words["title", "名称"], words["unit", "计酬单位"], words["rates", "标准（元）"]),
                s => [s.OrganisationCode, s.Code, s.Title, words.Of(s.Unit), string.Join(words["; ", "；"], s.Rates.Select(r => Rate(r, words)))],
                run.Parse.GetValue(limit), ct));
    }

    private static void Show(PayStandard standard, Run run)
    {
        run.WriteLine($"{standard.OrganisationCode}  {standard.Code}  {standard.Title}  {run.Words.Of(standard.Unit)}");
        foreach (var rate in standard.Rates)
        {
            run.WriteLine($"{rate.RateId}  {Rate(rate, run.Words)}");
        }
    }

    private static string Rate(PayRate rate, Words words) => words[
        $"{Amounts.Of(rate.RateFen)} from {Dates.Of(rate.StartDate)}{(rate.LastDate is null ? "" : $" to {Dates.Of(rate.LastDate)}")} ({rate.DocumentNumber})",
        $"{Amounts.Of(rate.RateFen)} 自 {Dates.Of(rate.StartDate)}{(rate.LastDate is null ? "" : $" 至 {Dates.Of(rate.LastDate)}")}（{rate.DocumentNumber}）"];
}
