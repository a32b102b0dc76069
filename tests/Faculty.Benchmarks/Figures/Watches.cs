using System.Collections.Concurrent;
using System.Diagnostics;
using Faculty.Benchmarks.Servers;
using Faculty.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Faculty.Benchmarks.Figures;

/// <summary>One change to 1,000 watchers: from sending the write to each watcher holding the change; a pulse of the floor beside it.</summary>
internal static class Watches
{
    private const int Watchers = 1000;
    private const int Connections = 10;
    private const int WarmUp = 40;
    private const int Changes = 40;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task RunAsync(BenchmarkOptions options, Workspace workspace, Report report)
    {
        using var data = workspace.Scratch(await workspace.StoreAsync(options.Small));
        await using var ours = await Programs.OursAsync(data.Path);
        await using var echo = await Programs.EchoAsync();
        var teachers = (await StoreSample.OfAsync(ours)).Teachers;
        var writer = new TeacherService.TeacherServiceClient(ours.Channel());
        var changes = Channels(ours).Select(c => new ChangeService.ChangeServiceClient(c)).ToList();
        var size = 0;
        var fanOut = await MeasureAsync(
            ours,
            (i, ct) => changes[i % Connections].WatchChanges(new WatchChangesRequest(), cancellationToken: ct),
            // The state and keep-alives carry no change.
            message => message.Changes.Count > 0 && (size = message.CalculateSize()) > 0,
            round => writer.UpdateTeacherIdentityAsync(new UpdateTeacherIdentityRequest
            {
                TeacherId = teachers[round % teachers.Count].TeacherId,
                Identity = new Identity { EthnicGroup = $"{10 + (round % 40)}" },
                UpdateMask = new() { Paths = { "ethnic_group" } },
                Reason = "benchmark",
            }).ResponseAsync);

        var floor = await FloorAsync(echo, size);
        report.AtMost($"one change to {Watchers:N0} watchers, p99", fanOut.P99, "ms", 150,
            $"{Changes} changes after {WarmUp} that warm up, of {size} B; ours {fanOut}; echo {floor}; clients in one process on the same machine");
    }

    private static Task<FanOut> FloorAsync(ServerProcess echo, int size)
    {
        var pulses = new Floor.EchoService.EchoServiceClient(echo.Channel());
        var watches = Channels(echo).Select(c => new Floor.EchoService.EchoServiceClient(c)).ToList();
        var messages = 0;
        return MeasureAsync(
            echo,
            (i, ct) => watches[i % Connections].Watch(new Floor.WatchRequest { ReplyBytes = size }, cancellationToken: ct),
            // The first message of each is the state.
            _ => Interlocked.Increment(ref messages) > Watchers,
            _ => pulses.PulseAsync(new Floor.PulseRequest()).ResponseAsync);
    }

    private static List<CallInvoker> Channels(ServerProcess server) => [.. Enumerable.Range(0, Connections).Select(_ => server.Channel())];

    private static async Task<FanOut> MeasureAsync<TMessage>(
        ServerProcess server, Func<int, CancellationToken, AsyncServerStreamingCall<TMessage>> watch, Func<TMessage, bool> isChange, Func<int, Task> change)
        where TMessage : IMessage
    {
        using var end = new CancellationTokenSource();
        var arrivals = new ConcurrentQueue<long>();
        using var arrived = new SemaphoreSlim(0);
        using var open = new SemaphoreSlim(0);
        var watchers = Enumerable.Range(0, Watchers).Select(i => WatchAsync(watch(i, end.Token))).ToList();
        await WaitAsync(open);
        var latencies = new List<double>();
        var cpu = server.Cpu;
        for (var round = 0; round < WarmUp + Changes; round++)
        {
            if (round == WarmUp)
            {
                latencies.Clear();
                cpu = server.Cpu;
            }
            arrivals.Clear();
            var sent = Stopwatch.GetTimestamp();
            await change(round);
            await WaitAsync(arrived);
            latencies.AddRange(arrivals.Select(at => Stopwatch.GetElapsedTime(sent, at).TotalMilliseconds));
        }
        cpu = server.Cpu - cpu;
        await end.CancelAsync();
        await Task.WhenAll(watchers);
        latencies.Sort();
        return new FanOut(latencies[latencies.Count / 2], latencies[(int)(latencies.Count * 0.99)], cpu.TotalMicroseconds / latencies.Count);

        async Task WatchAsync(AsyncServerStreamingCall<TMessage> call)
        {
            using (call)
            {
                try
                {
                    await call.ResponseStream.MoveNext(CancellationToken.None);
                    isChange(call.ResponseStream.Current);
                    open.Release();
                    while (await call.ResponseStream.MoveNext(CancellationToken.None))
                    {
                        if (isChange(call.ResponseStream.Current))
                        {
                            arrivals.Enqueue(Stopwatch.GetTimestamp());
                            arrived.Release();
                        }
                    }
                }
                catch (RpcException gone) when (gone.StatusCode == StatusCode.Cancelled)
                {
                }
            }
        }
    }

    private static async Task WaitAsync(SemaphoreSlim each)
    {
        using var patience = new CancellationTokenSource(Patience);
        for (var i = 0; i < Watchers; i++)
        {
            await each.WaitAsync(patience.Token);
        }
    }

    private sealed record FanOut(double P50, double P99, double CpuMicros)
    {
        public override string ToString() => $"p50 {P50:0.0} p99 {P99:0.0} ms, {CpuMicros:0.0} µs CPU a delivery";
    }
}
