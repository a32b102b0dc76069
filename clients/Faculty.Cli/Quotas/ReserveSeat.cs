using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Quotas;

internal static class ReserveSeat
{
    public static Command Create(Words words) => new RequestCommand<ReserveSeatRequest>(
            "reserve", words["keep a seat for somebody who comes by no hiring line", "预占编制（调入等）"], words,
            ("CODE", "organisation_code", "code of the organisation", "机构代码"),
            ("--category!", "reservation.category", "the category", "类别"),
            ("--document", "reservation.document_number", "document", "文号"),
            ("--start", "reservation.start_date", "first day; today when absent", "起始日期，默认今天"),
            ("--last", "reservation.last_date", "last day; 90 days when absent", "截止日期，默认 90 天"))
        .Does(null, async (request, run, ct) => EstablishmentView.Written(await run.Connection.Establishments.ReserveSeatAsync(request, cancellationToken: ct), run));
}
