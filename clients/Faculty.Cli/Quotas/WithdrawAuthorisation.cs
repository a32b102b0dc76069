using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Quotas;

internal static class WithdrawAuthorisation
{
    public static Command Create(Words words) => new RequestCommand<WithdrawAuthorisationRequest>(
            "withdraw", words["take back an authorisation recorded by mistake", "撤回误录的核定"], words,
            ("CODE", "organisation_code", "code of the organisation", "机构代码"),
            ("AUTHORISATION_ID", "authorisation_id", "the authorisation, as establishment shows it", "核定记录编号"))
        .Does(null, async (request, run, ct) => EstablishmentView.Written(await run.Connection.Establishments.WithdrawAuthorisationAsync(request, cancellationToken: ct), run));
}
