using System.Diagnostics.Metrics;
using Faculty.Domain.Tests.Metrics;
using Faculty.Server.Tests.Metrics;
using Faculty.V1;
using Google.Protobuf;
using Grpc.Core;
using Xunit.Abstractions;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Hosting;

/// <summary>Readers who stop reading cost little, and not for long.</summary>
[Collection(AloneTests.Name)]
public sealed class StalledReaderTests(ITestOutputHelper output)
{
    private const int Stalled = 1_000;
    private const string Stream = "/faculty.v1.ChangeService/StreamChanges";
    private const string Watch = "/faculty.v1.MetricService/WatchTrend";

    // As many years as may be asked for: the largest message.
    private static readonly WatchTrendRequest Trend = new() { ScopeCode = "GP", FromYear = 1950, ToYear = 2049 };

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
    public async Task A_thousand_stalled_watchers_of_a_trend_hold_less_than_64_MiB_however_often_it_changes()
    {
        await using var server = await TestServer.StartAsync(with: o => o with { Patience = TimeSpan.FromHours(1) });
        using var reader = await ChangingTrend.WatchAsync(server);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var unread = new UnreadStreams(Stalled);
        var stalled = await StalledAsync(server, Watch, Trend);
        // The control: to queue what they do not take would be five times as much.
        while (!unread.All.IsCompleted || Stalled * reader.Taken < 5 * (64L << 20))
        {
            await reader.ChangeAsync();
            foreach (var raw in stalled)
            {
                // They are there, although they take nothing.
                raw.Add(RawHttp2.Ping, RawHttp2.Ack, 0, new byte[8]);
                Assert.True(await raw.FlushAsync());
            }
        }
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        stalled.ForEach(r => r.Dispose());
        output.WriteLine($"{Stalled} stalled watchers hold {held >> 20} MiB; one that reads was given {reader.Taken >> 10} KiB in {reader.Changes} changes");
        Assert.InRange(held, long.MinValue, (64L << 20) - 1);
    }

    [Fact]
    public async Task A_watcher_of_a_trend_who_takes_nothing_for_too_long_is_cut_off_and_others_are_not()
    {
        await using var server = await TestServer.StartAsync(with: o => o with { Patience = TimeSpan.FromSeconds(1) });
        using var reader = await ChangingTrend.WatchAsync(server);
        using var raw = await RawHttp2.ConnectAsync(server.Server.GrpcAddress, window: 0);
        raw.AddCall(1, RawHttp2.Call(server, Watch), RawHttp2.Message(Trend.ToByteArray()));
        await raw.FlushAsync();
        var end = raw.EndOfAsync(1);
        while (!end.IsCompleted)
        {
            await reader.ChangeAsync();
        }
        Assert.Equal("reset 11", await end);
        Assert.Contains("reason=\"StreamStalled\"", await server.Web.GetStringAsync("/metrics"), StringComparison.Ordinal);
        await reader.ChangeAsync();
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
        await using var server = await TestServer.StartAsync(with: o => with(o) with { Patience = TimeSpan.FromHours(1) });
        await FillAsync(server);
        await server.Changes.StreamChanges(new()).AllAsync().CountAsync();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var unread = new UnreadStreams(Stalled);
        var readers = await StalledAsync(server, Stream, new StreamChangesRequest());
        await unread.All;
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        readers.ForEach(r => r.Dispose());
        return held;
    }

    /// <summary>Connections with streams that take nothing and have been given what they will be given at once.</summary>
    private static async Task<List<RawHttp2>> StalledAsync(TestServer server, string path, IMessage request)
    {
        var readers = new List<RawHttp2>();
        for (var i = 0; i < Stalled / 100; i++)
        {
            var raw = await RawHttp2.ConnectAsync(server.Server.GrpcAddress, window: 0);
            for (var stream = 1; stream < 200; stream += 2)
            {
                raw.AddCall(stream, RawHttp2.Call(server, path), RawHttp2.Message(request.ToByteArray()));
            }
            await raw.FlushAsync();
            readers.Add(raw);
        }
        // Each has its headers; the rest waits for its window.
        foreach (var raw in readers)
        {
            for (var seen = 0; seen < 100;)
            {
                seen += (await raw.ReadAsync())!.Value.Type == RawHttp2.Headers ? 1 : 0;
            }
        }
        return readers;
    }

    /// <summary>A trend that is changed and watched by one who takes everything.</summary>
    private sealed class ChangingTrend(TestServer server, AsyncServerStreamingCall<WatchTrendResponse> watch) : IDisposable
    {
        private static readonly Domain.Teachers.Teacher Plain = WorkedCases.People.Single(t => t.TeacherId == "T18");
        private static readonly Domain.Teachers.Teacher Recognised =
            Plain with { Recognitions = [WorkedCases.Recognised(Domain.Certification.RecognitionLevel.Junior, "2025-09-01", "2030-08-31")] };

        public int Changes { get; private set; }

        /// <summary>Bytes of its messages.</summary>
        public long Taken { get; private set; }

        public static async Task<ChangingTrend> WatchAsync(TestServer server)
        {
            await server.PutWorkedCasesAsync();
            var trend = new ChangingTrend(server, server.Metrics.WatchTrend(Trend));
            await trend.TakeAsync();
            return trend;
        }

        public async Task ChangeAsync()
        {
            await server.PutAsync(Changes++ % 2 == 0 ? Recognised : Plain);
            await TakeAsync();
        }

        public void Dispose() => watch.Dispose();

        private async Task TakeAsync()
        {
            Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None));
            Taken += watch.ResponseStream.Current.CalculateSize();
        }
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
