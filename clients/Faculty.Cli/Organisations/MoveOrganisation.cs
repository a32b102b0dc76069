using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Organisations;

internal static class MoveOrganisation
{
    public static Command Create(Words words) => new RequestCommand<MoveOrganisationRequest>(
            "move", words["put an organisation under another parent from a day", "变更上级机构"], words,
            ("CODE", "code", "code of the organisation", "机构代码"),
            ("--parent", "parent_code", "code of the new parent", "新上级代码"),
            ("--start", "start_date", "first day under the new parent", "生效日期"))
        .Calls<MoveOrganisationResponse>(c => c.Organisations.MoveOrganisationAsync, OrganisationView.Written);
}
