using Faculty.V1;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Teachers;

/// <summary>Who bears which honour, in pages, each caller's own.</summary>
public sealed class HonourListTests
{
    [Fact]
    public async Task Honours_are_listed_by_level_year_and_school_to_those_who_see_the_persons()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        await server.AddSecondSchoolAsync();
        var (a, b) = (await server.HireAsync("王甲"), await server.HireAtAsync("JC", "李乙"));
        await server.HireAsync("张丙");
        await RecordAsync(a, "教学名师", "省级", 2022);
        await RecordAsync(a, "技术能手", "市级", 2021);
        await RecordAsync(b, "教学名师", "县级", 2022);
        await server.Teachers.RecordHonourAsync(new() { TeacherId = b.TeacherId, Honour = new() { Title = "骨干教师", Level = "县级", GrantedOn = Day(2019, 9, 10), RevokedOn = Day(2025, 11, 25) } });

        Assert.Equal(["技术能手 市级", "教学名师 县级", "教学名师 省级"], await ListAsync(server.Teachers, new()));
        Assert.Equal(["教学名师 县级", "骨干教师 县级"], await ListAsync(server.Teachers, new() { Level = "县级", WithRevoked = true }));
        Assert.Equal(["教学名师 县级", "教学名师 省级"], await ListAsync(server.Teachers, new() { Year = 2022, SchoolCode = County }));
        Assert.Equal(["教学名师 县级"], await ListAsync(server.Teachers, new() { SchoolCode = "JC" }));
        Assert.Equal(["技术能手 市级", "教学名师 省级"], await ListAsync(new(await server.AsAsync(Role.HrClerk, School)), new()));
        Assert.Equal(["技术能手 市级"], await ListAsync(server.Teachers, new() { Title = "技术能手" }));
        // On a day: granted by then, and not revoked.
        Assert.Equal(["技术能手 市级", "骨干教师 县级"], await ListAsync(server.Teachers, new() { AsOf = Day(2021, 9, 1) }));
        Assert.Equal(["骨干教师 县级"], await ListAsync(server.Teachers, new() { AsOf = Day(2021, 8, 31), Level = "县级" }));
        Assert.Equal(["教学名师 县级", "骨干教师 县级"], await ListAsync(server.Teachers, new() { AsOf = Day(2025, 11, 24), Level = "县级" }));
        Assert.Empty(await ListAsync(server.Teachers, new() { AsOf = Day(2019, 9, 9) }));
        await Calls.RefusedAsync(ErrorReason.NotFound, new TeacherService.TeacherServiceClient(await server.AsAsync(Role.HrClerk, School)).ListHonoursAsync(new() { SchoolCode = "JC" }));
        await Calls.RefusedAsync(ErrorReason.InvalidRequest, server.Teachers.ListHonoursAsync(new() { Level = "市", Year = 22 }));

        async Task RecordAsync(Teacher teacher, string title, string level, int year) =>
            await server.Teachers.RecordHonourAsync(new() { TeacherId = teacher.TeacherId, Honour = new() { Title = title, Level = level, GrantedOn = new() { Year = year, Month = 9 } } });
    }

    private static async Task<List<string>> ListAsync(TeacherService.TeacherServiceClient client, StreamHonoursRequest asked)
    {
        var streamed = await client.StreamHonours(asked).AllAsync().SelectMany(m => m.Honours).ToListAsync();
        var (paged, token) = (new List<HonourEntry>(), "");
        do
        {
            var page = await client.ListHonoursAsync(new()
            {
                Level = asked.Level, Year = asked.Year, Title = asked.Title, SchoolCode = asked.SchoolCode, WithRevoked = asked.WithRevoked, AsOf = asked.AsOf, PageSize = 1, PageToken = token,
            });
            paged.AddRange(page.Honours);
            token = page.NextPageToken;
        }
        while (token.Length > 0);
        Assert.Equal(streamed, paged);
        return [.. streamed.Select(h => $"{h.Honour.Title} {h.Honour.Level}").Order(StringComparer.Ordinal)];
    }
}
