using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Faculty.Benchmarks.Load;

/// <summary>
/// One HTTP/2 connection that keeps a number of calls of one method under way from prepared bodies. Grpc.Net.Client would take more of
/// the machine than the server under test, and h2load sends one body only, so that every call would ask for the same teacher.
/// Reply headers are not decoded: a call counts as answered when a message came, since a refusal carries none.
/// </summary>
internal sealed class Connection : IDisposable
{
    private const int FrameHeader = 9;
    private const byte Data = 0, Headers = 1, ResetStream = 3, Settings = 4, Ping = 6, GoAway = 7;
    private const byte EndStream = 1, Ack = 1, EndHeaders = 4;
    private const int Slots = 1 << 16;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = (int)Patience.TotalMilliseconds };
    private readonly byte[] firstHeaders, laterHeaders;
    private readonly long[] started = new long[Slots];
    private readonly bool[] answered = new bool[Slots];
    private readonly List<int> latencies = new(1 << 16);
    private byte[] input = new byte[1 << 20];
    private byte[] output = new byte[1 << 16];
    private int held, queued, underWay;
    private int nextStream = 1;
    private long unacknowledged, replyBytes, failures;
    private long messages;
    private int streamsAnswered;

    public Connection(Uri server, string path, string? key)
    {
        socket.Connect(IPAddress.Loopback, server.Port);
        firstHeaders = HeaderBlock(path, server.Authority, key);
        laterHeaders = key is null ? [0x83, 0x86, 0xc1, 0xc0, 0xbf, 0xbe] : [0x83, 0x86, 0xc2, 0xc1, 0xc0, 0xbf, 0xbe];
        Queue("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8);
        // INITIAL_WINDOW_SIZE (4) as large as may be, for each stream; the update does the same for the connection.
        Queue([0, 0, 6, Settings, 0, 0, 0, 0, 0, 0, 4, 0x7f, 0xff, 0xff, 0xff]);
        QueueWindow(int.MaxValue - 65535);
        Send();
    }

    /// <summary>Keeps <paramref name="callers"/> calls under way for a time, each with the next body, and waits for the last answers.</summary>
    public Sample Run(Func<byte[]> nextBody, int callers, TimeSpan duration)
    {
        (replyBytes, failures) = (0, 0);
        latencies.Clear();
        var end = Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        for (var i = 0; i < callers; i++)
        {
            QueueCall(nextBody());
        }
        Send();
        while (underWay > 0)
        {
            var freed = Receive();
            if (Stopwatch.GetTimestamp() < end)
            {
                for (; freed > 0; freed--)
                {
                    QueueCall(nextBody());
                }
            }
            Send();
        }
        return new Sample([.. latencies], replyBytes, failures);
    }

    /// <summary>Calls that a message has come for, of all so far.</summary>
    public int Answered => Volatile.Read(ref streamsAnswered);

    /// <summary>Frames of data that came so far.</summary>
    public long Messages => Volatile.Read(ref messages);

    /// <summary>Opens streams and reads what they say, until the connection is disposed.</summary>
    /// <exception cref="IOException">A stream ended, or the connection.</exception>
    public void Hold(byte[] body, int streams)
    {
        for (var i = 0; i < streams; i++)
        {
            QueueCall(body);
        }
        Send();
        while (Receive() == 0)
        {
            Send();
        }
        throw new IOException("The server ended a stream.");
    }

    public void Dispose() => socket.Dispose();

    private int Receive()
    {
        if (held == input.Length)
        {
            Array.Resize(ref input, input.Length * 2);
        }
        var received = socket.Receive(input.AsSpan(held));
        if (received == 0)
        {
            throw new IOException("The server closed the connection.");
        }
        held += received;
        int at = 0, freed = 0;
        while (held - at >= FrameHeader)
        {
            var header = input.AsSpan(at, FrameHeader);
            var length = (header[0] << 16) | (header[1] << 8) | header[2];
            if (held - at < FrameHeader + length)
            {
                break;
            }
            freed += Take(header[3], header[4], BinaryPrimitives.ReadInt32BigEndian(header[5..]), input.AsSpan(at + FrameHeader, length));
            at += FrameHeader + length;
        }
        input.AsSpan(at, held - at).CopyTo(input);
        held -= at;
        return freed;
    }

    private int Take(byte type, byte flags, int stream, ReadOnlySpan<byte> payload)
    {
        switch (type)
        {
            case Data:
                if (payload.Length > 0)
                {
                    streamsAnswered += answered[(stream >> 1) % Slots] ? 0 : 1;
                    answered[(stream >> 1) % Slots] = true;
                    messages++;
                }
                replyBytes += payload.Length;
                unacknowledged += payload.Length;
                if (unacknowledged > 1 << 29)
                {
                    QueueWindow((int)unacknowledged);
                    unacknowledged = 0;
                }
                break;
            case Settings when (flags & Ack) == 0:
                Queue([0, 0, 0, Settings, Ack, 0, 0, 0, 0]);
                break;
            case Ping when (flags & Ack) == 0:
                Queue([0, 0, 8, Ping, Ack, 0, 0, 0, 0, .. payload]);
                break;
            case ResetStream:
                answered[(stream >> 1) % Slots] = false;
                return Finish(stream);
            case GoAway:
                throw new IOException("The server ended the connection.");
        }
        return type is Data or Headers && (flags & EndStream) != 0 ? Finish(stream) : 0;
    }

    private int Finish(int stream)
    {
        var slot = (stream >> 1) % Slots;
        latencies.Add((int)Stopwatch.GetElapsedTime(started[slot]).TotalMicroseconds);
        failures += answered[slot] ? 0 : 1;
        underWay--;
        return 1;
    }

    private void QueueCall(byte[] body)
    {
        var slot = (nextStream >> 1) % Slots;
        started[slot] = Stopwatch.GetTimestamp();
        answered[slot] = false;
        // The first call enters its own fields into the header table (RFC 7541), the later ones point at them.
        QueueFrame(Headers, EndHeaders, nextStream, nextStream == 1 ? firstHeaders : laterHeaders);
        QueueFrame(Data, EndStream, nextStream, body);
        nextStream += 2;
        underWay++;
    }

    // Method POST and scheme http stand in the static table; the others are literals with indexing, te with a new name.
    private static byte[] HeaderBlock(string path, string authority, string? key) =>
    [
        0x83, 0x86, 0x44, .. Text(path), 0x41, .. Text(authority), 0x5f, .. Text("application/grpc"), 0x40, .. Text("te"), .. Text("trailers"),
        .. key is null ? [] : (byte[])[0x57, .. Text($"Bearer {key}")],
    ];

    private static byte[] Text(string value) => value.Length < 127
        ? [(byte)value.Length, .. Encoding.ASCII.GetBytes(value)]
        : throw new ArgumentException("longer than one length byte can say", nameof(value));

    private void QueueWindow(int increment)
    {
        Span<byte> frame = [0, 0, 4, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(frame[FrameHeader..], increment);
        Queue(frame);
    }

    private void QueueFrame(byte type, byte flags, int stream, ReadOnlySpan<byte> payload)
    {
        Span<byte> header = [(byte)(payload.Length >> 16), (byte)(payload.Length >> 8), (byte)payload.Length, type, flags, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(header[5..], stream);
        Queue(header);
        Queue(payload);
    }

    private void Queue(ReadOnlySpan<byte> bytes)
    {
        if (output.Length - queued < bytes.Length)
        {
            Array.Resize(ref output, Math.Max(output.Length * 2, queued + bytes.Length));
        }
        bytes.CopyTo(output.AsSpan(queued));
        queued += bytes.Length;
    }

    private void Send()
    {
        for (var sent = 0; sent < queued;)
        {
            sent += socket.Send(output.AsSpan(sent, queued - sent));
        }
        queued = 0;
    }
}

/// <summary>What a run saw: the time of every call in microseconds, bytes of the replies, calls that were refused.</summary>
internal sealed record Sample(IReadOnlyList<int> Latencies, long ReplyBytes, long Failures);
