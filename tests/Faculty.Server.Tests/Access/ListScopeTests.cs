using CsCheck;
using Faculty.Server.Tests.Teachers;
using Faculty.V1;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Access;

/// <summary>Every list, search and stream of teachers is the one of the whole registry with exactly the caller's rows in it.</summary>
public sealed class ListScopeTests
{
    // 曾 and 单 have two readings each.
    private static readonly string[] Names = ["张伟", "张敏", "王芳", "曾丽", "单平", "李华", "李𠮷"];
    private static readonly string[] Schools = ["A1", "A2", "B1", "B2"];
    private static readonly Role[] Readers = [Role.HrClerk, Role.Reviewer, Role.TrainerCoordinator];

    private static readonly Gen<(int Name, int[] Schools)[]> Registry =
        Gen.Select(Gen.Int[0, Names.Length - 1], Gen.Int[0, Schools.Length - 1].Array[1, 3]).Array[30, 45];

    [Fact]
    public async Task Lists_streams_searches_and_pairs_hold_the_callers_rows_and_full_pages() =>
        await Registry.SampleAsync(
            async people =>
            {
                await using var server = await StartAsync();
                foreach (var (name, schools) in people)
                {
                    await HireAsync(server, Names[name], schools.Select(s => Schools[s]));
                }
                foreach (var (place, codes) in Places())
                {
                    var caller = new TeacherService.TeacherServiceClient(await server.AsAsync(Readers[people.Length % Readers.Length], place));
                    Assert.True(await DiffersAsync(server, caller, t => IsAt(t, codes)) is null, $"{place}: {await DiffersAsync(server, caller, t => IsAt(t, codes))}");
                }
                // The control: of a caller whose rows are not told apart, the same look finds that.
                Assert.NotNull(await DiffersAsync(server, server.Teachers, t => IsAt(t, ["A1", "A1-D"])));
            },
            iter: 2, threads: 1);

    private static async Task<TestServer> StartAsync()
    {
        var server = await TestServer.StartAsync();
        foreach (var county in (string[])["A", "B"])
        {
            await server.Organisations.CreateOrganisationAsync(Create(county, OrganisationKind.County, $"{county}县"));
        }
        foreach (var school in Schools)
        {
            await server.Organisations.CreateOrganisationAsync(Create(school, OrganisationKind.School, $"{school}校", school[..1]));
            await server.Organisations.CreateOrganisationAsync(Create($"{school}-D", OrganisationKind.Department, $"{school}系", school));
        }
        return server;
    }

    private static IEnumerable<(string Place, string[] Codes)> Places()
    {
        yield return ("A1", ["A1", "A1-D"]);
        yield return ("B2-D", ["B2-D"]);
        yield return ("A", ["A1", "A1-D", "A2", "A2-D"]);
        yield return ("NOWHERE", []);
    }

    private static async Task HireAsync(TestServer server, string name, IEnumerable<string> schools)
    {
        var year = 2010;
        string? id = null;
        foreach (var school in schools)
        {
            var engagement = People.FullTime(Day(year, 9, 1), school, $"{year}");
            (engagement.LastDate, engagement.StaffNumber) = (Day(year + 1, 8, 31), "");
            var post = People.Specialty($"{school}-D");
            id = id is null
                ? (await server.Teachers.CreateTeacherAsync(new() { Identity = People.Wang(name), Engagement = engagement, Post = post })).Teacher.TeacherId
                : (await server.Teachers.StartEngagementAsync(new() { TeacherId = id, Engagement = engagement, Post = post })).Teacher.TeacherId;
            year += 2;
        }
    }

    private static bool IsAt(Teacher teacher, string[] codes) =>
        teacher.Engagements.Any(e => codes.Contains(e.SchoolCode)) || teacher.Posts.Any(p => codes.Contains(p.DepartmentCode));

    /// <summary>The first question whose answer is not that of the whole registry with only these rows; null when there is none.</summary>
    private static async Task<string?> DiffersAsync(TestServer server, TeacherService.TeacherServiceClient caller, Func<Teacher, bool> sees)
    {
        ListTeachersRequest[] lists =
        [
            new(), new() { NamePrefix = "张" }, new() { NamePrefix = "李华" }, new() { PinyinPrefix = "z" }, new() { PinyinPrefix = "s" }, new() { Initials = "zl" }, new() { Initials = "z" },
            .. Schools.Select(s => new ListTeachersRequest { SchoolCode = s }), .. Schools.Select(s => new ListTeachersRequest { DepartmentCode = $"{s}-D" }),
        ];
        foreach (var list in lists)
        {
            var whole = await ListAsync(server.Teachers, new(list) { PageSize = 500 });
            var code = list.SchoolCode + list.DepartmentCode;
            // Of an organisation that is not the caller's, nothing is listed.
            var expected = whole.Where(t => sees(t) && (code.Length == 0 || sees(new() { Engagements = { new Engagement { SchoolCode = code } }, Posts = { new Post { DepartmentCode = code } } })))
                .Select(t => t.TeacherId).ToList();
            foreach (var size in (int[])[1, 7, 500])
            {
                var listed = await ListAsync(caller, new(list) { PageSize = size });
                if (!expected.SequenceEqual(listed.Select(t => t.TeacherId)))
                {
                    return $"{list} by {size}: {listed.Count} instead of {expected.Count}";
                }
            }
            var stream = new StreamTeachersRequest { SchoolCode = list.SchoolCode, DepartmentCode = list.DepartmentCode, NamePrefix = list.NamePrefix, PinyinPrefix = list.PinyinPrefix, Initials = list.Initials };
            if (!expected.SequenceEqual(await caller.StreamTeachers(stream).AllAsync().SelectMany(m => m.Teachers).Select(t => t.TeacherId).ToListAsync()))
            {
                return $"stream of {list}";
            }
        }
        foreach (var query in (string[])["张", "zhang", "zw", "李𠮷"])
        {
            var found = await FindAsync(server.Teachers, query);
            if (!found.Where(sees).Select(t => t.TeacherId).Order().SequenceEqual((await FindAsync(caller, query)).Select(t => t.TeacherId).Order()))
            {
                return $"search for {query}";
            }
        }
        var pairs = await server.Teachers.StreamPossibleDuplicates(new()).AllAsync().SelectMany(m => m.Pairs).Where(p => sees(p.First) && sees(p.Second)).ToListAsync();
        if (!pairs.SequenceEqual(await caller.StreamPossibleDuplicates(new()).AllAsync().SelectMany(m => m.Pairs).ToListAsync()))
        {
            return "pairs";
        }
        return null;
    }

    private static async Task<IReadOnlyCollection<Teacher>> FindAsync(TeacherService.TeacherServiceClient client, string query) =>
        [.. (await client.FindTeachersAsync(new() { Query = query, Limit = 100 })).Found.Select(f => f.Teacher)];

    /// <summary>All pages; each but the last is full.</summary>
    private static async Task<List<Teacher>> ListAsync(TeacherService.TeacherServiceClient client, ListTeachersRequest list)
    {
        var teachers = new List<Teacher>();
        do
        {
            var page = await client.ListTeachersAsync(list);
            teachers.AddRange(page.Teachers);
            // A spelling that is not the first of its name leaves a gap in the whole registry's pages.
            Assert.True(page.NextPageToken.Length == 0 || page.Teachers.Count == list.PageSize || list.PinyinPrefix.Length + list.Initials.Length > 0);
            list.PageToken = page.NextPageToken;
        }
        while (list.PageToken.Length > 0);
        return teachers;
    }
}
