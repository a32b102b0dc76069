using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Quotas;

internal static class ThawSeats
{
    public static Command Create(Words words) => new RequestCommand<ThawSeatsRequest>(
            "thaw", words["end a freeze", "解除冻结"], words,
            ("CODE", "organisation_code", "code of the organisation", "机构代码"),
            ("FREEZE_ID", "freeze_id", "the freeze, as establishment shows it", "冻结记录编号"),
            ("--last", "last_date", "its last day; yesterday when absent", "冻结截止日，默认昨天"))
        .Does(null, async (request, run, ct) => EstablishmentView.Written(await run.Connection.Establishments.ThawSeatsAsync(request, cancellationToken: ct), run));
}
