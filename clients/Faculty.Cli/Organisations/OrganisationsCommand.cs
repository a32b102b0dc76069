using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.Cli.Sightings;

namespace Faculty.Cli.Organisations;

/// <summary>`faculty organisations …` (机构).</summary>
internal static class OrganisationsCommand
{
    public static Command Create(Words words) => new("organisations", words["authorities, schools and departments", "主管部门、学校和系部"])
    {
        ListOrganisations.Create(words),
        GetOrganisation.Create(words),
        CreateOrganisation.Create(words),
        UpdateOrganisation.Create(words),
        RenameOrganisation.Create(words),
        MoveOrganisation.Create(words),
        CloseOrganisation.Create(words),
        ListSightings.OfSchool(words),
    };
}
