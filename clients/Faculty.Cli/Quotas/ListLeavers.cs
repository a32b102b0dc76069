using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Quotas;

/// <summary>`faculty quotas leavers`: who has the last day on a seat within some months.</summary>
internal static class ListLeavers
{
    public static Command Create(Words words)
    {
        var limit = Inputs.Limit(words);
        return new RequestCommand<StreamLeaversRequest>(
                "leavers", words["who leaves a seat within some months, by last day", "未来若干月内离编人员"], words,
                ("--scope!", "scope_code", "code of the organisation", "机构代码"),
                ("--months", "months", "months ahead; 12 when absent", "月数，默认 12"),
                ("--from", "from_date", "from this day on; today in China when absent", "起始日期，默认今天"),
                ("--until", "until_date", "up to this day, instead of months", "截止日期，代替月数"),
                ("--known-at", "known_at", "as known then: revision, day or instant", "当时所知：版本号、日期或时刻"))
            .With(limit)
            .Does(null, (request, run, ct) => run.PrintKnownAsync(
                run.Connection.Seats.StreamLeavers(request, cancellationToken: ct), r => (r.Revision, r.Leavers), () => SeatView.Holders(words), s => SeatView.Row(s, words), run.Parse.GetValue(limit), ct, r => (r.FromDate, r.UntilDate)));
    }
}
