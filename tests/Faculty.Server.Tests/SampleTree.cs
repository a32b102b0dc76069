using Faculty.V1;
using Google.Type;

namespace Faculty.Server.Tests;

/// <summary>A county with one school and its departments, as most tests need it.</summary>
internal static class SampleTree
{
    public const string County = "140581";
    public const string School = "GP";
    public static readonly string[] Departments = ["GP-ZB", "GP-XX", "GP-SH", "GP-YS"];

    public static async Task AddTreeAsync(this TestServer server)
    {
        await server.Organisations.CreateOrganisationAsync(Create(County, OrganisationKind.County, "高平市"));
        await server.Organisations.CreateOrganisationAsync(Create(School, OrganisationKind.School, "高平中专", County));
        foreach (var (code, name) in Departments.Zip(["装备制造系", "信息技术系", "社会服务系", "艺术系"]))
        {
            await server.Organisations.CreateOrganisationAsync(Create(code, OrganisationKind.Department, name, School));
        }
    }

    public static CreateOrganisationRequest Create(string code, OrganisationKind kind, string name, string? parent = null)
    {
        var organisation = new Organisation { Code = code, Kind = kind, StartDate = Day(1990, 1, 1), Names = { new OrganisationName { Name = name } } };
        if (parent is not null)
        {
            organisation.Parents.Add(new OrganisationParent { ParentCode = parent });
        }
        return new() { Organisation = organisation };
    }

    public static Date Day(int year, int month, int day) => new() { Year = year, Month = month, Day = day };
}
