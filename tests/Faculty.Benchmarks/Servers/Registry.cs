using Faculty.Domain.Certification;
using Faculty.Domain.Certification.Rechecks;
using Faculty.Domain.Certification.Rules;
using Faculty.Domain.Organisations;
using Faculty.Domain.Teachers;
using Faculty.Server;
using Faculty.Server.Hosting;
using Faculty.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Faculty.Benchmarks.Servers;

/// <summary>
/// A registry of any size put straight into the store, a thousand records an entry: teachers of a nation's schools, two of five recognised, half
/// of those here, on a credential that may end or be revoked. Much faster than an import, which the import's own figures are for.
/// </summary>
internal static class Registry
{
    public const string Nation = "CN", Province = "P01", County = "P01-C01", School = "P01-C01-S01";
    private const int Provinces = 31;
    private const int Counties = 12;
    private const int TeachersASchool = 198;
    private const int AtOnce = 1_000;
    private static readonly DateOnly First = new(2015, 9, 1);

    public static async Task FillAsync(string folder, int teachers)
    {
        var options = new ServerOptions { DataDirectory = Programs.DataOf(folder), KeysDirectory = Programs.KeysOf(folder), GrpcPort = 0, WebPort = 0 };
        await using var server = await FacultyServer.StartAsync(options, TimeProvider.System);
        var store = server.Services.GetRequiredService<IRegistryStore>();
        var schools = Schools(Math.Max(1, teachers / TeachersASchool)).ToList();
        foreach (var some in Organisations(schools).Chunk(AtOnce))
        {
            var batch = new WriteBatch("benchmark", "organisations");
            foreach (var organisation in some)
            {
                batch.Insert(Documents.Organisations, organisation.OrganisationId, organisation);
            }
            await store.CommitAsync(batch);
        }
        foreach (var some in Enumerable.Range(0, teachers).Chunk(AtOnce))
        {
            var batch = new WriteBatch("benchmark", "teachers");
            foreach (var n in some)
            {
                var teacher = Teacher(n, schools[n % schools.Count]);
                batch.Insert(Documents.Teachers, teacher.TeacherId, teacher);
            }
            await store.CommitAsync(batch);
        }
    }

    private static IEnumerable<string> Schools(int count) =>
        Enumerable.Range(0, count).Select(i => $"P{1 + i % Provinces:D2}-C{1 + i / Provinces % Counties:D2}-S{1 + i / (Provinces * Counties):D2}");

    private static IEnumerable<Organisation> Organisations(IReadOnlyList<string> schools)
    {
        yield return Organisation(Nation, OrganisationKind.Nation, "");
        foreach (var province in schools.Select(s => s[..3]).Distinct())
        {
            yield return Organisation(province, OrganisationKind.Province, Nation);
        }
        foreach (var county in schools.Select(s => s[..7]).Distinct())
        {
            yield return Organisation(county, OrganisationKind.County, county[..3]);
        }
        foreach (var school in schools)
        {
            yield return Organisation(school, OrganisationKind.School, school[..7]);
            foreach (var department in Enumerable.Range(1, 4))
            {
                yield return Organisation($"{school}-{department}", OrganisationKind.Department, school);
            }
        }
    }

    private static Organisation Organisation(string code, OrganisationKind kind, string parent) => new()
    {
        OrganisationId = Ids.New(), Code = code, Kind = kind, StartDate = First,
        Names = [new() { Name = code, StartDate = First }],
        Parents = parent.Length == 0 ? [] : [new() { ParentCode = parent, StartDate = First }],
    };

    private static Teacher Teacher(int n, string school)
    {
        var engagement = new Engagement { EngagementId = Ids.New(), SchoolCode = school, Kind = EngagementKind.Established, StaffNumber = $"{n:D7}", StartDate = First };
        var teacher = new Teacher
        {
            TeacherId = Ids.New(),
            Identity = new() { DisplayName = $"甲{n}", Sex = Sex.Female, BirthDate = new DateOnly(1970, 1, 1).AddDays(n % 9_000) },
            Engagements = [engagement],
            Posts = [new() { PostId = Ids.New(), EngagementId = engagement.EngagementId, SchoolCode = school, DepartmentCode = $"{school}-{1 + n / 7 % 4}", Category = PostCategory.Specialty, Primary = true, StartDate = First }],
            Credentials = [new() { CredentialId = Ids.New(), Category = CredentialCategory.Industry, Name = "焊接证书", Number = $"H-{n}", StartDate = First, LastDate = new DateOnly(2026, 1, 1).AddDays(n * 7 % 1_400), RevokedOn = n % 997 == 0 ? new DateOnly(2026, 6, 1) : null }],
        };
        if (n % 5 > 1)
        {
            return teacher;
        }
        var start = new DateOnly(2021, 9, 1).AddDays(n * 13 % 1_800);
        var recognition = new Recognition
        {
            RecognitionId = Ids.New(), Level = (RecognitionLevel)(1 + n % 3), Track = RecognitionTrack.Secondary, Field = "装备制造", CertificateNumber = $"{n:D7}", Authority = "市教育局",
            StartDate = start, LastDate = start.AddMonths(60).AddDays(-1), Trust = RecognitionTrust.OfficialImport,
        };
        return teacher with
        {
            Recognitions = [n % 5 == 0 ? recognition : recognition with
            {
                Trust = RecognitionTrust.Decided, JudgedDate = start, RecheckMonths = 36,
                Evidence = [Stood(teacher, start)],
            }],
        };
    }

    // What a fact says against nothing is what it says now.
    private static StoodOn Stood(Teacher teacher, DateOnly judged) =>
        Shown(teacher) with { Digest = Shown(teacher).Correction(teacher, judged)! };

    private static StoodOn Shown(Teacher teacher) => new() { Kind = FactKind.Credential, FactId = teacher.Credentials[0].CredentialId, Digest = "" };
}
