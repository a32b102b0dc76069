using System.Text.RegularExpressions;
using Faculty.Server.Tests.Privacy;
using Faculty.Server.Tests.Teachers;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using static Faculty.Server.Tests.Calls;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Audit;

/// <summary>What is done with the server and what it refuses is in the journal, whatever becomes of the server afterwards.</summary>
public sealed class AuditTests
{
    private const string Reason = "call about the certificate";

    [Fact]
    public async Task Reveals_exports_new_keys_backups_verifications_and_refusals_are_entries()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        await DoAllAsync(server);
        Assert.Empty(await MissingAsync(server));
    }

    [Fact]
    public async Task The_control_without_audit_writes_every_event_is_missed()
    {
        await using var server = await TestServer.StartAsync(with: o => o with { StoreBetween = store => new StoreBetween(store, Dropped) });
        await server.AddTreeAsync();
        await DoAllAsync(server);
        Assert.Equal(Expected, await MissingAsync(server));

        static Task<Commit>? Dropped(WriteBatch batch) => batch.Details.Length == 0 || batch.Action == nameof(OwnKeys) ? null : Task.FromResult(new Commit(1, default, [], default, Replayed: false));
    }

    [Fact]
    public async Task An_event_says_who_did_what_about_whom_from_where_and_why()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        var id = await DoAllAsync(server);
        await server.RestartAsync();

        var reveal = Assert.Single(await EventsAsync(server, new() { Type = AuditEventType.Reveal }));
        Assert.Equal(("faculty.v1.SightingService/RevealTeacher", AuditDecision.Allowed, Reason, AddressClass.Loopback, 1),
            (reveal.Method, reveal.Decision, reveal.Reason, reveal.AddressClass, reveal.Count));
        Assert.Equal([$"teacher {id}"], reveal.Subjects);
        Assert.Equal([$"organisation {School}"], Assert.Single(await EventsAsync(server, new() { Type = AuditEventType.Export })).Subjects);
        var denied = Assert.Single(await EventsAsync(server, new() { Type = AuditEventType.PermissionDenied }));
        Assert.Equal(("PERMISSION_DENIED", AuditDecision.Refused, "faculty.v1.TeacherService/GetTeacher"), (denied.ReasonCode, denied.Decision, denied.Method));
        Assert.NotEqual(reveal.PrincipalId, denied.PrincipalId);
        Assert.All([reveal, denied], e => Assert.True(e is { PrincipalId.Length: > 0, CredentialId.Length: > 0 }));
        Assert.Equal([denied], await EventsAsync(server, new() { PrincipalId = denied.PrincipalId }));
        Assert.DoesNotContain("王明", string.Concat((await EventsAsync(server, new())).Select(e => $"{e}")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_erasure_is_an_event_that_says_who_was_erased_by_whom_with_what_and_why()
    {
        await using var server = await TestServer.StartAsync();
        var id = (await server.Teachers.CreateTeacherAsync(Erasing.Registered())).Teacher.TeacherId;
        await server.EraseAsync(id);
        var erasure = Assert.Single(await EventsAsync(server, new() { Type = AuditEventType.Erasure }));
        Assert.Equal(("faculty.v1.PrivacyService/EraseTeacher", AuditDecision.Allowed, Erasing.Reason, AddressClass.Loopback), (erasure.Method, erasure.Decision, erasure.Reason, erasure.AddressClass));
        Assert.Equal([$"teacher {id}"], erasure.Subjects);
        Assert.Equal(server.Key.Split('_')[1], erasure.CredentialId);
    }

    [Fact]
    public async Task Events_are_read_by_time_a_page_at_a_time_and_as_a_stream()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        await DoAllAsync(server);
        await server.RestartAsync();

        var all = await EventsAsync(server, new());
        Assert.Equal(all.Select(e => e.Revision).Order(), all.Select(e => e.Revision));
        Assert.Equal(all, await EventsAsync(server, new() { PageSize = 1 }));
        Assert.Equal(all, await server.Audit.StreamAuditEvents(new()).AllAsync().SelectMany(m => m.Events.ToAsyncEnumerable()).ToListAsync());
        var middle = all[1].Revision;
        Assert.Equal(all.Skip(2), await EventsAsync(server, new() { After = new() { Revision = middle } }));
        Assert.Equal(all.Take(2), await EventsAsync(server, new() { Until = new() { Revision = middle } }));
        var refused = await RefusedAsync(ErrorReason.InvalidRequest, server.Audit.ListAuditEventsAsync(new() { After = new() { Revision = 1_000 }, PageSize = 501 }));
        Assert.Equal(["page_size"], refused.Fields());
    }

    [Fact]
    public async Task A_flood_of_refusals_by_one_caller_cannot_fill_the_journal()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        var finance = new TeacherService.TeacherServiceClient(await server.AsAsync(Role.Finance, School));
        var before = server.Server.Services.GetRequiredService<IRegistryStore>().Revision;
        const int Calls = 2_000;
        await Parallel.ForEachAsync(Enumerable.Range(0, Calls), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (_, _) =>
            await Assert.ThrowsAsync<RpcException>(async () => await finance.GetTeacherAsync(new() { TeacherId = new('0', 32) })));
        await server.RestartAsync();

        var events = await EventsAsync(server, new() { Type = AuditEventType.PermissionDenied });
        Assert.Equal(Calls, events.Sum(e => e.Count));
        // One at once, one for every minute it took, and the last at the stop.
        Assert.InRange(events.Count, 2, 10);
        Assert.Equal(before + events.Count, server.Server.Services.GetRequiredService<IRegistryStore>().Revision);
    }

    [Fact]
    public async Task An_event_that_cannot_be_written_is_counted_and_those_after_it_are_written()
    {
        var failing = true;
        await using var server = await TestServer.StartAsync(with: o => o with { StoreBetween = store => new StoreBetween(store, b => failing && b.Details.Length > 0 && b.Action.EndsWith("GetTeacher", StringComparison.Ordinal) ? Failed() : null) });
        await server.AddTreeAsync();
        await RefusedAsync(ErrorReason.PermissionDenied, new TeacherService.TeacherServiceClient(await server.AsAsync(Role.Finance, School)).GetTeacherAsync(new() { TeacherId = new('0', 32) }));
        while (!Regex.IsMatch(await server.Web.GetStringAsync("/metrics"), @"(?m)^faculty_audit_lost_total\{.*\} 1$"))
        {
        }
        failing = false;
        await RefusedAsync(ErrorReason.PermissionDenied, new TeacherService.TeacherServiceClient(await server.AsAsync(Role.Finance, County)).GetTeacherAsync(new() { TeacherId = new('0', 32) }));
        await server.RestartAsync();
        Assert.Single(await EventsAsync(server, new() { Type = AuditEventType.PermissionDenied }));

        static Task<Commit> Failed() => Task.FromException<Commit>(new InvalidOperationException("made by the test"));
    }

    [Fact]
    public async Task A_call_without_a_good_key_is_kept_as_anonymous_and_the_key_is_not()
    {
        await using var server = await TestServer.StartAsync();
        await RefusedAsync(ErrorReason.TokenInvalid, new TeacherService.TeacherServiceClient(server.With("fk_aaaaaaaa_canary")).GetTeacherAsync(new() { TeacherId = new('0', 32) }));
        await server.RestartAsync();
        var kept = Assert.Single(await EventsAsync(server, new() { Type = AuditEventType.Unauthenticated }));
        Assert.Equal(("anonymous", "TOKEN_INVALID"), (kept.PrincipalId, kept.ReasonCode));
        Assert.DoesNotContain("canary", $"{kept}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_who_reads_the_journal_of_the_whole_registry_reads_the_audit()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        await new AuditService.AuditServiceClient(await server.AsAsync(Role.Auditor)).ListAuditEventsAsync(new());
        await RefusedAsync(ErrorReason.PermissionDenied, new AuditService.AuditServiceClient(await server.AsAsync(Role.Auditor, County)).ListAuditEventsAsync(new()));
        await RefusedAsync(ErrorReason.PermissionDenied, new AuditService.AuditServiceClient(await server.AsAsync(Role.HrClerk)).ListAuditEventsAsync(new()));
    }

    private static readonly AuditEventType[] Expected =
        [AuditEventType.PermissionDenied, AuditEventType.Reveal, AuditEventType.Export, AuditEventType.Keys, AuditEventType.Backup, AuditEventType.Verification];

    private static async Task<string> DoAllAsync(TestServer server)
    {
        var id = (await server.HireAsync()).TeacherId;
        await server.Sightings.RevealTeacherAsync(new() { TeacherId = id, Reason = Reason });
        await server.Exports.ExportRoster(new() { ScopeCode = School, Format = RosterFormat.Csv }).AllAsync().CountAsync();
        await new SealingKeyService.SealingKeyServiceClient(server.Channel).RotateKeys(new()).AllAsync().CountAsync();
        await server.Store.BackUp(new()).AllAsync().CountAsync();
        await server.Store.VerifyJournal(new()).AllAsync().CountAsync();
        await RefusedAsync(ErrorReason.PermissionDenied, new TeacherService.TeacherServiceClient(await server.AsAsync(Role.Finance, School)).GetTeacherAsync(new() { TeacherId = id }));
        return id;
    }

    /// <summary>The types of events that should be there and are not, after a restart.</summary>
    private static async Task<IEnumerable<AuditEventType>> MissingAsync(TestServer server)
    {
        await server.RestartAsync();
        return Expected.Except((await EventsAsync(server, new())).Select(e => e.Type));
    }

    internal static async Task<List<AuditEvent>> EventsAsync(TestServer server, ListAuditEventsRequest request)
    {
        var events = new List<AuditEvent>();
        do
        {
            var page = await server.Audit.ListAuditEventsAsync(request);
            events.AddRange(page.Events);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return events;
    }
}
