using System.Text;
using Faculty.Server.Tests.Certification.Batches;
using Faculty.Server.Tests.Imports;
using Faculty.Server.Tests.Teachers;
using Faculty.V1;
using Grpc.Core;
using static Faculty.Server.Tests.Calls;
using static Faculty.Server.Tests.Certification.Rechecks.Rechecking;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Certification.Rechecks;

public sealed class RecheckTests
{
    private readonly TestClock clock = TestClock.At(2025, 11, 25);

    [Fact]
    public async Task A_revoked_credential_opens_a_case_that_changes_nothing_and_is_closed_once()
    {
        await using var server = await StartAsync();
        var (teacher, credential) = await server.StandAsync("1");
        Assert.Empty(await server.Rechecks.OpenAsync());
        await server.RevokeAsync(teacher, credential, Day(2025, 10, 1));

        var found = Assert.Single(await server.Rechecks.OpenAsync());
        Assert.Equal(
            (RecheckCause.CredentialRevoked, Day(2025, 10, 1), RecheckState.Open, FactKind.Credential, credential, "焊接证书", "甲1", School, Departments[0]),
            (found.Cause, found.SinceDate, found.State, found.FactKind, found.FactId, found.FactName, found.Recognition.DisplayName, found.Recognition.SchoolCode, found.Recognition.DepartmentCode));
        // Told late, it opens from its day.
        Assert.Single(await server.Rechecks.OpenAsync(Day(2025, 10, 1)));
        Assert.Empty(await server.Rechecks.OpenAsync(Day(2025, 9, 30)));
        Assert.True((await server.Recognitions.GetRecognitionAsync(new() { Authority = Deciding.Authority, CertificateNumber = "1" })).Entry.InForce);

        var closed = await server.Rechecks.CloseRecheckAsync(new(Confirm(found)) { FoundDate = Day(2025, 11, 20) });
        Assert.Equal((RecheckState.Confirmed, "复核2025-1", Day(2025, 11, 20), ""), (closed.Closing.State, closed.Closing.DocumentNumber, closed.Closing.FoundDate, closed.Closing.EventId));
        Assert.Empty(await server.Rechecks.OpenAsync());
        Assert.Single(await server.Rechecks.OpenAsync(Day(2025, 11, 19)));
        var confirmed = Assert.Single((await server.Rechecks.ListRechecksAsync(new() { State = RecheckState.Confirmed })).Rechecks);
        Assert.Equal((found.CaseId, closed.Closing), (confirmed.CaseId, confirmed.Closing));
        await RefusedAsync(ErrorReason.RecheckClosed, server.Rechecks.CloseRecheckAsync(Confirm(found)));
        await RefusedAsync(ErrorReason.RecheckUnknown, server.Rechecks.CloseRecheckAsync(new(Confirm(found)) { CaseId = new('0', 32) }));
        Assert.True((await server.Recognitions.GetRecognitionAsync(new() { Authority = Deciding.Authority, CertificateNumber = "1" })).Entry.InForce);
    }

