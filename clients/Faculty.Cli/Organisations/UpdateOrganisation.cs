using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Organisations;

internal static class UpdateOrganisation
{
    public static Command Create(Words words) => new RequestCommand<UpdateOrganisationRequest>(
            "update", words["change school type or region", "修改学校类型或行政区划"], words,
            ("CODE", "organisation.code", "code of the organisation", "机构代码"),
            ("--school-type", "organisation.school_type", "中专， 职高， 成人中专， 技工 or 高职", "学校类型"),
            ("--region", "organisation.region_code", "administrative division, 6 digits", "行政区划代码"),
            ("--etag", "organisation.etag", "refuse if it changed since this version", "版本，已变动则拒绝"))
        .Calls<UpdateOrganisationResponse>(c => c.Organisations.UpdateOrganisationAsync, OrganisationView.Written,
            Mask);

    private static void Mask(UpdateOrganisationRequest request, IReadOnlyList<string> typed)
    {
        string[] changed = [.. typed.Select(p => p.Split('.')[^1]).Where(p => p is "school_type" or "region_code")];
        if (changed.Length > 0)
        {
            request.UpdateMask = new() { Paths = { changed } };
        }
    }
}
