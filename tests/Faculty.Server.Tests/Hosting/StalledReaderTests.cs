using System.Diagnostics.Metrics;
using Faculty.V1;
using Google.Protobuf;
using Xunit.Abstractions;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Hosting;

/// <summary>Readers who stop reading cost little, and not for long.</summary>
[Collection(AloneTests.Name)]
public sealed class StalledReaderTests(ITestOutputHelper output)
{
    private const int Stalled = 1_000;
    private const string Stream = "/faculty.v1.ChangeService/StreamChanges";

    [Fact]
    public async Task A_thousand_stalled_readers_hold_less_than_64_MiB_and_without_bounds_more()
    {
        var bounded = await HeldAsync(o => o);
        // The control: all there is to say in one message.
        var unbounded = await HeldAsync(o => o with { FeedMessage = int.MaxValue });
        output.WriteLine($"{Stalled} stalled readers hold {bounded >> 20} MiB; without bounds {unbounded >> 20} MiB");
        Assert.InRange(bounded, long.MinValue, (64L << 20) - 1);
        Assert.InRange(unbounded, 64L << 20, long.MaxValue);
    }

    [Fact]
    public async Task A_reader_who_takes_nothing_for_too_long_is_cut_off_with_a_reason_and_others_on_the_connection_are_not()
    {
        await using var server = await TestServer.StartAsync(with: o => o with { Patience = TimeSpan.FromSeconds(1) });
        await FillAsync(server);
        using var raw = await RawHttp2.ConnectAsync(server.Server.GrpcAddress, window: 0);
        raw.AddCall(1, RawHttp2.Call(server, Stream), RawHttp2.Message([]));
        await raw.FlushAsync();
        // ENHANCE_YOUR_CALM on the stream; the connection lives.
        Assert.Equal("reset 11", await raw.EndOfAsync(1));
        raw.AddCall(3, RawHttp2.Call(server, "/faculty.v1.OrganisationService/GetOrganisation"), RawHttp2.Message(new GetOrganisationRequest { Code = "nobody" }.ToByteArray()));
        await raw.FlushAsync();
        Assert.Equal("grpc 5", await raw.EndOfAsync(3));
        Assert.Contains("reason=\"StreamStalled\"", await server.Web.GetStringAsync("/metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slow_reader_gets_everything()
    {
        await using var server = await TestServer.StartAsync();
        await FillAsync(server);
        using var raw = await RawHttp2.ConnectAsync(server.Server.GrpcAddress, window: 0);
        raw.AddCall(1, RawHttp2.Call(server, Stream), RawHttp2.Message([]));
        await raw.FlushAsync();
        var taken = 0;
        while (true)
        {
            // 2,000 bytes at a time.
            raw.Add(RawHttp2.WindowUpdate, 0, 1, [0, 0, 0x07, 0xd0]);
            raw.Add(RawHttp2.WindowUpdate, 0, 0, [0, 0, 0x07, 0xd0]);
            await raw.FlushAsync();
            var frame = (await raw.ReadAsync())!.Value;
            taken += frame.Stream == 1 && frame.Type == RawHttp2.Data ? frame.Payload.Length : 0;
            if (frame.Stream == 1 && (frame.Flags & RawHttp2.EndStream) != 0)
            {
                break;
            }
        }
        var whole = (await server.Changes.StreamChanges(new()).AllAsync().ToListAsync()).Sum(m => m.CalculateSize() + 5);
        Assert.Equal(whole, taken);
    }

    private static async Task<long> HeldAsync(Func<ServerOptions, ServerOptions> with)
    {
        await using var server = await TestServer.StartAsync(with: with);
        await FillAsync(server);
        await server.Changes.StreamChanges(new()).AllAsync().CountAsync();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var unread = new UnreadStreams(Stalled);
        var readers = new List<RawHttp2>();
        for (var i = 0; i < Stalled / 100; i++)
        {
            var raw = await RawHttp2.ConnectAsync(server.Server.GrpcAddress, window: 0);
            for (var stream = 1; stream < 200; stream += 2)
            {
                raw.AddCall(stream, RawHttp2.Call(server, Stream), RawHttp2.Message([]));
            }
            await raw.FlushAsync();
            readers.Add(raw);
        }
        // Each has its headers, and has been given what it will be given when a message of it waits.
        foreach (var raw in readers)
        {
            for (var seen = 0; seen < 100;)
            {
                seen += (await raw.ReadAsync())!.Value.Type == RawHttp2.Headers ? 1 : 0;
            }
        }
        await unread.All;
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        readers.ForEach(r => r.Dispose());
        return held;
    }

    /// <summary>Ends when so many streams of the process have a message that their readers do not take.</summary>
    private sealed class UnreadStreams : IDisposable
    {
        private readonly MeterListener listener = new();
        private readonly TaskCompletionSource all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private long waiting;

        public UnreadStreams(int count)
        {
            listener.InstrumentPublished = (instrument, to) =>
            {
                if (instrument.Name == "faculty.streams.unread") to.EnableMeasurementEvents(instrument);
            };
            listener.SetMeasurementEventCallback<long>((_, more, _, _) =>
            {
                if (Interlocked.Add(ref waiting, more) == count) all.TrySetResult();
            });
            listener.Start();
        }

        public Task All => all.Task;

        public void Dispose() => listener.Dispose();
    }

    // More than any buffer.
    private static async Task FillAsync(TestServer server)
    {
        await Parallel.ForAsync(0, 1_500, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (_, ct) =>
            await server.Teachers.CreateTeacherAsync(new() { Identity = new() { DisplayName = "甲某", Sex = Sex.Male, BirthDate = Day(1980, 1, 1) } }, cancellationToken: ct));
    }
}
