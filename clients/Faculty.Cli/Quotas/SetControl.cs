using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Quotas;

internal static class SetControl
{
    public static Command Create(Words words) => new RequestCommand<SetSeatControlRequest>(
            "control", words["what the ledger does when a seat is wanted that is not there", "编制管理方式"], words,
            ("CODE", "organisation_code", "code of the organisation", "机构代码"),
            ("CONTROL", "control", "hard, soft or info", "刚性、弹性或仅提示"))
        .Does(null, async (request, run, ct) => EstablishmentView.Written(await run.Connection.Establishments.SetSeatControlAsync(request, cancellationToken: ct), run));
}
