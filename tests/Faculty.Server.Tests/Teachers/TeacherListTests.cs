using Faculty.V1;
using static Faculty.Server.Tests.SampleTree;
using static Faculty.Server.Tests.Teachers.People;

namespace Faculty.Server.Tests.Teachers;

/// <summary>Finding people the way clerks do.</summary>
public sealed class TeacherListTests
{
    [Fact]
    public async Task Lists_hold_who_fits_in_order_and_streams_hold_the_same()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        await server.AddSecondSchoolAsync();
        foreach (var name in new[] { "王明", "王小明", "李明", "曾乐", "𠮷田" })
        {
            await server.HireAsync(name);
        }
        await server.Teachers.CreateTeacherAsync(new() { Identity = Wang("王二"), Engagement = FullTime(Day(2020, 9, 1), "JC"), Post = Specialty("JC-JD") });

        await SameAsync(new() { SchoolCode = School }, new() { SchoolCode = School }, 5);
        await SameAsync(new() { DepartmentCode = "JC-JD" }, new() { DepartmentCode = "JC-JD" }, 1);
        await SameAsync(new() { NamePrefix = "王" }, new() { NamePrefix = "王" }, 3);
        await SameAsync(new() { NamePrefix = "𠮷" }, new() { NamePrefix = "𠮷" }, 1);
        await SameAsync(new() { PinyinPrefix = "Wang xiao" }, new() { PinyinPrefix = "wangxiao" }, 1);
        await SameAsync(new() { Initials = "wxm" }, new() { Initials = "wxm" }, 1);
        await SameAsync(new(), new(), 6);
        Assert.Empty((await server.Teachers.ListTeachersAsync(new() { SchoolCode = "NOBODY" })).Teachers);

        async Task SameAsync(ListTeachersRequest list, StreamTeachersRequest stream, int count)
        {
            var listed = new List<Teacher>();
            do
            {
                list.PageSize = 2;
                var page = await server.Teachers.ListTeachersAsync(list);
                Assert.InRange(page.Teachers.Count, 0, 2);
                listed.AddRange(page.Teachers);
                list.PageToken = page.NextPageToken;
            }
            while (list.PageToken.Length > 0);
            Assert.Equal(count, listed.Count);
            Assert.Equal(count, listed.Select(t => t.TeacherId).Distinct().Count());
            Assert.Equal(listed, await server.Teachers.StreamTeachers(stream).AllAsync().SelectMany(m => m.Teachers).ToListAsync());
            Assert.All(listed, t => Assert.Equal(("", ""), (t.Identity.IdNumber, t.Identity.Mobile)));
        }
    }

    [Fact]
    public async Task A_name_with_several_readings_comes_once()
    {
        await using var server = await TestServer.StartAsync();
        // 乐 is read le and yue: both spellings begin with wang.
        await server.Teachers.CreateTeacherAsync(new() { Identity = Wang("王乐") });

        Assert.Single((await server.Teachers.ListTeachersAsync(new() { PinyinPrefix = "wang" })).Teachers);
        Assert.Single((await server.Teachers.ListTeachersAsync(new() { PinyinPrefix = "wangle" })).Teachers);
        Assert.Single((await server.Teachers.ListTeachersAsync(new() { PinyinPrefix = "wangyue" })).Teachers);

        // By initials wl and wy, with wm between them: once over all pages too.
        await server.Teachers.CreateTeacherAsync(new() { Identity = Wang("王明") });
        var listed = new List<string>();
        var list = new ListTeachersRequest { Initials = "w", PageSize = 1 };
        do
        {
            var page = await server.Teachers.ListTeachersAsync(list);
            listed.AddRange(page.Teachers.Select(t => t.Identity.DisplayName));
            list.PageToken = page.NextPageToken;
        }
        while (list.PageToken.Length > 0);
        Assert.Equal(["王乐", "王明"], listed);
        Assert.Single((await server.Teachers.ListTeachersAsync(new() { Initials = "wy" })).Teachers);
    }

    [Fact]
    public async Task What_a_person_types_finds_whom_they_mean_best_first()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        var (ming, xiaoming) = (await server.HireAsync("王明", "1001"), await server.HireAsync("王明亮", "wm"));
        await server.HireAsync("李四", "1002");

        Assert.Equal([("王明", "name"), ("王明亮", "name")], await FoundAsync("王明"));
        Assert.Equal([("王明", "pinyin"), ("王明亮", "pinyin")], await FoundAsync("wangming"));
        Assert.Equal([("王明亮", "staff_number"), ("王明", "initials")], await FoundAsync("wm"));
        Assert.Equal([("王明", "staff_number")], await FoundAsync("1001"));
        Assert.Equal([("王明亮", "teacher_id")], await FoundAsync(xiaoming.TeacherId));
        Assert.Empty(await FoundAsync("赵"));
        Assert.Equal(ming.TeacherId, (await server.Teachers.FindTeachersAsync(new() { Query = "wang ming", SchoolCode = School })).Found[0].Teacher.TeacherId);
        Assert.Empty((await server.Teachers.FindTeachersAsync(new() { Query = "王明", SchoolCode = "JC" })).Found);

        async Task<IEnumerable<(string, string)>> FoundAsync(string query) =>
            (await server.Teachers.FindTeachersAsync(new() { Query = query })).Found.Select(f => (f.Teacher.Identity.DisplayName, f.Matched));
    }

    [Fact]
    public async Task A_write_is_seen_by_the_read_that_asks_for_it()
    {
        await using var server = await TestServer.StartAsync();
        var created = await server.Teachers.CreateTeacherAsync(new() { Identity = Wang() });

        Assert.Equal(created.Teacher, (await server.Teachers.GetTeacherAsync(new() { TeacherId = created.Teacher.TeacherId, AfterChangeToken = created.ChangeToken })).Teacher);
        Assert.Single((await server.Teachers.ListTeachersAsync(new() { AfterChangeToken = created.ChangeToken })).Teachers);
        await Calls.RefusedAsync(ErrorReason.InvalidChangeToken, server.Teachers.ListTeachersAsync(new() { AfterChangeToken = "x" }));
    }

    [Fact]
    public async Task A_damaged_page_token_is_refused()
    {
        await using var server = await TestServer.StartAsync();
        for (var i = 0; i < 3; i++)
        {
            await server.Teachers.CreateTeacherAsync(new() { Identity = Wang() });
        }
        var token = (await server.Teachers.ListTeachersAsync(new() { PageSize = 1 })).NextPageToken;

        await Calls.RefusedAsync(ErrorReason.InvalidPageToken, server.Teachers.ListTeachersAsync(new() { PageToken = $"{token[..^4]}AAAA" }));
        await Calls.RefusedAsync(ErrorReason.InvalidPageToken, server.Teachers.ListTeachersAsync(new() { PageToken = token, NamePrefix = "王" }));
        Assert.Single((await server.Teachers.ListTeachersAsync(new() { PageSize = 1, PageToken = token })).Teachers);
    }
}