    [Fact]
    public async Task A_case_that_is_ended_revokes_by_the_same_stroke_or_not_at_all()
    {
        await using var server = await StartAsync();
        var (teacher, credential) = await server.StandAsync("1");
        await server.RevokeAsync(teacher, credential, Day(2025, 10, 1));
        var found = Assert.Single(await server.Rechecks.OpenAsync());
        foreach (var (field, wrong) in ((string, CloseRecheckRequest)[])
            [
                ("event", new(Confirm(found)) { State = RecheckState.Ended }),
                ("event", new(End(found, RecognitionEventType.Revoke, Day(2025, 11, 25))) { State = RecheckState.Confirmed }),
                ("event.type", End(found, RecognitionEventType.Correct, Day(2025, 11, 25))),
                ("state", new(Confirm(found)) { State = RecheckState.Open }),
                ("found_date", new(Confirm(found)) { FoundDate = Day(2025, 11, 26) }),
                ("document_number", new(Confirm(found)) { DocumentNumber = "" }),
                ("finding", new(Confirm(found)) { Finding = "" }),
            ])
        {
            Assert.Equal([field], (await RefusedAsync(ErrorReason.InvalidRequest, server.Rechecks.CloseRecheckAsync(wrong))).Fields());
        }
        var before = await server.RevisionAsync();
        var closed = await server.Rechecks.CloseRecheckAsync(End(found, RecognitionEventType.Revoke, Day(2025, 11, 25)));
        Assert.Equal(before + 1, await server.RevisionAsync());
        var recognition = Assert.Single(closed.Teacher.Recognitions);
        Assert.Equal((closed.Closing.EventId, "复核2025-1"), (Assert.Single(recognition.Events).EventId, recognition.Events[0].DocumentNumber));
        Assert.Equal("REVOKED", (await server.Recognitions.GetRecognitionAsync(new() { Authority = Deciding.Authority, CertificateNumber = "1" })).Entry.NotInForceCause);
        Assert.Equal(RecheckState.Ended, Assert.Single((await server.Rechecks.ListRechecksAsync(new() { State = RecheckState.Ended })).Rechecks).State);

        // A recognition that is revoked takes no event, so its case is not closed either.
        var (other, shown) = await server.StandAsync("2");
        await server.RevokeAsync(other, shown, Day(2025, 10, 1));
        var second = Assert.Single(await server.Rechecks.OpenAsync());
        await server.Recognitions.RecordRecognitionEventAsync(new()
        {
            Authority = Deciding.Authority, CertificateNumber = "2", Event = new() { Type = RecognitionEventType.Revoke, EffectiveDate = Day(2025, 11, 20), DocumentNumber = "1" },
        });
        Assert.Empty(await server.Rechecks.OpenAsync());
        await RefusedAsync(ErrorReason.RecognitionFinal, server.Rechecks.CloseRecheckAsync(new(End(second, RecognitionEventType.Suspend, Day(2025, 11, 24))) { FoundDate = Day(2025, 11, 19) }));
        Assert.Empty((await server.GetAsync(other)).Recognitions[0].Rechecks);
    }

