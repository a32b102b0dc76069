using Faculty.Server.Tests.Privacy;
using Faculty.Server.Tests.Teachers;
using Faculty.V1;
using Google.Protobuf;
using static Faculty.Server.Tests.Calls;
using static Faculty.Server.Tests.Certification.Batches.Deciding;
using static Faculty.Server.Tests.SampleTree;
using ApplicationState = Faculty.Domain.Certification.Applications.ApplicationState;
using ObjectionState = Faculty.Domain.Certification.Applications.ObjectionState;

namespace Faculty.Server.Tests.Certification.Batches;

public sealed class PublicityTests
{
    // Worked out by hand from the State Council's notices: 2025-10-01..08 off and 10-11 worked; 2026-02-15..23 off and 02-14 worked.
    [Theory]
    [InlineData(2025, 9, 29, 2025, 10, 11)]
    [InlineData(2025, 10, 1, 2025, 10, 14)]
    [InlineData(2026, 2, 12, 2026, 2, 25)]
    [InlineData(2026, 2, 14, 2026, 2, 27)]
    public async Task Publicity_is_counted_in_working_days_over_the_long_holidays(int year, int month, int day, int lastYear, int lastMonth, int lastDay)
    {
        await using var server = await StartAsync(TestClock.At(2025, 9, 1));
        var batchId = await server.ReviewingAsync();
        await server.ApplyAsync(Applied(batchId, (await server.HireAsync()).TeacherId, days: 3), Applied(batchId, (await server.HireAsync()).TeacherId, days: 5));

        var announced = (await server.Batches.AnnounceBatchAsync(new() { Code = Code, FirstDate = Day(year, month, day) })).Batch;
        Assert.Equal((Day(year, month, day), Day(lastYear, lastMonth, lastDay)), (announced.PublicityStart, announced.PublicityLast));
    }

