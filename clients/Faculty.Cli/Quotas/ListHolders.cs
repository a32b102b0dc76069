using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Quotas;

/// <summary>`faculty quotas holders`: which seat is whose.</summary>
internal static class ListHolders
{
    public static Command Create(Words words)
    {
        var limit = Inputs.Limit(words);
        return new RequestCommand<StreamSeatsRequest>(
                "holders", words["who is on a seat on a day", "某日在编人员"], words,
                ("--scope!", "scope_code", "code of the organisation", "机构代码"),
                ("--on", "as_of", "the day; today in China when absent", "日期，默认今天"),
                ("--category", "category", "only of this category", "只列该类别"),
                ("--known-at", "known_at", "as known then: revision, day or instant", "当时所知：版本号、日期或时刻"))
            .With(limit)
            .Does(null, (request, run, ct) => run.PrintKnownAsync(
                run.Connection.Seats.StreamSeats(request, cancellationToken: ct), r => (r.Revision, r.Seats), () => SeatView.Holders(words), s => SeatView.Row(s, words), run.Parse.GetValue(limit), ct));
    }
}
