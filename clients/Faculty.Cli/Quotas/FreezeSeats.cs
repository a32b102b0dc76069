using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Quotas;

internal static class FreezeSeats
{
    public static Command Create(Words words) => new RequestCommand<FreezeSeatsRequest>(
            "freeze", words["nothing is filled or kept on these days", "冻结编制"], words,
            ("CODE", "organisation_code", "code of the organisation", "机构代码"),
            ("--document!", "freeze.document_number", "document", "文号"),
            ("--start!", "freeze.start_date", "first day", "起始日期"),
            ("--last", "freeze.last_date", "last day; until lifted when absent", "截止日期，默认至解冻"))
        .Does(null, async (request, run, ct) => EstablishmentView.Written(await run.Connection.Establishments.FreezeSeatsAsync(request, cancellationToken: ct), run));
}
