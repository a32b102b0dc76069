using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Organisations;

internal static class RenameOrganisation
{
    public static Command Create(Words words) => new RequestCommand<RenameOrganisationRequest>(
            "rename", words["give an organisation a new name from a day", "机构更名"], words,
            ("CODE", "code", "code of the organisation", "机构代码"),
            ("--name", "name", "the new name", "新名称"),
            ("--start", "start_date", "first day of the new name", "启用日期"))
        .Calls<RenameOrganisationResponse>(c => c.Organisations.RenameOrganisationAsync, OrganisationView.Written);
}
