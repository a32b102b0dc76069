using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Faculty.Server.Tests.Hosting;

/// <summary>HTTP/2 by hand, for what no client library would send. Headers are literal and never indexed, so that an answer can be read without state.</summary>
internal sealed class RawHttp2 : IDisposable
{
    public const byte Data = 0, Headers = 1, Reset = 3, Settings = 4, Ping = 6, GoAway = 7, WindowUpdate = 8, Continuation = 9;
    public const byte EndStream = 1, Ack = 1, EndHeaders = 4;
    private const int HeaderTableSize = 1, InitialWindowSize = 4;

    private readonly TcpClient tcp = new();
    private readonly List<byte> toSend = [];

    private NetworkStream Stream => tcp.GetStream();

    /// <summary>Connects and says how many bytes of each stream it takes; it never takes more.</summary>
    public static async Task<RawHttp2> ConnectAsync(Uri address, int window = 65_535)
    {
        var raw = new RawHttp2();
        await raw.tcp.ConnectAsync(address.Host, address.Port);
        raw.toSend.AddRange("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8);
        raw.Add(Settings, 0, 0, [.. Setting(HeaderTableSize, 0), .. Setting(InitialWindowSize, window)]);
        await raw.FlushAsync();
        return raw;
    }

    /// <summary>A message of gRPC: flag, length, bytes.</summary>
    public static byte[] Message(ReadOnlySpan<byte> message, byte compressed = 0)
    {
        var framed = new byte[5 + message.Length];
        framed[0] = compressed;
        BinaryPrimitives.WriteInt32BigEndian(framed.AsSpan(1), message.Length);
        message.CopyTo(framed.AsSpan(5));
        return framed;
    }

    /// <summary>The headers of a gRPC call; more replace or follow the usual ones.</summary>
    public static byte[] Call(string path, params (string Name, string Value)[] more)
    {
        var headers = new List<(string Name, string Value)>
        {
            (":method", "POST"), (":scheme", "http"), (":authority", "127.0.0.1"), (":path", path), ("content-type", "application/grpc"), ("te", "trailers"),
        };
        foreach (var header in more)
        {
            headers.RemoveAll(h => h.Name == header.Name);
            headers.Insert(header.Name[0] == ':' ? 0 : headers.Count, header);
        }
        return [.. headers.SelectMany(h => Literal(h.Name, h.Value))];
    }

    /// <summary>The headers of a call of the caller with every role.</summary>
    public static byte[] Call(TestServer server, string path, params IEnumerable<(string Name, string Value)> more) =>
        Call(path, [("authorization", $"Bearer {server.Key}"), .. more]);

    public static byte[] Literal(string name, string value) => [0x10, .. Text(name), .. Text(value)];

    /// <summary>Adds a frame to what the next flush sends.</summary>
    public void Add(byte type, byte flags, int stream, ReadOnlySpan<byte> payload)
    {
        Span<byte> head = stackalloc byte[9];
        BinaryPrimitives.WriteInt32BigEndian(head, payload.Length << 8);
        (head[3], head[4]) = (type, flags);
        BinaryPrimitives.WriteInt32BigEndian(head[5..], stream);
        toSend.AddRange(head);
        toSend.AddRange(payload);
    }

    /// <summary>Adds a whole call.</summary>
    public void AddCall(int stream, byte[] headers, ReadOnlySpan<byte> body)
    {
        Add(Headers, EndHeaders, stream, headers);
        for (; body.Length > 16_384; body = body[16_384..])
        {
            Add(Data, 0, stream, body[..16_384]);
        }
        Add(Data, EndStream, stream, body);
    }

    /// <summary>Sends; false when the server has cut the connection.</summary>
    public async Task<bool> FlushAsync(CancellationToken ct = default)
    {
        try
        {
            await Stream.WriteAsync(toSend.ToArray(), ct);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
        finally
        {
            toSend.Clear();
        }
    }

    /// <summary>The next frame; null when the server has closed the connection.</summary>
    public async Task<(byte Type, byte Flags, int Stream, byte[] Payload)?> ReadAsync(CancellationToken ct = default)
    {
        try
        {
            var head = new byte[9];
            await Stream.ReadExactlyAsync(head, ct);
            var payload = new byte[BinaryPrimitives.ReadInt32BigEndian(head) >> 8];
            await Stream.ReadExactlyAsync(payload, ct);
            return (head[3], head[4], BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(5)), payload);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>How a stream ended: "grpc 3", "http 415", "reset 11", "closed 11" (the whole connection) or "closed".</summary>
    public async Task<string> EndOfAsync(int stream)
    {
        var (headers, last) = (Array.Empty<byte>(), "closed");
        while (await ReadAsync() is { } frame)
        {
            if (frame.Type == GoAway)
            {
                last = $"closed {BinaryPrimitives.ReadInt32BigEndian(frame.Payload.AsSpan(4))}";
            }
            if (frame.Stream != stream)
            {
                continue;
            }
            if (frame.Type == Reset)
            {
                return Ended(headers) ?? $"reset {BinaryPrimitives.ReadInt32BigEndian(frame.Payload)}";
            }
            headers = frame.Type == Headers ? [.. headers, .. frame.Payload] : headers;
            if ((frame.Flags & EndStream) != 0)
            {
                return Ended(headers) ?? Answered(headers) ?? "nothing";
            }
        }
        return last;
    }

    public void Dispose() => tcp.Dispose();

    private static string? Ended(byte[] headers)
    {
        var text = Encoding.Latin1.GetString(headers);
        // With its length, because grpc-status-details-bin begins the same.
        const string Name = "\u000bgrpc-status";
        if (text.IndexOf(Name, StringComparison.Ordinal) is >= 0 and var at)
        {
            var value = at + Name.Length;
            return $"grpc {text.Substring(value + 1, text[value])}";
        }
        return null;
    }

    private static string? Answered(byte[] headers)
    {
        // The table is resized first, because we asked for that.
        var status = headers is [>= 0x20 and < 0x40, ..] ? headers[1..] : headers;
        return status switch
        {
            [] => null,
            [0x88, ..] => "http 200",
            [0x8d, ..] => "http 404",
            [_, 3, ..] => $"http {Encoding.Latin1.GetString(status, 2, 3)}",
            [_, _, 3, ..] => $"http {Encoding.Latin1.GetString(status, 3, 3)}",
            _ => $"headers {Convert.ToHexString(headers)}",
        };
    }

    private static byte[] Setting(int id, int value)
    {
        var bytes = new byte[6];
        BinaryPrimitives.WriteInt16BigEndian(bytes, (short)id);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(2), value);
        return bytes;
    }

    private static IEnumerable<byte> Text(string text)
    {
        var rest = text.Length;
        if (rest < 127)
        {
            yield return (byte)rest;
        }
        else
        {
            yield return 127;
            for (rest -= 127; rest >= 128; rest >>= 7)
            {
                yield return (byte)(rest | 128);
            }
            yield return (byte)rest;
        }
        foreach (var c in text)
        {
            yield return (byte)c;
        }
    }
}
