using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Quotas;

internal static class ReleaseSeat
{
    public static Command Create(Words words) => new RequestCommand<ReleaseSeatRequest>(
            "release", words["give a kept seat back", "释放预占"], words,
            ("CODE", "organisation_code", "code of the organisation", "机构代码"),
            ("RESERVATION_ID", "reservation_id", "the kept seat, as establishment shows it", "预占编号"),
            ("--start", "from_date", "first day on which it is free; today when absent", "释放日期，默认今天"),
            ("--note", "note", "why it is given back; no personal data", "释放原因；不得含个人信息"))
        .Does(null, async (request, run, ct) => EstablishmentView.Written(await run.Connection.Establishments.ReleaseSeatAsync(request, cancellationToken: ct), run));
}