    [Fact]
    public async Task A_year_whose_holidays_are_not_announced_is_not_guessed_but_taken_from_the_file_the_server_is_started_with()
    {
        await using (var server = await StartAsync(TestClock.At(2026, 12, 28)))
        {
            await server.ReviewingAsync();
            var refused = await RefusedAsync(ErrorReason.CalendarUnknown, server.Batches.AnnounceBatchAsync(new() { Code = Code, FirstDate = Day(2027, 1, 4) }));
            Assert.Equal("2027", refused.Fact("year"));
        }
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "first,last,kind,name\n2027-01-01,2027-01-04,OFF,元旦\n");
        await using (var server = await StartAsync(TestClock.At(2026, 12, 28), o => o with { WorkingDays = file }))
        {
            await server.ApplyAsync(Applied(await server.ReviewingAsync(), (await server.HireAsync()).TeacherId, days: 5));
            Assert.Equal(Day(2027, 1, 5), (await server.Batches.AnnounceBatchAsync(new() { Code = Code, FirstDate = Day(2026, 12, 28) })).Batch.PublicityLast);
        }
        File.Delete(file);
    }

    [Theory]
    [InlineData("first,last,kind,name\n2027-01-01,2027-01-03,OFF,元旦\n2027-02-30,2027-02-30,OFF,春节\n", "line 3")]
    [InlineData(null, "Could not find file")]
    public async Task A_calendar_that_cannot_be_read_stops_the_start(string? text, string problem)
    {
        var file = Path.Combine(Path.GetTempPath(), $"days-{Guid.NewGuid():n}.csv");
        if (text is not null)
        {
            await File.WriteAllTextAsync(file, text);
        }
        var stopped = await Assert.ThrowsAsync<StartException>(() => TestServer.StartAsync(with: o => o with { WorkingDays = file }));
        Assert.All((string[])["--working-days", file, problem, "first,last,kind,name"], part => Assert.Contains(part, stopped.Message, StringComparison.Ordinal));
        File.Delete(file);
    }

    [Fact]
    public async Task Nothing_is_announced_while_an_application_is_not_reviewed_to_the_end()
    {
        await using var server = await StartAsync();
        var batchId = await server.ReviewingAsync();
        var (done, waiting, returned) = (
            Applied(batchId, (await server.HireAsync()).TeacherId), Applied(batchId, (await server.HireAsync()).TeacherId, ApplicationState.Submitted),
            Applied(batchId, (await server.HireAsync()).TeacherId, ApplicationState.Returned));
        await server.ApplyAsync(done, waiting, returned, Applied(batchId, (await server.HireAsync()).TeacherId, ApplicationState.Ineligible));

        Assert.Equal("2", (await RefusedAsync(ErrorReason.ReviewsUnfinished, server.Batches.AnnounceBatchAsync(new() { Code = Code }))).Fact("application_count"));
        Assert.Equal(ApplicationState.SchoolReviewed, (await server.ReadAsync(done.ApplicationId)).State);
        await server.ChangeAsync(waiting.ApplicationId, a => a with { State = ApplicationState.SchoolReviewed });
        await server.ChangeAsync(returned.ApplicationId, a => a with { State = ApplicationState.Withdrawn });
        await server.Batches.AnnounceBatchAsync(new() { Code = Code });
        Assert.Equal(ApplicationState.Publicity, (await server.ReadAsync(done.ApplicationId)).State);
    }

    [Fact]
    public async Task Publicity_does_not_begin_in_the_past()
    {
        await using var server = await StartAsync();
        await server.ReviewingAsync();
        var refused = await RefusedAsync(ErrorReason.InvalidRequest, server.Batches.AnnounceBatchAsync(new() { Code = Code, FirstDate = Day(2025, 11, 24) }));
        Assert.Equal(["first_date"], refused.Fields());
    }

    [Fact]
    public async Task Nothing_is_public_before_the_first_day()
    {
        var clock = TestClock.At(2025, 11, 25);
        await using var server = await StartAsync(clock);
        await server.ApplyAsync(Applied(await server.ReviewingAsync(), (await server.HireAsync()).TeacherId));
        await server.Batches.AnnounceBatchAsync(new() { Code = Code, FirstDate = Day(2025, 11, 26) });
        var everybody = new BatchService.BatchServiceClient(server.Anonymous);
        await RefusedAsync(ErrorReason.NotFound, everybody.ListPublicityAsync(new() { Code = Code }));
        clock.Now += TimeSpan.FromDays(1);
        Assert.Single((await everybody.ListPublicityAsync(new() { Code = Code })).Entries);
    }

    [Fact]
    public async Task After_the_last_day_the_list_is_for_those_who_see_the_batch()
    {
        var clock = TestClock.At(2025, 11, 25);
        await using var server = await StartAsync(clock);
        await server.ApplyAsync(Applied(await server.ReviewingAsync(organisation: School), (await server.HireAsync()).TeacherId));
        await server.Batches.AnnounceBatchAsync(new() { Code = Code });
        var everybody = new BatchService.BatchServiceClient(server.Anonymous);
        var page = new Uri($"/publicity/{Code}", UriKind.Relative);
        clock.Now += TimeSpan.FromDays(6);
        Assert.Single((await everybody.ListPublicityAsync(new() { Code = Code })).Entries);
        Assert.True((await server.Web.GetAsync(page)).IsSuccessStatusCode);
        clock.Now += TimeSpan.FromDays(1);
        await RefusedAsync(ErrorReason.NotSignedIn, everybody.ListPublicityAsync(new() { Code = Code }));
        await RefusedAsync(ErrorReason.NotSignedIn, everybody.DownloadPublicity(new() { Code = Code, Format = PublicityFormat.Html }));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await server.Web.GetAsync(page)).StatusCode);
        await server.AddSecondSchoolAsync();
        await RefusedAsync(ErrorReason.NotFound, new BatchService.BatchServiceClient(await server.AsAsync(Role.HrClerk, "JC")).ListPublicityAsync(new() { Code = Code }));
        Assert.Single((await server.Batches.ListPublicityAsync(new() { Code = Code })).Entries);
    }

    [Fact]
    public async Task What_was_announced_stays_as_it_was_though_an_application_ends_and_only_the_name_follows()
    {
        await using var server = await StartAsync();
        var (first, second) = ((await server.HireAsync("甲一")).TeacherId, await server.HireAsync("乙二"));
        var batchId = await server.ReviewingAsync();
        var ending = Applied(batchId, first);
        await server.ApplyAsync(ending, Applied(batchId, second.TeacherId));
        await server.Batches.AnnounceBatchAsync(new() { Code = Code });
        await server.ChangeAsync(ending.ApplicationId, a => a with { State = ApplicationState.Ineligible, Level = Domain.Certification.RecognitionLevel.Senior });
        await server.Organisations.RenameOrganisationAsync(new() { Code = "GP", Name = "高平职业中专", StartDate = Day(2025, 11, 25) });
        second.Identity.DisplayName = "丙二";
        await server.Teachers.UpdateTeacherIdentityAsync(new() { TeacherId = second.TeacherId, Identity = second.Identity, UpdateMask = new() { Paths = { "display_name" } } });

        var shown = (await new BatchService.BatchServiceClient(server.Anonymous).ListPublicityAsync(new() { Code = Code })).Entries;
        Assert.Equal([(1, "高平中专"), (2, "高平中专")], shown.Select(e => (e.Number, e.SchoolName)));
        Assert.Equal(["丙**", "甲**"], shown.Select(e => e.MaskedName).Order(StringComparer.Ordinal));
        Assert.All(shown, e => Assert.Equal(RecognitionLevel.Middle, e.Level));
    }

    [Fact]
    public async Task The_list_is_a_page_without_scripts_and_a_sheet_to_print_and_neither_holds_a_persons_data()
    {
        await using var server = await StartAsync();
        var canary = People.Hired(CanaryScan.Canary.DisplayName);
        canary.Identity = CanaryScan.Canary;
        var teacher = (await server.Teachers.CreateTeacherAsync(canary)).Teacher.TeacherId;
        var batchId = await server.ReviewingAsync();
        await server.ApplyAsync([Applied(batchId, teacher), .. await Task.WhenAll(Enumerable.Range(0, 60).Select(async i => Applied(batchId, (await server.HireAsync($"李{(char)('一' + i)}")).TeacherId) with { Field = "<b>焊接 & 钳工</b>" }))]);
        await server.Batches.AnnounceBatchAsync(new() { Code = Code });
        var everybody = new BatchService.BatchServiceClient(server.Anonymous);
        var answer = await server.Web.GetAsync(new Uri($"/publicity/{Code}", UriKind.Relative));
        var page = await answer.Content.ReadAsByteArrayAsync();
        var html = System.Text.Encoding.UTF8.GetString(page);

        Assert.Equal(61, System.Text.RegularExpressions.Regex.Count(html, "<tr><td>"));
        Assert.All((string[])["二〇二五年十一月二十五日至二〇二五年十二月一日", "李**", "&lt;b&gt;焊接 &amp; 钳工&lt;/b&gt;", "高平中专"], part => Assert.Contains(part, html, StringComparison.Ordinal));
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'; style-src 'sha256-", string.Join(' ', answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal(page, await FileAsync(PublicityFormat.Html));
        var pdf = await FileAsync(PublicityFormat.Pdf);
        Assert.Equal("%PDF-", System.Text.Encoding.ASCII.GetString(pdf, 0, 5));
        Assert.All((byte[][])[page, pdf], file => Assert.Empty(CanaryScan.Hits("file", file)));

        async Task<byte[]> FileAsync(PublicityFormat format)
        {
            var parts = await everybody.DownloadPublicity(new() { Code = Code, Format = format }).AllAsync().ToListAsync();
            Assert.StartsWith(Code, parts[0].FileName, StringComparison.Ordinal);
            return [.. parts.SelectMany(p => p.Content.ToByteArray())];
        }
    }

    [Fact]
    public async Task The_public_sees_who_is_public_by_surname_alone_and_only_while_it_is()
    {
        await using var server = await StartAsync();
        await server.AddSecondSchoolAsync();
        var canary = People.Hired(CanaryScan.Canary.DisplayName);
        canary.Identity = CanaryScan.Canary;
        var teacher = (await server.Teachers.CreateTeacherAsync(canary)).Teacher.TeacherId;
        var batchId = await server.ReviewingAsync();
        var (objected, upheld) = (Applied(batchId, (await server.HireAsync("欧阳小明")).TeacherId), Applied(batchId, (await server.HireAsync("李四")).TeacherId));
        await server.ApplyAsync(
            objected, upheld, Applied(batchId, teacher, school: "JC"), Applied(batchId, (await server.HireAsync("赵六")).TeacherId, ApplicationState.NotRecognised),
            Applied(batchId, (await server.HireAsync("钱七")).TeacherId, ApplicationState.Withdrawn));
        var everybody = new BatchService.BatchServiceClient(server.Anonymous);
        await RefusedAsync(ErrorReason.NotFound, everybody.ListPublicityAsync(new() { Code = Code }));
        await server.Batches.AnnounceBatchAsync(new() { Code = Code });
        await server.ChangeAsync(objected.ApplicationId, a => a with { State = ApplicationState.Objection, Objections = [Objected()] });
        await server.ChangeAsync(upheld.ApplicationId, a => (a with { State = ApplicationState.Objection, Objections = [Objected()] }).Resolve("1", ObjectionState.Upheld, "属实", "", "tests", DateTimeOffset.UnixEpoch));

        var first = await everybody.ListPublicityAsync(new() { Code = Code, PageSize = 2 });
        var second = await everybody.ListPublicityAsync(new() { Code = Code, PageSize = 2, PageToken = first.NextPageToken });
        var entries = first.Entries.Concat(second.Entries).ToList();
        Assert.Equal([(1, "高平中专", "欧阳**"), (2, "高平中专", "李**"), (3, "晋城职校", "金**")], entries.Select(e => (e.Number, e.SchoolName, e.MaskedName)));
        Assert.Equal(entries, await everybody.StreamPublicity(new() { Code = Code }).AllAsync().SelectMany(m => m.Entries).ToListAsync());
        Assert.Equal((Day(2025, 11, 25), Day(2025, 12, 1), ""), (first.PublicityStart, first.PublicityLast, second.NextPageToken));
        Assert.Empty(CanaryScan.Hits("reply", [.. first.ToByteArray(), .. second.ToByteArray()]));
        Assert.DoesNotContain(teacher, $"{first}{second}", StringComparison.Ordinal);
    }
}
