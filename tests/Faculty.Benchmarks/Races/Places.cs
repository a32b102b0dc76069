using Faculty.V1;
using Grpc.Core;

namespace Faculty.Benchmarks.Races;

/// <summary>Where races are held.</summary>
internal static class Places
{
    public static async Task SchoolAsync(CallInvoker way, string code, string parent)
    {
        await CreateAsync(way, code, OrganisationKind.School, parent);
        await CreateAsync(way, $"{code}-ZB", OrganisationKind.Department, code);
    }

    public static async Task CreateAsync(CallInvoker way, string code, OrganisationKind kind, string? parent)
    {
        var organisation = new Organisation { Code = code, Kind = kind, StartDate = new() { Year = 1990, Month = 1, Day = 1 }, Names = { new OrganisationName { Name = code } } };
        if (parent is not null)
        {
            organisation.Parents.Add(new OrganisationParent { ParentCode = parent });
        }
        await new OrganisationService.OrganisationServiceClient(way).CreateOrganisationAsync(new() { Organisation = organisation });
    }

    public static Identity Somebody() => new() { DisplayName = "王竞", Sex = Sex.Male, BirthDate = new() { Year = 1970, Month = 5, Day = 1 } };
}
