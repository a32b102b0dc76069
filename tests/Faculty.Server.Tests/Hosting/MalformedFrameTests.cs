using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.IO.Compression;
using Faculty.V1;
using Google.Protobuf;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit.Abstractions;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Hosting;

/// <summary>Frames no client library sends: each is the caller's fault, none is a fault of the server or a line in its log for each.</summary>
public sealed class MalformedFrameTests(ITestOutputHelper output)
{
    private const string Create = "/faculty.v1.OrganisationService/CreateOrganisation";
    private static readonly byte[] Valid = SampleTree.Create(County, OrganisationKind.County, "高平市").ToByteArray();
    private static readonly (string, string) Gzip = ("grpc-encoding", "gzip");

    [Fact]
    public async Task Every_malformed_frame_is_refused_and_nothing_is_stored_or_logged_as_a_fault()
    {
        await using var server = await TestServer.StartAsync();
        var log = new Captured();
        server.Server.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        var wrong = new List<string>();
        var number = 0;
        foreach (var (name, headers, body, expected) in Frames(server))
        {
            number++;
            using var raw = await RawHttp2.ConnectAsync(server.Server.GrpcAddress);
            raw.AddCall(1, headers, body);
            await raw.FlushAsync();
            var end = await raw.EndOfAsync(1);
            if (!expected.Split('|').Contains(end))
            {
                wrong.Add($"{name}: {end}, not {expected}");
            }
        }
        Assert.Empty(wrong);
        Assert.True(number >= 30, $"{number} frames");
        output.WriteLine($"{number} frames, all refused");
        Assert.Equal(TestServer.Empty, await server.RevisionAsync());
        Assert.DoesNotContain(log.Lines, l => l.Level >= LogLevel.Error);

        // The control: the same frames around a message that is one.
        using var good = await RawHttp2.ConnectAsync(server.Server.GrpcAddress);
        good.AddCall(1, RawHttp2.Call(server, Create, Gzip), RawHttp2.Message(Zipped(Valid), compressed: 1));
        await good.FlushAsync();
        Assert.Equal("grpc 0", await good.EndOfAsync(1));
        Assert.Equal(TestServer.Empty + 1, await server.RevisionAsync());
    }

    [Fact]
    public async Task A_flood_of_bad_requests_is_a_few_lines_of_the_log()
    {
        await using var server = await TestServer.StartAsync();
        var log = new Captured();
        server.Server.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        using var raw = await RawHttp2.ConnectAsync(server.Server.GrpcAddress);
        for (var i = 0; i < 1_000; i++)
        {
            raw.AddCall(1 + (2 * i), RawHttp2.Call(server, Create), RawHttp2.Message([0x0a, 0x05]));
            await raw.FlushAsync();
            Assert.Equal("grpc 3", await raw.EndOfAsync(1 + (2 * i)));
        }
        // More than none: the operator is told, with numbers, once a minute.
        Assert.InRange(log.Lines.Count, 1, 10);
        Assert.Contains(log.Lines, l => l.Text.Contains("MalformedMessage", StringComparison.Ordinal));
    }

