using Faculty.Server.Access;
using Faculty.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Faculty.Server.Hosting;

/// <summary>Messages from and to bytes: sizes and bad bytes are refused as the caller's fault, encoded replies are passed through.</summary>
internal static class Marshalling
{
    public static Marshaller<T> Requests<T>(Marshaller<T> generated, AccessRule rule, Guard guard)
        where T : class
    {
        var discarding = rule.LeavesTrace || typeof(T).GetProperty("RequestId") is not null
            ? ((MessageParser)typeof(T).GetProperty("Parser")!.GetValue(null)!).WithDiscardUnknownFields(discardUnknownFields: true)
            : null;
        return new(generated.ContextualSerializer, context => Read(generated, discarding, rule, guard, context));
    }

    public static Marshaller<T> Replies<T>(Marshaller<T> generated)
        where T : class
    {
        if (!typeof(IEncodedReply).IsAssignableFrom(typeof(T)))
        {
            return generated;
        }
        return new(
            (reply, context) =>
            {
                if (((IEncodedReply)reply).Encoded is { } pieces)
                {
                    Write(pieces, context);
                }
                else
                {
                    generated.ContextualSerializer(reply, context);
                }
            },
            generated.ContextualDeserializer);
    }

    private static T Read<T>(Marshaller<T> generated, MessageParser? discarding, AccessRule rule, Guard guard, DeserializationContext context)
        where T : class
    {
        if (context.PayloadLength > rule.MaxRequestBytes)
        {
            throw guard.Refuse(rule, Refusal.Field("", $"the message has {context.PayloadLength} bytes, at most {rule.MaxRequestBytes} are taken"));
        }
        try
        {
            var message = generated.ContextualDeserializer(context);
            // A field the server does not know would be lost without a word, so a write that carries one is refused.
            if (discarding is not null
                && ((IMessage)message).CalculateSize() != discarding.ParseFrom(context.PayloadAsReadOnlySequence()).CalculateSize())
            {
                throw guard.Refuse(rule, new Refusal(ErrorReason.UnknownFields, "The message carries fields this server does not know.") { Metadata = [("message", typeof(T).Name)] });
            }
            return message;
        }
        catch (InvalidProtocolBufferException)
        {
            throw guard.Refuse(rule, new Refusal(ErrorReason.MalformedMessage, $"The bytes are not a {typeof(T).Name}."));
        }
    }

    private static void Write(IReadOnlyList<ReadOnlyMemory<byte>> pieces, SerializationContext context)
    {
        var length = 0;
        foreach (var piece in pieces)
        {
            length += piece.Length;
        }
        context.SetPayloadLength(length);
        var writer = context.GetBufferWriter();
        // All of it at once: every buffer asked for and given back takes locks of the connection.
        var buffer = writer.GetSpan(length);
        foreach (var piece in pieces)
        {
            piece.Span.CopyTo(buffer);
            buffer = buffer[piece.Length..];
        }
        writer.Advance(length);
        context.Complete();
    }
}
