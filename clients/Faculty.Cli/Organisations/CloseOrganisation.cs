using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Organisations;

internal static class CloseOrganisation
{
    public static Command Create(Words words) => new RequestCommand<CloseOrganisationRequest>(
            "close", words["end an organisation on its last day", "撤销机构"], words,
            ("CODE", "code", "code of the organisation", "机构代码"),
            ("--last", "last_date", "last day it exists", "最后一天"),
            ("--successor", "successor_codes", "organisation that takes over; may be given again", "承接机构代码，可重复"))
        .Calls<CloseOrganisationResponse>(c => c.Organisations.CloseOrganisationAsync, OrganisationView.Written);
}