    private static IEnumerable<(string Name, byte[] Headers, byte[] Body, string Expected)> Frames(TestServer server)
    {
        // Messages that are none: the caller's fault, said by us.
        (string, byte[])[] messages =
        [
            ("a length beyond the end", [0x0a, 0x05]),
            ("a length of four gigabytes", [0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f]),
            ("a negative length", [0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]),
            ("a tag that never ends", [.. Enumerable.Repeat((byte)0xff, 10)]),
            ("a value of eleven bytes", [0x08, .. Enumerable.Repeat((byte)0xff, 10), 0x01]),
            ("field number 0", [0x02, 0x01, 0x78]),
            ("wire type 6", [0x0e, 0x00]),
            ("wire type 7", [0x0f, 0x00]),
            ("a group that never ends", [0x0b]),
            ("a group that never began", [0x0c]),
            ("a group that ends as another", [0x0b, 0x14]),
            ("a value missing", [0x08]),
            ("four bytes of eight", [0x09, 1, 2, 3, 4]),
            ("bytes that are no UTF-8", Organisation(0x12, 0x01, 0xff)),
            ("half a surrogate pair", Organisation(0x12, 0x03, 0xed, 0xa0, 0x80)),
            ("an overlong NUL", Organisation(0x12, 0x02, 0xc0, 0x80)),
            ("a NUL", Organisation(0x12, 0x02, 0x41, 0x00)),
            ("a known field as another type", [0x08, 0x01]),
            ("a field nobody knows", [.. Valid, 0xfa, 0x3e, 0x01, 0x78]),
            ("50 kB of fields nobody knows", [.. Valid, .. Enumerable.Repeat<byte[]>([0xfa, 0x3e, 0x01, 0x78], 12_500).SelectMany(b => b)]),
            ("groups nested 101 times", [.. Enumerable.Repeat<byte[]>([0x9b, 0x01], 101).SelectMany(b => b)]),
            ("groups nested 5,000 times", [.. Enumerable.Repeat<byte[]>([0x9b, 0x01], 5_000).SelectMany(b => b)]),
            ("more than this rpc takes", new byte[100_000]),
            ("random bytes", [.. Enumerable.Range(0, 256).Select(i => (byte)((i * 167) + 13))]),
        ];
        foreach (var (name, message) in messages)
        {
            yield return (name, RawHttp2.Call(server, Create), RawHttp2.Message(message), "grpc 3");
        }
        yield return ("garbage for gzip", RawHttp2.Call(server, Create, Gzip), RawHttp2.Message([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], compressed: 1), "grpc 3");
        yield return ("gzip with a broken sum", RawHttp2.Call(server, Create, Gzip), RawHttp2.Message(Broken(Zipped(Valid)), compressed: 1), "grpc 3");
        yield return ("half of a gzip", RawHttp2.Call(server, Create, Gzip), RawHttp2.Message(Zipped(Valid).AsSpan(0, 30), compressed: 1), "grpc 3");

        // What the framework refuses before there is a message.
        yield return ("64 MiB of zeros as gzip", RawHttp2.Call(server, Create, Gzip), RawHttp2.Message(Zipped(new byte[64 << 20]), compressed: 1), "grpc 8");
        yield return ("compressed, it does not say how", RawHttp2.Call(server, Create), RawHttp2.Message(Zipped(Valid), compressed: 1), "grpc 13");
        yield return ("compressed in a way nobody knows", RawHttp2.Call(server, Create, ("grpc-encoding", "br")), RawHttp2.Message(Valid, compressed: 1), "grpc 12");
        yield return ("no body", RawHttp2.Call(server, Create), [], "grpc 13");
        yield return ("half a head", RawHttp2.Call(server, Create), [0, 0, 0], "grpc 13");
        yield return ("half a message", RawHttp2.Call(server, Create), [.. RawHttp2.Message(Valid).SkipLast(4)], "grpc 13");
        yield return ("two messages", RawHttp2.Call(server, Create), [.. RawHttp2.Message(Valid), .. RawHttp2.Message(Valid)], "grpc 13");
        // The framework throws before anything of ours is asked.
        yield return ("a length of 4 GiB - 1", RawHttp2.Call(server, Create), [0, 0xff, 0xff, 0xff, 0xff, 1, 2, 3], "grpc 3");
        yield return ("a length of 2 GiB", RawHttp2.Call(server, Create), [0, 0x80, 0, 0, 0, 1, 2, 3], "grpc 3");
        yield return ("a length of 4 GiB - 1 for a stream", RawHttp2.Call(server, "/faculty.v1.ChangeService/StreamChanges"), [0, 0xff, 0xff, 0xff, 0xff, 1, 2, 3], "grpc 3");
        yield return ("a length of 5 MiB", RawHttp2.Call(server, Create), Claimed(5 << 20), "grpc 8");
        yield return ("another content type", RawHttp2.Call(server, Create, ("content-type", "text/plain")), RawHttp2.Message(Valid), "grpc 13");
        yield return ("an rpc nobody knows", RawHttp2.Call(server, "/faculty.v1.OrganisationService/DropEverything"), RawHttp2.Message(Valid), "grpc 12");
        yield return ("a service nobody knows", RawHttp2.Call(server, "/faculty.v1.Nothing/Get"), RawHttp2.Message(Valid), "grpc 12");
        yield return ("GET", RawHttp2.Call(server, Create, (":method", "GET")), RawHttp2.Message(Valid), "http 404");
    }

    // A field of the organisation, by hand.
    private static byte[] Organisation(params byte[] field) => [0x0a, (byte)field.Length, .. field];

    private static byte[] Zipped(byte[] bytes)
    {
        using var zipped = new MemoryStream();
        using (var zip = new GZipStream(zipped, CompressionLevel.Fastest))
        {
            zip.Write(bytes);
        }
        return zipped.ToArray();
    }

    private static byte[] Broken(byte[] zipped)
    {
        zipped[^6] ^= 0xff;
        return zipped;
    }

    private static byte[] Claimed(int length)
    {
        byte[] framed = [0, 0, 0, 0, 0, .. Valid];
        BinaryPrimitives.WriteInt32BigEndian(framed.AsSpan(1), length);
        return framed;
    }

    private sealed class Captured : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<(LogLevel Level, string Text)> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue((logLevel, formatter(state, exception)));

        public void Dispose()
        {
        }
    }
}
