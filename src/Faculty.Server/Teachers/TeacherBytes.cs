using System.Text;
using Faculty.Domain.Teachers;
using Faculty.Server.Hosting;
using Faculty.Storage;
using Google.Protobuf;

namespace Faculty.Server.Teachers;

/// <summary>
/// Stored teachers as bytes. A body begins with the identity in two parts, two occurrences of its field that a parser merges into one:
/// the secret part (birth date, number and phone) alone, then the open part with their masked forms. A masked read is what stands behind the
/// first field, passed on as it is.
/// </summary>
internal static class TeacherBytes
{
    private const uint IdentityTag = (V1.Teacher.IdentityFieldNumber << 3) | 2;
    private const uint MergedIntoTag = (V1.Teacher.MergedIntoTeacherIdFieldNumber << 3) | 2;
    private const uint EngagementTag = (V1.Teacher.EngagementsFieldNumber << 3) | 2;
    private const uint SchoolTag = (V1.Engagement.SchoolCodeFieldNumber << 3) | 2;
    private const uint RecognitionTag = (V1.Teacher.RecognitionsFieldNumber << 3) | 2;
    private const uint PostTag = (V1.Teacher.PostsFieldNumber << 3) | 2;
    private const uint DepartmentTag = (V1.Post.DepartmentCodeFieldNumber << 3) | 2;
    private const uint EtagTag = (V1.Teacher.EtagFieldNumber << 3) | 2;
    private const uint NameTag = (V1.Identity.DisplayNameFieldNumber << 3) | 2;
    private const uint BirthDateTag = (V1.Identity.BirthDateFieldNumber << 3) | 2;
    private const uint IdNumberTag = (V1.Identity.IdNumberFieldNumber << 3) | 2;
    private const uint MobileTag = (V1.Identity.MobileFieldNumber << 3) | 2;

    /// <summary>Most bytes an etag takes as a field.</summary>
    public const int MostEtag = 24;

    /// <summary>The body of a teacher: the secret part of the identity (empty too), its open part, the rest.</summary>
    public static byte[] Body(V1.Teacher teacher)
    {
        var identity = teacher.Identity;
        var parts = IdentityParts(identity);
        teacher.Identity = null;
        var body = new byte[parts.Length + teacher.CalculateSize()];
        parts.CopyTo(body, 0);
        teacher.WriteTo(body.AsSpan(parts.Length));
        teacher.Identity = identity;
        return body;
    }

    /// <summary>The two parts of an identity as a body begins with them.</summary>
    public static byte[] IdentityParts(V1.Identity identity)
    {
        var secret = new V1.Identity { BirthDate = identity.BirthDate, IdNumber = identity.IdNumber, Mobile = identity.Mobile };
        var open = identity.Clone();
        Mask(open);
        var parts = new byte[2 + CodedOutputStream.ComputeMessageSize(secret) + CodedOutputStream.ComputeMessageSize(open)];
        using var output = new CodedOutputStream(parts);
        output.WriteRawTag((byte)IdentityTag);
        output.WriteMessage(secret);
        output.WriteRawTag((byte)IdentityTag);
        output.WriteMessage(open);
        output.CheckNoSpaceLeft();
        return parts;
    }

    /// <summary>A stored teacher without the secret part of the identity and without an etag, not parsed.</summary>
    public static ReadOnlyMemory<byte> Masked(StoredDocument document) => document.Body[OpenOffset(document.Body.Span)..];

    /// <summary>A stored teacher as a message, masked.</summary>
    public static V1.Teacher Message(StoredDocument document)
    {
        var message = V1.Teacher.Parser.ParseFrom(Masked(document).Span);
        message.Etag = Tokens.Etag(document.Revision);
        return message;
    }

    /// <summary>A teacher as a message, masked.</summary>
    public static V1.Teacher Message(Stored<Teacher> stored)
    {
        var message = Wire.ToMessage(stored.Value);
        Mask(message.Identity);
        message.Etag = Tokens.Etag(stored.Revision);
        return message;
    }

    /// <summary>The identity of a stored teacher in full, for the server's own use; the rest is not parsed.</summary>
    public static V1.Identity Identity(StoredDocument document)
    {
        var body = document.Body.Span;
        return V1.Teacher.Parser.ParseFrom(body[..Parts(body).Facts]).Identity;
    }

