using Faculty.Server.Tests.Teachers;
using Faculty.V1;
using Google.Protobuf.Reflection;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Privacy;

public sealed class RetentionTests
{
    private static readonly string[] Identifying = ["display_name", "sex", "birth_date", "id_number", "ethnic_group", "mobile"];

    // What a file of evidence is sealed with, wherever it stands.
    private static readonly string[] OfFiles = ["content", "file_name", "sha256"];

    // Whatever is named like this, in whatever message, tells who somebody is or opens something.
    private static readonly string[] Telling =
        ["display_name", "id_number", "birth_date", "ethnic", "mobile", "phone", "pinyin", "new_password", "refresh_token", "access_token", "totp_key", "_hash"];

    [Fact]
    public void Every_sensitive_field_says_how_long_it_is_kept_and_no_other_field_does()
    {
        var fields = FacultyServer.Protos.Concat(FacultyServer.Protos.SelectMany(f => f.Dependencies)).Append(StoredReflection.Descriptor).Distinct()
            .SelectMany(f => f.MessageTypes).SelectMany(m => m.Fields.InDeclarationOrder()).ToList();

        Assert.Empty(fields.Where(f => IsSensitive(f) != IsKept(f)).Select(f => f.FullName));
        Assert.Empty(fields.Where(f => Array.Exists(Telling, f.Name.Contains) && !IsSensitive(f)).Select(f => f.FullName));
        // The controls: there are such fields, and a field that lost its class would be named.
        Assert.Equal(Identifying, fields.Where(f => Kept(f) == Retention.Identity && f.ContainingType == Identity.Descriptor).Select(f => f.Name));
        Assert.Equal(OfFiles, fields.Where(f => Kept(f) == Retention.Identity && f.ContainingType != Identity.Descriptor).Select(f => f.Name).Distinct().Order(StringComparer.Ordinal));
        Assert.False(IsKept(Identity.Descriptor.FindFieldByNumber(Identity.ErasedFieldNumber)));

        static bool IsSensitive(FieldDescriptor field) => field.GetOptions()?.GetExtension(OptionsExtensions.Sensitivity) is { } said && said != Sensitivity.Unspecified;
        static bool IsKept(FieldDescriptor field) => Kept(field) != Retention.Unspecified;
        static Retention Kept(FieldDescriptor field) => field.GetOptions()?.GetExtension(OptionsExtensions.Retention) ?? Retention.Unspecified;
    }

    [Fact]
    public async Task A_merged_record_is_reported_by_the_one_that_stands_for_it()
    {
        var clock = TestClock.At(2025, 9, 20);
        await using var server = await TestServer.StartAsync(clock, o => o with { KeepNeverEngagedMonths = 1 });
        var kept = (await server.Teachers.CreateTeacherAsync(new() { Identity = People.Wang() })).Teacher.TeacherId;
        var merged = (await server.Teachers.CreateTeacherAsync(new() { Identity = People.Wang() })).Teacher.TeacherId;
        clock.Now = TestClock.At(2025, 9, 21).Now;
        await server.Teachers.MergeTeachersAsync(new() { TeacherId = kept, MergedTeacherId = merged });
        clock.Now = TestClock.At(2025, 11, 25).Now;

        var due = (await server.Privacy().ReportRetentionAsync(new())).Items;

        // Whoever is listed can be erased.
        Assert.Equal([kept], due.Select(i => i.TeacherId));
        Assert.Equal([kept, merged], (await server.EraseAsync(kept)).ErasedTeacherIds);
        Assert.Empty((await server.Privacy().ReportRetentionAsync(new())).Items);
    }

    [Fact]
    public async Task Of_several_engagements_the_one_that_ends_last_counts()
    {
        await using var server = await TestServer.StartAsync(with: o => o with { KeepAfterLeavingMonths = 24 });
        await server.AddTreeAsync();
        await server.AddSecondSchoolAsync();
        var longest = (await server.HireAtAsync("JC", "甲一", Day(2010, 9, 1), Day(2022, 8, 31))).TeacherId;
        await EngageAsync(longest, EngagementKind.ExternalSchool, Day(2015, 9, 1), Day(2016, 8, 31));
        var twice = (await server.HireAtAsync("JC", "甲二", Day(2010, 9, 1), Day(2015, 8, 31))).TeacherId;
        await EngageAsync(twice, EngagementKind.Established, Day(2015, 9, 1), Day(2023, 8, 31));
        var lately = (await server.HireAtAsync("JC", "甲三", Day(2010, 9, 1), Day(2015, 8, 31))).TeacherId;
        await EngageAsync(lately, EngagementKind.Established, Day(2015, 9, 1), Day(2024, 8, 31));
        var still = (await server.HireAtAsync("JC", "甲四", Day(2010, 9, 1), Day(2015, 8, 31))).TeacherId;
        await EngageAsync(still, EngagementKind.Established, Day(2015, 9, 1), null);

        var due = (await server.Privacy().ReportRetentionAsync(new())).Items;

        Assert.Equal(
            [(longest, "JC", Day(2022, 8, 31)), (twice, School, Day(2023, 8, 31))],
            due.Select(i => (i.TeacherId, i.SchoolCode, i.SinceDate)));

        async Task EngageAsync(string teacherId, EngagementKind kind, Google.Type.Date first, Google.Type.Date? last) => await server.Teachers.StartEngagementAsync(new()
        {
            TeacherId = teacherId,
            Engagement = new() { SchoolCode = School, Kind = kind, StartDate = first, LastDate = last },
            Post = new() { DepartmentCode = "GP-ZB", Category = PostCategory.Specialty },
        });
    }

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
        Assert.All(streamed[0].Terms, t => Assert.Equal(Identifying, t.FieldNames));
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
