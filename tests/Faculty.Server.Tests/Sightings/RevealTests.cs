using Faculty.Server.Tests.Teachers;
using Faculty.Storage;
using Faculty.V1;
using Google.Rpc;
using Grpc.Core;
using static Faculty.Server.Tests.Calls;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Sightings;

/// <summary>One person's birth date, number and phone are shown to whoever may and says why, and never without a record of it.</summary>
public sealed class RevealTests
{
    private const string Number = "E00000001";
    private const string Phone = "13800000000";
    private const string Why = "核对证件";

    [Fact]
    public async Task A_reveal_shows_what_is_masked_elsewhere_and_leaves_a_sighting()
    {
        await using var server = await StartAsync();
        var id = await HireAsync(server);
        Assert.Equal("", (await server.GetAsync(id)).Identity.IdNumber);

        var shown = await server.Sightings.RevealTeacherAsync(new() { TeacherId = id, Reason = Why });

        Assert.Equal((id, IdType.Passport, Number, Phone, People.Hired().Identity.BirthDate), (shown.TeacherId, shown.IdType, shown.IdNumber, shown.Mobile, shown.BirthDate));
        var sighting = Assert.Single((await server.Sightings.ListSightingsAsync(new() { TeacherId = id })).Sightings);
        Assert.Equal((shown.SightingId, id, Why, SightingKind.Reveal), (sighting.SightingId, sighting.TeacherId, sighting.Reason, sighting.Kind));
        Assert.Equal(["birth_date", "id_number", "mobile"], sighting.Fields);
        await server.RestartAsync();
        Assert.Equal([sighting], (await server.Sightings.ListSightingsAsync(new() { TeacherId = id })).Sightings);
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("  abc  ")]
    [InlineData("a\u200bbcd")]
    public async Task A_reveal_without_a_reason_is_refused(string reason)
    {
        await using var server = await StartAsync();
        var id = await HireAsync(server);
        var refused = await RefusedAsync(ErrorReason.InvalidRequest, server.Sightings.RevealTeacherAsync(new() { TeacherId = id, Reason = reason }));
        Assert.Equal(["reason"], refused.Fields());
        await RefusedAsync(ErrorReason.InvalidRequest, server.Sightings.RevealTeacherAsync(new() { TeacherId = id, Reason = new('x', 201) }));
        Assert.Empty((await server.Sightings.ListSightingsAsync(new() { TeacherId = id })).Sightings);
    }

    [Fact]
    public async Task A_reveal_is_for_the_persons_own_school_and_for_roles_that_may()
    {
        await using var server = await StartAsync();
        var own = await HireAsync(server);
        var foreign = (await server.HireAtAsync("JC", "李华")).TeacherId;
        var clerk = new SightingService.SightingServiceClient(await server.AsAsync(Role.HrClerk, School));
        await clerk.RevealTeacherAsync(new() { TeacherId = own, Reason = Why });
        await RefusedAsync(ErrorReason.NotFound, clerk.RevealTeacherAsync(new() { TeacherId = foreign, Reason = Why }));
        await RefusedAsync(ErrorReason.NotFound, clerk.ListSightingsAsync(new() { TeacherId = foreign }));
        await RefusedAsync(ErrorReason.NotFound, clerk.ListSightingsAsync(new() { SchoolCode = "JC" }));
        Assert.Single((await clerk.ListSightingsAsync(new() { SchoolCode = School })).Sightings);
        foreach (var role in (Role[])[Role.Finance, Role.Auditor, Role.Administrator, Role.TrainerCoordinator])
        {
            var other = new SightingService.SightingServiceClient(await server.AsAsync(role));
            await RefusedAsync(ErrorReason.PermissionDenied, other.RevealTeacherAsync(new() { TeacherId = own, Reason = Why }));
        }
    }

    [Fact]
    public async Task Reveals_beyond_the_hours_allowance_are_refused_also_after_a_restart_until_an_hour_has_passed()
    {
        var clock = TestClock.At(2025, 11, 25);
        await using var server = await StartAsync(o => o with { RevealsAnHour = 3 }, clock);
        var id = await HireAsync(server);
        var reveal = new RevealTeacherRequest { TeacherId = id, Reason = Why };
        var first = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            try
            {
                await server.Sightings.RevealTeacherAsync(reveal);
                return true;
            }
            catch (RpcException refused)
            {
                Calls.Refused(ErrorReason.RateLimited, refused);
                return false;
            }
        }));
        Assert.Equal(3, first.Count(shown => shown));
        await server.RestartAsync();
        clock.Now += TimeSpan.FromMinutes(59);
        var again = await RefusedAsync(ErrorReason.RateLimited, server.Sightings.RevealTeacherAsync(reveal));
        Assert.Equal(TimeSpan.FromMinutes(1), again.GetRpcStatus()!.GetDetail<RetryInfo>()!.RetryDelay.ToTimeSpan());
        // Somebody else has an allowance of their own.
        await new SightingService.SightingServiceClient(await server.AsAsync(Role.HrClerk, School)).RevealTeacherAsync(reveal);
        clock.Now += TimeSpan.FromMinutes(1);
        await server.Sightings.RevealTeacherAsync(reveal);

        await server.RestartAsync();
        var limited = (await server.Audit.ListAuditEventsAsync(new() { Type = AuditEventType.RateLimited })).Events;
        Assert.Equal((6, "RATE_LIMITED"), (limited.Sum(e => e.Count), limited[0].ReasonCode));
    }

    [Fact]
    public async Task What_cannot_be_recorded_is_not_shown()
    {
        var broken = false;
        await using var server = await StartAsync(o => o with { StoreBetween = store => new StoreBetween(store, b => broken && b.Details.Length > 0 ? Broken() : null) });
        var id = await HireAsync(server);
        var export = new ExportRosterRequest { ScopeCode = School, Format = RosterFormat.Csv };
        // The control: the same calls show something while the record can be written.
        Assert.Equal(Number, (await server.Sightings.RevealTeacherAsync(new() { TeacherId = id, Reason = Why })).IdNumber);
        Assert.Contains(await server.Exports.ExportRoster(export).AllAsync().ToListAsync(), m => m.Content.Length > 0);

        broken = true;
        var refused = await RefusedAsync(ErrorReason.StoreUnavailable, server.Sightings.RevealTeacherAsync(new() { TeacherId = id, Reason = Why }));
        Assert.DoesNotContain(Number, $"{refused}{refused.Trailers.Count}", StringComparison.Ordinal);
        using var exporting = server.Exports.ExportRoster(export);
        var received = 0;
        var ended = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            await foreach (var _ in exporting.ResponseStream.ReadAllAsync())
            {
                received++;
            }
        });
        Calls.Refused(ErrorReason.StoreUnavailable, ended);
        Assert.Equal(0, received);
        // Reads of masked records go on.
        Assert.Equal(id, (await server.GetAsync(id)).TeacherId);

        static Task<Commit> Broken() => Task.FromException<Commit>(new StoreUnavailableException("broken for a test", diskFull: false));
    }

    private static async Task<TestServer> StartAsync(Func<ServerOptions, ServerOptions>? with = null, TestClock? clock = null)
    {
        var server = await TestServer.StartAsync(clock, with);
        await server.AddTreeAsync();
        await server.AddSecondSchoolAsync();
        return server;
    }

    private static async Task<string> HireAsync(TestServer server)
    {
        var hired = People.Hired();
        (hired.Identity.IdType, hired.Identity.IdNumber, hired.Identity.Mobile) = (IdType.Passport, Number, Phone);
        return (await server.Teachers.CreateTeacherAsync(hired)).Teacher.TeacherId;
    }
}