    /// <summary>The name of a stored teacher in UTF-8: the first field of the open part, so nothing is parsed.</summary>
    public static ReadOnlySpan<byte> Name(StoredDocument document)
    {
        var body = document.Body.Span;
        var at = OpenOffset(body) + 1;
        WireFields.ReadVarint(body, ref at);
        return WireFields.Skip(body, ref at) is { Tag: NameTag } name ? body[name.Start..at] : [];
    }

    /// <summary>The record that a stored teacher was merged into, or empty.</summary>
    public static string MergedInto(StoredDocument document)
    {
        var body = document.Body.Span;
        for (var at = OpenOffset(body); at < body.Length;)
        {
            if (WireFields.Skip(body, ref at) is { Tag: MergedIntoTag } field)
            {
                return Encoding.ASCII.GetString(body[field.Start..at]);
            }
        }
        return "";
    }

    /// <summary>The teacher is or was recognised; nothing is parsed.</summary>
    public static bool HasRecognition(ReadOnlySpan<byte> body)
    {
        for (var at = OpenOffset(body); at < body.Length;)
        {
            if (WireFields.Skip(body, ref at).Tag == RecognitionTag)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>A test of an organisation's code in UTF-8.</summary>
    public delegate bool PlaceTest(ReadOnlySpan<byte> code);

    /// <summary>True when the school of an engagement or the department of a post passes the test; nothing is parsed.</summary>
    public static bool AnyPlace(ReadOnlySpan<byte> body, PlaceTest test)
    {
        for (var at = OpenOffset(body); at < body.Length;)
        {
            var fact = WireFields.Skip(body, ref at);
            var wanted = fact.Tag switch { EngagementTag => SchoolTag, PostTag => DepartmentTag, _ => 0u };
            var whole = body[..at];
            for (var inner = fact.Start; wanted != 0 && inner < at;)
            {
                var field = WireFields.Skip(whole, ref inner);
                if (field.Tag == wanted && test(whole[field.Start..inner]))
                {
                    return true;
                }
            }
        }
        return false;
    }

    /// <summary>Writes the etag as a field of a teacher; answers how many bytes it took.</summary>
    public static int WriteEtag(Span<byte> target, long revision)
    {
        revision.TryFormat(target[3..], out var digits);
        target[0] = (byte)EtagTag;
        target[1] = (byte)(digits + 2);
        target[2] = target[digits + 3] = (byte)'"';
        return digits + 4;
    }

    /// <summary>Replaces birth date, number and phone by their masked forms. What is hidden of a number is the birth date, so of that the year alone is shown.</summary>
    private static void Mask(V1.Identity identity)
    {
        identity.BirthDate = identity.BirthDate is { } date ? new() { Year = date.Year } : null;
        identity.MaskedIdNumber = Hide(identity.IdNumber, keepFirst: 6, keepLast: 4);
        identity.MaskedMobile = Hide(identity.Mobile, keepFirst: 3, keepLast: 4);
        identity.IdNumber = "";
        identity.Mobile = "";
    }

    private static string Hide(string value, int keepFirst, int keepLast) => value.Length <= keepFirst + keepLast
        ? new string('*', value.Length)
        : $"{value[..keepFirst]}{new string('*', value.Length - keepFirst - keepLast)}{value[^keepLast..]}";

    /// <summary>Where the open part of a body begins, and where the facts behind it do.</summary>
    public static (int Open, int Facts) Parts(ReadOnlySpan<byte> body)
    {
        var open = OpenOffset(body);
        var rest = open;
        WireFields.Skip(body, ref rest);
        return (open, rest);
    }

    // A body of another shape is refused rather than passed on: what it hides could not be told from what it shows.
    private static int OpenOffset(ReadOnlySpan<byte> body)
    {
        var at = 0;
        var secret = WireFields.Skip(body, ref at);
        if (secret.Tag != IdentityTag || at == body.Length || body[at] != IdentityTag)
        {
            throw Damaged("does not begin with an identity in two parts");
        }
        var part = body[..at];
        for (var field = secret.Start; field < at;)
        {
            if (WireFields.Skip(part, ref field).Tag is not (BirthDateTag or IdNumberTag or MobileTag))
            {
                throw Damaged("has a secret part with a field that is not secret");
            }
        }
        return at;
    }

    private static InvalidDataException Damaged(string problem) => new($"A stored teacher {problem}.");
}
