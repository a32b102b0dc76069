using Faculty.Server.Tests.Hosting;
using Faculty.V1;
using Google.Protobuf;
using static Faculty.Server.Tests.Audit.AuditTests;

namespace Faculty.Server.Tests.Audit;

/// <summary>An export that was begun and not finished is on record twice: that it was begun, and that it was broken off.</summary>
public sealed class BrokenOffTests
{
    private static readonly ExportRosterRequest Export = new() { Format = RosterFormat.Csv };

    [Fact]
    public async Task An_export_whose_caller_leaves_is_broken_off()
    {
        await using var server = await TestServer.StartAsync(with: o => o with { Sample = true });
        var caller = await UnreadAsync(server);
        await BegunAsync(server);
        caller.Dispose();
        // A stop waits for the calls in flight.
        await server.RestartAsync();
        Assert.Equal([AuditDecision.Allowed, AuditDecision.BrokenOff], (await ExportsAsync(server)).Select(e => e.Decision));
    }

    [Fact]
    public async Task An_export_whose_reader_takes_nothing_is_broken_off()
    {
        await using var server = await TestServer.StartAsync(with: o => o with { Sample = true, Patience = TimeSpan.FromMilliseconds(200) });
        using var caller = await UnreadAsync(server);
        // ENHANCE_YOUR_CALM.
        Assert.Equal("reset 11", await caller.EndOfAsync(1));
        await server.RestartAsync();
        Assert.Equal([AuditDecision.Allowed, AuditDecision.BrokenOff], (await ExportsAsync(server)).Select(e => e.Decision));
    }

    [Fact]
    public async Task An_export_that_is_read_to_its_end_is_not()
    {
        await using var server = await TestServer.StartAsync(with: o => o with { Sample = true });
        await server.Exports.ExportRoster(Export).AllAsync().CountAsync();
        await server.RestartAsync();
        Assert.Equal([AuditDecision.Allowed], (await ExportsAsync(server)).Select(e => e.Decision));
    }

    /// <summary>Asks for an export, more than the server holds ready for one stream, and takes nothing of it.</summary>
    private static async Task<RawHttp2> UnreadAsync(TestServer server)
    {
        var raw = await RawHttp2.ConnectAsync(server.Server.GrpcAddress, window: 0);
        raw.AddCall(1, RawHttp2.Call(server, "/faculty.v1.ExportService/ExportRoster"), RawHttp2.Message(Export.ToByteArray()));
        await raw.FlushAsync();
        return raw;
    }

    private static async Task BegunAsync(TestServer server)
    {
        while ((await ExportsAsync(server)).Count == 0)
        {
        }
    }

    private static Task<List<AuditEvent>> ExportsAsync(TestServer server) => EventsAsync(server, new() { Type = AuditEventType.Export });
}
