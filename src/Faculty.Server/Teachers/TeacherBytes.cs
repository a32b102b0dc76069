using System.Buffers;
using System.Text;
using Faculty.Domain.Teachers;
using Faculty.Server.Hosting;
using Faculty.Storage;
using Google.Protobuf;

namespace Faculty.Server.Teachers;

/// <summary>
/// Stored teachers as they go over the wire: the stored bytes, the identity replaced by its masked form, the etag added. In a stored body
/// the identity is the last field, so the rest is passed on without being parsed.
/// </summary>
internal static class TeacherBytes
{
    private const uint IdentityTag = (V1.Teacher.IdentityFieldNumber << 3) | 2;
    private const uint MergedIntoTag = (V1.Teacher.MergedIntoTeacherIdFieldNumber << 3) | 2;
    private const uint NameTag = (V1.Identity.DisplayNameFieldNumber << 3) | 2;
    private const uint EtagTag = (V1.Teacher.EtagFieldNumber << 3) | 2;

    /// <summary>The body of a teacher: the public part, then the identity.</summary>
    public static byte[] Body(V1.Teacher teacher)
    {
        var identity = teacher.Identity;
        teacher.Identity = null;
        var open = teacher.CalculateSize();
        var size = identity.CalculateSize();
        var body = new byte[open + 1 + CodedOutputStream.ComputeLengthSize(size) + size];
        teacher.WriteTo(body.AsSpan(0, open));
        WriteTail(body.AsSpan(open), identity, size);
        teacher.Identity = identity;
        return body;
    }

    /// <summary>A teacher as a message, masked.</summary>
    public static V1.Teacher Message(Stored<Teacher> stored)
    {
        var message = Wire.ToMessage(stored.Value);
        Mask(message.Identity);
        message.Etag = Tokens.Etag(stored.Revision);
        return message;
    }

    /// <summary>The identity of a stored teacher, not masked; the rest is not parsed.</summary>
    public static V1.Identity Identity(StoredDocument document) => Identity(document, IdentityOffset(document.Body.Span));

    /// <summary>The name of a stored teacher: the first field of the identity, so nothing is parsed.</summary>
    public static string Name(StoredDocument document)
    {
        var body = document.Body.Span;
        var at = IdentityOffset(body) + 1;
        ReadVarint(body, ref at);
        return Skip(body, ref at) is { Tag: NameTag } name ? Encoding.UTF8.GetString(body[name.Start..at]) : "";
    }

    /// <summary>The record that a stored teacher was merged into, or empty.</summary>
    public static string MergedInto(StoredDocument document)
    {
        var body = document.Body.Span;
        for (var at = 0; at < body.Length;)
        {
            if (Skip(body, ref at) is { Tag: MergedIntoTag } field)
            {
                return Encoding.ASCII.GetString(body[field.Start..at]);
            }
        }
        return "";
    }

    /// <summary>A stored teacher as a message, masked.</summary>
    public static V1.Teacher Message(StoredDocument document)
    {
        var message = V1.Teacher.Parser.ParseFrom(document.Body.Span);
        Mask(message.Identity);
        message.Etag = Tokens.Etag(document.Revision);
        return message;
    }

    /// <summary>Writes a stored teacher, masked, as a field of another message.</summary>
    public static void WriteMasked(IBufferWriter<byte> target, byte fieldTag, StoredDocument document)
    {
        var body = document.Body.Span;
        var split = IdentityOffset(body);
        var identity = Identity(document, split);
        Mask(identity);
        var size = identity.CalculateSize();
        Span<char> etag = stackalloc char[24];
        etag[0] = '"';
        document.Revision.TryFormat(etag[1..], out var digits);
        etag[digits + 1] = '"';

        var length = split + 1 + CodedOutputStream.ComputeLengthSize(size) + size + 2 + digits + 2;
        var bytes = target.GetSpan(6 + length);
        bytes[0] = fieldTag;
        var at = 1 + WriteLength(bytes[1..], length);
        body[..split].CopyTo(bytes[at..]);
        at += split;
        at += WriteTail(bytes[at..], identity, size);
        bytes[at++] = (byte)EtagTag;
        bytes[at++] = (byte)(digits + 2);
        at += Encoding.ASCII.GetBytes(etag[..(digits + 2)], bytes[at..]);
        target.Advance(at);
    }

    /// <summary>Replaces number and phone by their masked forms.</summary>
    public static void Mask(V1.Identity identity)
    {
        identity.MaskedIdNumber = Hide(identity.IdNumber, keepFirst: 6, keepLast: 4);
        identity.MaskedMobile = Hide(identity.Mobile, keepFirst: 3, keepLast: 4);
        identity.IdNumber = "";
        identity.Mobile = "";
    }

    private static string Hide(string value, int keepFirst, int keepLast) => value.Length <= keepFirst + keepLast
        ? new string('*', value.Length)
        : $"{value[..keepFirst]}{new string('*', value.Length - keepFirst - keepLast)}{value[^keepLast..]}";

    private static V1.Identity Identity(StoredDocument document, int offset)
    {
        var start = offset + 1;
        var length = (int)ReadVarint(document.Body.Span, ref start);
        return V1.Identity.Parser.ParseFrom(document.Body.Span.Slice(start, length));
    }

    private static int WriteTail(Span<byte> target, V1.Identity identity, int size)
    {
        target[0] = (byte)IdentityTag;
        var at = 1 + WriteLength(target[1..], size);
        identity.WriteTo(target.Slice(at, size));
        return at + size;
    }

    /// <summary>Writes a length as a varint; answers how many bytes it took.</summary>
    public static int WriteLength(Span<byte> target, int length)
    {
        var at = 0;
        for (var rest = (uint)length; ; rest >>= 7)
        {
            target[at++] = (byte)(rest < 0x80 ? rest : rest | 0x80);
            if (rest < 0x80)
            {
                return at;
            }
        }
    }

    private static int IdentityOffset(ReadOnlySpan<byte> body)
    {
        for (var at = 0; at < body.Length;)
        {
            var start = at;
            if (Skip(body, ref at).Tag == IdentityTag)
            {
                return start;
            }
        }
        throw new InvalidOperationException("A stored teacher has no identity.");
    }

    // From field to field by their lengths; a body has a few dozen.
    private static (uint Tag, int Start) Skip(ReadOnlySpan<byte> body, ref int at)
    {
        var tag = ReadVarint(body, ref at);
        var start = at;
        switch (tag & 7)
        {
            case 0: ReadVarint(body, ref at); break;
            case 1: at += 8; break;
            case 2:
                var length = (int)ReadVarint(body, ref at);
                start = at;
                at += length;
                break;
            case 5: at += 4; break;
            default: throw new InvalidOperationException("A stored teacher has a field of an unknown wire type.");
        }
        return (tag, start);
    }

    private static uint ReadVarint(ReadOnlySpan<byte> body, ref int at)
    {
        uint value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var b = body[at++];
            value |= (uint)(b & 0x7f) << shift;
            if (b < 0x80)
            {
                return value;
            }
        }
    }
}
