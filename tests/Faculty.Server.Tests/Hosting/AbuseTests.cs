using System.Buffers.Binary;
using Faculty.V1;
using Google.Protobuf;
using Xunit.Abstractions;

namespace Faculty.Server.Tests.Hosting;

/// <summary>Abuse of HTTP/2 hurts the abuser: while it goes on others are answered, afterwards its memory is given back.</summary>
[Collection(AloneTests.Name)]
public sealed class AbuseTests(ITestOutputHelper output)
{
    private const string Get = "/faculty.v1.OrganisationService/GetOrganisation";
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(3);
    private static readonly byte[] Nobody = RawHttp2.Message(new GetOrganisationRequest { Code = "nobody" }.ToByteArray());

    [Fact]
    public void A_million_addresses_cost_no_more_than_a_few_thousand()
    {
        using var limits = new Faculty.Server.Hosting.RateLimits(new());
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var bytes = new byte[16];
        for (var i = 0; i < 1_000_000; i++)
        {
            BitConverter.TryWriteBytes(bytes, i);
            limits.TakeFor(RateClass.Read, new System.Net.IPAddress(bytes));
        }
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 16 << 20);
    }

    [Fact]
    public async Task Streams_opened_and_reset_at_once_cut_the_connection()
    {
        var (cut, sent) = await AttackedAsync((server, raw, n) =>
        {
            raw.AddCall((2 * n) + 1, RawHttp2.Call(server, Get), Nobody);
            raw.Add(RawHttp2.Reset, 0, (2 * n) + 1, [0, 0, 0, 8]);
        });
        Assert.True(cut);
        Assert.InRange(sent, 1, 20_000);
    }

    [Fact]
    public async Task The_control_a_connection_that_reads_its_answers_is_never_cut()
    {
        await using var server = await TestServer.StartAsync();
        using var raw = await RawHttp2.ConnectAsync(server.Server.GrpcAddress);
        for (var n = 0; n < 2_000; n++)
        {
            raw.AddCall((2 * n) + 1, RawHttp2.Call(server, Get), Nobody);
            await raw.FlushAsync();
            Assert.Equal("grpc 5", await raw.EndOfAsync((2 * n) + 1));
        }
    }

    [Fact]
    public async Task Headers_without_end_are_refused()
    {
        var bomb = RawHttp2.Literal("x", new string('y', 12_000));
        var (cut, sent) = await AttackedAsync((server, raw, n) => raw.Add(n == 0 ? RawHttp2.Headers : RawHttp2.Continuation, 0, 1, n == 0 ? [.. RawHttp2.Call(server, Get), .. bomb] : bomb));
        Assert.True(cut);
        output.WriteLine($"cut after {sent} frames");
    }

    [Fact]
    public async Task Headers_larger_than_the_limit_are_refused_in_one_block_too()
    {
        await using var server = await TestServer.StartAsync();
        using var raw = await RawHttp2.ConnectAsync(server.Server.GrpcAddress);
        raw.Add(RawHttp2.Headers, 0, 1, [.. RawHttp2.Call(server, Get), .. RawHttp2.Literal("x", new string('y', 12_000))]);
        raw.Add(RawHttp2.Continuation, RawHttp2.EndHeaders, 1, RawHttp2.Literal("z", new string('y', 12_000)));
        raw.Add(RawHttp2.Data, RawHttp2.EndStream, 1, Nobody);
        await raw.FlushAsync();
        Assert.Contains(await raw.EndOfAsync(1), (string[])["http 431", "closed 11", "reset 11", "closed 1", "closed 2"]);
    }

    [Fact]
    public Task Continuations_without_content_cost_little() =>
        AttackedAsync((server, raw, n) => raw.Add(n == 0 ? RawHttp2.Headers : RawHttp2.Continuation, 0, 1, n == 0 ? RawHttp2.Call(server, Get) : []));

    [Fact]
    public Task Pings_whose_answers_nobody_reads_cost_little() => AttackedAsync((_, raw, _) => raw.Add(RawHttp2.Ping, 0, 0, new byte[8]));

    [Fact]
    public Task Settings_whose_answers_nobody_reads_cost_little() => AttackedAsync((_, raw, n) =>
    {
        var setting = new byte[6];
        BinaryPrimitives.WriteInt16BigEndian(setting, 4);
        BinaryPrimitives.WriteInt32BigEndian(setting.AsSpan(2), 1_000 + (n % 1_000));
        raw.Add(RawHttp2.Settings, 0, 0, setting);
    });

    [Fact]
    public Task Answers_for_which_there_is_no_window_cost_little() =>
        AttackedAsync((server, raw, n) => raw.AddCall((2 * n) + 1, RawHttp2.Call(server, "/faculty.v1.MetricService/ListMetrics"), RawHttp2.Message([])), window: 0, most: 5_000);

    // Sends for some seconds or until it is cut off; others are answered all the while, and afterwards little is left of it.
    private async Task<(bool Cut, int Sent)> AttackedAsync(Action<TestServer, RawHttp2, int> attack, int window = 65_535, int most = int.MaxValue)
    {
        await using var server = await TestServer.StartAsync();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        long during;
        var (cut, sent, answered) = (false, 0, 0);
        using (var raw = await RawHttp2.ConnectAsync(server.Server.GrpcAddress, window))
        {
            using var end = new CancellationTokenSource(Length);
            var attacking = Task.Run(async () =>
            {
                try
                {
                    while (!cut && !end.IsCancellationRequested && sent < most)
                    {
                        for (var i = 0; i < 100; i++)
                        {
                            attack(server, raw, sent++);
                        }
                        cut = !await raw.FlushAsync(end.Token);
                    }
                }
                catch (OperationCanceledException)
                {
                    // The server reads no more: that is a defence too.
                }
            });
            do
            {
                await Calls.RefusedAsync(ErrorReason.NotFound, server.Organisations.GetOrganisationAsync(new() { Code = "nobody" }));
                answered++;
            }
            while (!attacking.IsCompleted);
            await attacking;
            during = GC.GetTotalMemory(forceFullCollection: true) - before;
        }
        await Calls.RefusedAsync(ErrorReason.NotFound, server.Organisations.GetOrganisationAsync(new() { Code = "nobody" }));
        output.WriteLine($"{sent} sent, cut: {cut}, {answered} others answered meanwhile, {during >> 20} MiB held");
        Assert.InRange(during, long.MinValue, 64 << 20);
        return (cut, sent);
    }
}