    [Fact]
    public async Task Of_closings_at_the_same_time_one_holds()
    {
        await using var server = await StartAsync();
        var (teacher, credential) = await server.StandAsync("1");
        await server.RevokeAsync(teacher, credential, Day(2025, 10, 1));
        var found = Assert.Single(await server.Rechecks.OpenAsync());
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => OutcomeAsync(
            server.Rechecks.CloseRecheckAsync(i % 2 == 0 ? Confirm(found) : End(found, RecognitionEventType.Suspend, Day(2025, 11, 25))))));
        Assert.Equal([.. Enumerable.Repeat("RECHECK_CLOSED", 7), "closed"], outcomes.Order(StringComparer.Ordinal));
        var recognition = (await server.GetAsync(teacher)).Recognitions[0];
        Assert.Equal(recognition.Rechecks[0].State == RecheckState.Ended ? 1 : 0, recognition.Events.Count);
        Assert.Single(recognition.Rechecks);

        static async Task<string> OutcomeAsync(AsyncUnaryCall<CloseRecheckResponse> call)
        {
            try
            {
                await call;
                return "closed";
            }
            catch (RpcException refused)
            {
                return refused.GetRpcStatus()!.GetDetail<Google.Rpc.ErrorInfo>()!.Reason;
            }
        }
    }

    [Fact]
    public async Task A_lapse_a_recheck_and_an_end_to_come_are_seen_before_they_come()
    {
        await using var server = await StartAsync();
        var (teacher, credential) = await server.StandAsync("1", Day(2026, 1, 31), decided: Decided("1", months: 30));
        await server.StandAsync("2", decided: new(Decided("2", RecognitionLevel.Senior)) { LastDate = Day(2025, 12, 25) });
        await server.Recognitions.GrantRecognitionAsync(new() { TeacherId = teacher, Recognition = new(People.Junior("listed")) { StartDate = Day(2020, 12, 15), LastDate = null } });

        Assert.Empty(await server.Rechecks.OpenAsync());
        Assert.Equal(["2026-02-01"], (await server.Rechecks.OpenAsync(Day(2026, 5, 31))).Where(c => c.Cause == RecheckCause.CredentialLapsed).Select(c => Text(c.SinceDate)));
        // Of what a list says the rules of the nation: 60 months; of what was decided here, what was frozen.
        var due = (await server.Rechecks.ListDueRechecksAsync(new() { ByDate = Day(2026, 6, 1) })).Rechecks;
        Assert.Equal([("listed", "2025-12-15"), ("1", "2026-06-01")], due.Select(d => (d.Recognition.CertificateNumber, Text(d.SinceDate))));
        Assert.Single((await server.Rechecks.ListDueRechecksAsync(new() { ByDate = Day(2026, 5, 31) })).Rechecks);
        Assert.Single((await server.Rechecks.ListDueRechecksAsync(new() { AsOf = Day(2026, 3, 1), ByDate = Day(2026, 3, 1) })).Rechecks);
        await RefusedAsync(ErrorReason.InvalidRequest, server.Rechecks.ListDueRechecksAsync(new() { ByDate = Day(2025, 11, 24) }));

        Assert.Equal([("2", "2025-12-25", FactKind.Recognition)], await EndingAsync(30));
        Assert.Equal([("2", "2025-12-25", FactKind.Recognition), ("1", "2026-01-31", FactKind.Credential)], await EndingAsync(67));
        Assert.Equal([("2", "2025-12-25", FactKind.Recognition)], await EndingAsync(66));
        Assert.Equal([("1", "2026-01-31", FactKind.Credential)], await EndingAsync(180, FactKind.Credential));

        var figure = (await server.Rechecks.GetLookAheadAsync(new() { ScopeCode = County, BySchool = true }));
        Assert.Equal([(30, 1, 0, 1), (60, 1, 0, 1), (90, 1, 1, 1), (180, 1, 1, 1)], figure.Figure.Windows.Select(w => (w.Days, w.RecognitionCount, w.CredentialCount, w.RecheckCount)));
        Assert.Equal(figure.Figure.Windows, Assert.Single(figure.Schools).Windows);
        Assert.Equal([(RecheckCause.CredentialLapsed, 1), (RecheckCause.PeriodicDue, 2)], (await server.Rechecks.GetLookAheadAsync(new() { AsOf = Day(2026, 6, 1) })).Figure.Open.Select(o => (o.Cause, o.Count)));

        // A renewal that is linked takes the lapse away.
        await server.ShowAsync(teacher, Day(2030, 1, 1), renews: credential, start: Day(2026, 1, 15));
        Assert.Empty(await EndingAsync(180, FactKind.Credential));
        Assert.DoesNotContain(await server.Rechecks.OpenAsync(Day(2026, 5, 31)), c => c.Cause == RecheckCause.CredentialLapsed);

        async Task<IEnumerable<(string, string, FactKind)>> EndingAsync(int days, FactKind kind = FactKind.Unspecified) =>
            (await server.Rechecks.ListExpiriesAsync(new() { WithinDays = days, Kind = kind })).Expiries.Select(e => (e.Recognition.CertificateNumber, Text(e.LastDate), e.Kind)).OrderBy(e => e.Item2, StringComparer.Ordinal);
    }

    [Fact]
    public async Task An_end_that_another_recognition_follows_says_so()
    {
        await using var server = await StartAsync();
        var (teacher, _) = await server.StandAsync("1", decided: new(Decided("1")) { LastDate = Day(2025, 12, 25) });
        Assert.False(Assert.Single((await server.Rechecks.ListExpiriesAsync(new())).Expiries).Followed);
        await server.RecogniseAsync(teacher, new(Decided("2")) { StartDate = Day(2025, 12, 26), LastDate = Day(2030, 12, 25) });
        Assert.True(Assert.Single((await server.Rechecks.ListExpiriesAsync(new())).Expiries).Followed);
    }

    [Fact]
    public async Task A_school_sees_its_own_and_every_list_is_the_same_in_pages_and_as_a_stream()
    {
        await using var server = await StartAsync();
        await server.AddSecondSchoolAsync();
        for (var i = 0; i < 7; i++)
        {
            var (teacher, credential) = await server.StandAsync($"{i}", Day(2026, 1, 1 + i), i % 2 == 0 ? School : "JC", new(Decided($"{i}", months: 27)) { LastDate = Day(2026, 4, 1 + i) });
            await server.RevokeAsync(teacher, await server.ShowAsync(teacher, null), Day(2025, 1, 1));
            if (i < 4)
            {
                await server.Teachers.CorrectFactAsync(new() { TeacherId = teacher, Credential = new() { CredentialId = credential, Category = CredentialCategory.Industry, Name = "焊接", LastDate = Day(2026, 1, 1 + i) } });
            }
        }
        RecheckService.RecheckServiceClient own = new(await server.AsAsync(Role.HrClerk, "JC")), department = new(await server.AsAsync(Role.HrClerk, "JC-JD")), all = server.Rechecks;
        foreach (var client in (RecheckService.RecheckServiceClient[])[own, department])
        {
            Assert.Equal(["1", "3"], (await client.OpenAsync()).Select(c => c.Recognition.CertificateNumber).Order(StringComparer.Ordinal));
            Assert.Equal(3, (await client.ListDueRechecksAsync(new() { ByDate = Day(2026, 6, 1) })).Rechecks.Count);
            Assert.Equal(6, (await client.ListExpiriesAsync(new())).Expiries.Count);
            Assert.Equal(["JC"], (await client.GetLookAheadAsync(new() { BySchool = true })).Schools.Select(s => s.ScopeCode));
            await RefusedAsync(ErrorReason.NotFound, client.ListRechecksAsync(new() { ScopeCode = School }));
            await RefusedAsync(ErrorReason.NotFound, client.GetLookAheadAsync(new() { ScopeCode = "nobody" }));
        }
        foreach (var scope in (string[])["", County, School, "JC", Departments[0]])
        {
            var cases = await PagesAsync(t => all.ListRechecksAsync(new() { ScopeCode = scope, PageSize = 2, PageToken = t }), r => r.Rechecks, r => r.NextPageToken);
            Assert.Equal(cases, await all.StreamRechecks(new() { ScopeCode = scope }).AllAsync(m => m.Rechecks));
            var due = await PagesAsync(t => all.ListDueRechecksAsync(new() { ScopeCode = scope, PageSize = 2, PageToken = t }), r => r.Rechecks, r => r.NextPageToken);
            Assert.Equal(due, await all.StreamDueRechecks(new() { ScopeCode = scope }).AllAsync(m => m.Rechecks));
            var ends = await PagesAsync(t => all.ListExpiriesAsync(new() { ScopeCode = scope, PageSize = 2, PageToken = t }), r => r.Expiries, r => r.NextPageToken);
            Assert.Equal(ends, await all.StreamExpiries(new() { ScopeCode = scope }).AllAsync(m => m.Expiries));

            var figure = (await all.GetLookAheadAsync(new() { ScopeCode = scope })).Figure;
            Assert.Equal(cases.Count, figure.Open.Sum(o => o.Count));
            Assert.Equal((ends.Count, due.Count), (figure.Windows[^1].RecognitionCount + figure.Windows[^1].CredentialCount, figure.Windows[^1].RecheckCount));
            Assert.Equal(scope is "JC" ? (2, 3, 6) : scope is "" or County ? (4, 7, 14) : (2, 4, 8), (cases.Count, due.Count, ends.Count));
        }

        static async Task<List<TRow>> PagesAsync<TReply, TRow>(Func<string, AsyncUnaryCall<TReply>> ask, Func<TReply, IEnumerable<TRow>> rows, Func<TReply, string> next)
        {
            var (all, token) = (new List<TRow>(), "");
            do
            {
                var reply = await ask(token);
                all.AddRange(rows(reply));
                token = next(reply);
            }
            while (token.Length > 0);
            return all;
        }
    }

    [Fact]
    public async Task A_case_goes_with_the_person_to_another_school_on_the_day_of_the_transfer()
    {
        await using var server = await StartAsync();
        await server.AddSecondSchoolAsync();
        var (teacher, credential) = await server.StandAsync("1");
        await server.RevokeAsync(teacher, credential, Day(2025, 10, 1));
        await server.Teachers.TransferTeacherAsync(new() { TeacherId = teacher, Engagement = People.FullTime(Day(2026, 2, 1), "JC"), Post = People.Specialty("JC-JD") });

        Assert.Single(await server.Rechecks.OpenAsync(Day(2026, 1, 31), School));
        Assert.Empty(await server.Rechecks.OpenAsync(Day(2026, 1, 31), "JC"));
        Assert.Empty(await server.Rechecks.OpenAsync(Day(2026, 2, 1), School));
        Assert.Equal("JC-JD", Assert.Single(await server.Rechecks.OpenAsync(Day(2026, 2, 1), "JC")).Recognition.DepartmentCode);
    }

    [Fact]
    public async Task Merged_the_case_is_the_kept_records_and_of_whoever_is_erased_there_is_none()
    {
        await using var server = await StartAsync();
        var (teacher, credential) = await server.StandAsync("1");
        await server.RevokeAsync(teacher, credential, Day(2025, 10, 1));
        var kept = (await server.Teachers.CreateTeacherAsync(new() { Identity = People.Wang("甲1") })).Teacher.TeacherId;
        await server.Teachers.MergeTeachersAsync(new() { TeacherId = kept, MergedTeacherId = teacher });

        var found = Assert.Single(await server.Rechecks.OpenAsync());
        Assert.Equal(kept, found.Recognition.TeacherId);
        await RefusedAsync(ErrorReason.TeacherMerged, server.Rechecks.CloseRecheckAsync(new(Confirm(found)) { TeacherId = teacher }));
        await server.Rechecks.CloseRecheckAsync(Confirm(found));
        await server.Teachers.UnmergeTeacherAsync(new() { MergedTeacherId = teacher });
        Assert.Empty(await server.Rechecks.OpenAsync());
        Assert.Equal(teacher, Assert.Single((await server.Rechecks.ListRechecksAsync(new() { State = RecheckState.Confirmed })).Rechecks).Recognition.TeacherId);

        var (gone, shown) = await server.StandAsync("2");
        await server.RevokeAsync(gone, shown, Day(2025, 10, 1));
        Assert.Single(await server.Rechecks.OpenAsync());
        await server.Teachers.EndEngagementAsync(new() { TeacherId = gone, EngagementId = (await server.GetAsync(gone)).Engagements[0].EngagementId, LastDate = Day(2025, 11, 1) });
        await new PrivacyService.PrivacyServiceClient(server.Channel).EraseTeacherAsync(new() { TeacherId = gone, Reason = "left long ago" });
        Assert.Empty(await server.Rechecks.OpenAsync());
    }

    [Fact]
    public async Task The_lists_are_the_same_after_a_restart_and_whatever_the_order_of_the_writes()
    {
        await using var server = await StartAsync();
        for (var i = 0; i < 12; i++)
        {
            var (teacher, credential) = await server.StandAsync($"{i}", Day(2026, 1, 1 + i));
            if (i % 3 == 0)
            {
                await server.RevokeAsync(teacher, credential, Day(2025, 10, 1 + i));
            }
        }
        await server.Rechecks.CloseRecheckAsync(Confirm((await server.Rechecks.OpenAsync())[0]));
        var before = await AllAsync();
        Assert.Equal((3, 1), (before.Open.Count, before.Figure.ConfirmedCount));
        await server.RestartAsync();
        var after = await AllAsync();
        Assert.Equal(before.Open, after.Open);
        Assert.Equal(before.Figure, after.Figure);

        async Task<(List<Recheck> Open, LookAheadFigure Figure)> AllAsync() =>
            (await server.Rechecks.StreamRechecks(new()).AllAsync(m => m.Rechecks), (await server.Rechecks.GetLookAheadAsync(new())).Figure);
    }

    [Fact]
    public async Task An_export_brings_back_what_was_decided_revoked_and_closed_and_an_import_rewrites_no_decision()
    {
        await using var server = await StartAsync();
        var (teacher, credential) = await server.StandAsync("1");
        await server.RevokeAsync(teacher, credential, Day(2025, 10, 1));
        await server.Rechecks.CloseRecheckAsync(Confirm((await server.Rechecks.OpenAsync())[0]));
        var before = (await server.GetAsync(teacher)).Clone();
        var exported = (await Imported.ExportAsync(server, RosterFormat.Csv)).ToList();

        var again = await Imported.RunAsync(server, exported);
        Assert.Empty(again.Errors);
        Assert.Equal((0, 0), (again.Created, again.Changed));
        var rewritten = exported.Select(f => (f.Name, f.Name == "recognitions.csv" ? Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(f.Content).Replace("2028-11-30", "2040-11-30", StringComparison.Ordinal)) : f.Content));
        Assert.Equal(ImportFaultCode.Rule, Assert.Single((await Imported.RunAsync(server, rewritten)).Errors).Code);
        Assert.Equal(before, await server.GetAsync(teacher));
    }

    private static string Text(Google.Type.Date day) => $"{day.Year:D4}-{day.Month:D2}-{day.Day:D2}";

    private Task<TestServer> StartAsync() => Deciding.StartAsync(clock);
}
