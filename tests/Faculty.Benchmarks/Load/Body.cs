using System.Buffers.Binary;
using Faculty.Benchmarks.Floor;
using Google.Protobuf;

namespace Faculty.Benchmarks.Load;

/// <summary>Requests as gRPC frames them: not compressed, length, message.</summary>
internal static class Body
{
    public static byte[] Of(IMessage message)
    {
        var body = new byte[5 + message.CalculateSize()];
        BinaryPrimitives.WriteInt32BigEndian(body.AsSpan(1), body.Length - 5);
        message.WriteTo(body.AsSpan(5));
        return body;
    }

    /// <summary>An echo request as large as <paramref name="request"/> that asks for a reply message of the given size.</summary>
    public static byte[] Echo(IMessage request, int replyBytes)
    {
        // Tag and length of the payload take a few bytes themselves.
        var payload = replyBytes - 1 - CodedOutputStream.ComputeLengthSize(replyBytes);
        var echo = new EchoRequest { ReplyBytes = Math.Max(payload, 0) };
        var missing = request.CalculateSize() - echo.CalculateSize() - 2;
        echo.Padding = ByteString.CopyFrom(new byte[Math.Max(missing, 0)]);
        return Of(echo);
    }
}
