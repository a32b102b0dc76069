using Faculty.Server.Tests.Imports;
using Faculty.V1;
using Google.Rpc;
using Grpc.Core;
using static Faculty.Server.Tests.SampleTree;
using static Faculty.Server.Tests.Teachers.People;

namespace Faculty.Server.Tests.Teachers;

/// <summary>Many callers at once: a race becomes a refusal, never a hole.</summary>
public sealed class TeacherRaceTests
{
    private const int Callers = 16;

    [Fact]
    public async Task Of_many_full_time_engagements_at_once_exactly_one_is_made()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        await server.AddSecondSchoolAsync();
        var id = (await server.Teachers.CreateTeacherAsync(new() { Identity = Wang() })).Teacher.TeacherId;

        var reasons = await AtOnceAsync(i => server.Teachers.StartEngagementAsync(new()
        {
            TeacherId = id,
            Engagement = new() { SchoolCode = i % 2 == 0 ? "GP" : "JC", Kind = (EngagementKind)(1 + (i % 3)), StartDate = Day(2024, 9, 1) },
            Post = Specialty(i % 2 == 0 ? "GP-ZB" : "JC-JD"),
        }).ResponseAsync);

        Assert.Single(reasons, r => r is null);
        Assert.All(reasons.OfType<string>(), r => Assert.Contains(r, (string[])["SECOND_FULL_TIME_ENGAGEMENT", "PERIODS_OVERLAP"]));
        Assert.Single((await server.GetAsync(id)).Engagements);
    }

    [Fact]
    public async Task A_staff_number_is_given_once_also_to_many_at_once()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();

        var reasons = await AtOnceAsync(_ => server.Teachers.CreateTeacherAsync(Hired(staffNumber: "007")).ResponseAsync);

        Assert.Single(reasons, r => r is null);
        Assert.All(reasons.OfType<string>(), r => Assert.Equal("STAFF_NUMBER_TAKEN", r));
        var refused = await Calls.RefusedAsync(ErrorReason.StaffNumberTaken, server.Teachers.CreateTeacherAsync(Hired(staffNumber: "007")));
        Assert.Equal(("GP", "007"), (refused.Fact("school_code"), refused.Fact("staff_number")));
    }

    [Fact]
    public async Task The_same_request_at_once_is_carried_out_once()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        var request = Hired(staffNumber: "007");
        request.RequestId = Guid.NewGuid().ToString("D");

        var replies = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => server.Teachers.CreateTeacherAsync(request).ResponseAsync));
        Assert.Single(replies.Select(r => r.Teacher.TeacherId).Distinct());
        await server.RestartAsync();
        Assert.Equal(replies[0].Teacher, (await server.Teachers.CreateTeacherAsync(request)).Teacher);

        request.Identity.DisplayName = "王二";
        await Calls.RefusedAsync(ErrorReason.RequestIdReused, server.Teachers.CreateTeacherAsync(request));
    }

    [Fact]
    public async Task Without_an_etag_nobody_overwrites_and_with_an_old_one_nobody_writes()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        var hired = await server.HireAsync();

        var reasons = await AtOnceAsync(i => server.Teachers.RecordHonourAsync(new() { TeacherId = hired.TeacherId, Honour = new() { Title = $"荣誉{i}" } }).ResponseAsync);
        Assert.All(reasons, Assert.Null);
        Assert.Equal(Callers, (await server.GetAsync(hired.TeacherId)).Honours.Count);

        await Calls.RefusedAsync(ErrorReason.EtagMismatch, server.Teachers.RecordHonourAsync(new() { TeacherId = hired.TeacherId, Honour = new() { Title = "荣誉" }, Etag = hired.Etag }));
    }

    [Fact]
    public async Task A_check_writes_nothing_and_refuses_what_the_write_would_refuse()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        var request = Hired(staffNumber: "007");
        request.ValidateOnly = true;
        var before = await server.RevisionAsync();

        Assert.Equal("", (await server.Teachers.CreateTeacherAsync(request)).ChangeToken);
        Assert.Equal(before, await server.RevisionAsync());

        await server.HireAsync(staffNumber: "007");
        await Calls.RefusedAsync(ErrorReason.StaffNumberTaken, server.Teachers.CreateTeacherAsync(request));
    }

    [Fact]
    public async Task A_grant_and_the_events_that_race_with_it_leave_one_state()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        for (var round = 0; round < 4; round++)
        {
            var ids = await Task.WhenAll(Enumerable.Range(0, Callers).Select(async _ => (await server.HireAsync()).TeacherId));
            await Task.WhenAll(ids.SelectMany(id => (Task[])[
                server.Recognitions.RecordRecognitionEventAsync(new()
                {
                    Authority = Junior().Authority,
                    CertificateNumber = id,
                    Event = new() { Type = RecognitionEventType.Revoke, EffectiveDate = Day(2025, 9, 1) },
                }).ResponseAsync,
                server.Recognitions.GrantRecognitionAsync(new() { TeacherId = id, Recognition = Junior(id) }).ResponseAsync,
            ]));
            foreach (var id in ids)
            {
                Assert.Equal("REVOKED", await server.CauseAsync(id));
            }
        }
    }

    [Fact]
    public async Task A_grant_and_the_imported_events_that_race_with_it_leave_one_state()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        for (var round = 0; round < 2; round++)
        {
            var ids = await Task.WhenAll(Enumerable.Range(0, 3 * Callers).Select(async _ => (await server.HireAsync()).TeacherId));
            var others = Enumerable.Range(0, 5_000).Select(i => $"{round}-{i}");
            var roster = new TestRoster().With("recognition_events", "certificate_number,authority,type,effective_date,document_number,reason",
                [.. ids.Concat(others).Select(number => $"{number},{Junior().Authority},撤销,2025-09-01,文1,")]);
            var import = Task.Run(() => roster.ImportUntilTakenAsync(server));
            foreach (var id in ids)
            {
                await server.Recognitions.GrantRecognitionAsync(new() { TeacherId = id, Recognition = Junior(id) });
            }
            await import;
            foreach (var id in ids)
            {
                Assert.Equal("REVOKED", await server.CauseAsync(id));
            }
        }
    }

    /// <summary>The reason each of many simultaneous calls was refused for; null for those carried out.</summary>
    private static Task<string?[]> AtOnceAsync<T>(Func<int, Task<T>> call) => Task.WhenAll(Enumerable.Range(0, Callers).Select(async i =>
    {
        try
        {
            await call(i);
            return null;
        }
        catch (RpcException refused)
        {
            return refused.GetRpcStatus()?.GetDetail<ErrorInfo>()?.Reason ?? $"{refused.Status}";
        }
    }));
}
