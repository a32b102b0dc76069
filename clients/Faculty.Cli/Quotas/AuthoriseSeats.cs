using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Quotas;

internal static class AuthoriseSeats
{
    public static Command Create(Words words) => new RequestCommand<AuthoriseSeatsRequest>(
            "authorise", words["authorise seats of a school, or cap those of the schools below", "核定编制，或设定总量"], words,
            ("CODE", "organisation_code", "code of the organisation", "机构代码"),
            ("--seats!", "authorisation.seat_count", "seats", "编制数"),
            ("--document!", "authorisation.document_number", "document", "文号"),
            ("--category", "authorisation.category", "the category; the pool of all others when absent", "类别，不填为其他类别共用"),
            ("--start!", "authorisation.start_date", "first day", "起始日期"),
            ("--last", "authorisation.last_date", "last day; until the next authorisation when absent", "截止日期，默认至下次核定"))
        .Does(null, async (request, run, ct) => EstablishmentView.Written(await run.Connection.Establishments.AuthoriseSeatsAsync(request, cancellationToken: ct), run));
}
