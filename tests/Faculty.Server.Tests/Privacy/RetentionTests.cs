using Faculty.Server.Tests.Teachers;
using Faculty.V1;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Privacy;

public sealed class RetentionTests
{
    [Fact]
    public async Task The_report_names_exactly_whose_identity_is_past_its_term_and_erases_nobody()
    {
        var clock = TestClock.At(2025, 9, 20);
        await using var server = await TestServer.StartAsync(clock, o => o with { KeepAfterLeavingMonths = 24, KeepNeverEngagedMonths = 1 });
        await server.AddTreeAsync();
        await server.AddSecondSchoolAsync();
        var never = (await server.Teachers.CreateTeacherAsync(new() { Identity = People.Wang("甲一") })).Teacher.TeacherId;
        clock.Now = TestClock.At(2025, 11, 25).Now;
        var lately = (await server.Teachers.CreateTeacherAsync(new() { Identity = People.Wang("甲二") })).Teacher.TeacherId;
        // 24 months before 2025-11-25 are past when the last day was 2023-11-24.
        var due = (await server.HireAtAsync("JC", "甲三", last: Day(2023, 11, 24))).TeacherId;
        var dueLonger = (await server.HireAtAsync("JC", "甲四", last: Day(2019, 8, 31))).TeacherId;
        await server.HireAtAsync("JC", "甲五", last: Day(2023, 11, 25));
        await server.HireAsync("甲六");
        var erased = (await server.HireAtAsync("JC", "甲七", last: Day(2019, 8, 31))).TeacherId;
        await server.EraseAsync(erased);
        var revision = await server.RevisionAsync();

        var streamed = await server.Privacy().StreamRetention(new()).AllAsync().ToListAsync();
        var paged = new List<RetentionItem>();
        var request = new ReportRetentionRequest { PageSize = 1 };
        do
        {
            var page = await server.Privacy().ReportRetentionAsync(request);
            Assert.InRange(page.Items.Count, 0, 1);
            paged.AddRange(page.Items);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        Assert.Equal([dueLonger, due, never], paged.Select(i => i.TeacherId));
        Assert.Equal(paged, streamed.SelectMany(m => m.Items));
        Assert.Equal(["JC", "JC", ""], paged.Select(i => i.SchoolCode));
        Assert.Equal((Day(2023, 11, 24), Day(2025, 9, 20)), (paged[1].SinceDate, paged[2].SinceDate));
        Assert.Equal([(RetentionClass.Left, 24), (RetentionClass.NeverEngaged, 1)], streamed[0].Terms.Select(t => (t.RetentionClass, t.Months)));
        Assert.Equal([never], (await server.Privacy().ReportRetentionAsync(new() { RetentionClass = RetentionClass.NeverEngaged })).Items.Select(i => i.TeacherId));
        Assert.Equal(revision, await server.RevisionAsync());
        Assert.Equal("甲三", (await server.GetAsync(due)).Identity.DisplayName);
        Assert.NotEqual(never, lately);

        // Who erases for one school sees that school's.
        var privacy = new V1.PrivacyService.PrivacyServiceClient(await server.AsAsync(Role.Administrator, School));
        Assert.Empty((await privacy.ReportRetentionAsync(new())).Items);
        privacy = new(await server.AsAsync(Role.Administrator, "JC"));
        Assert.Equal([dueLonger, due], (await privacy.ReportRetentionAsync(new())).Items.Select(i => i.TeacherId));
    }
}
