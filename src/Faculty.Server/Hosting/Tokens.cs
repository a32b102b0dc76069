using System.Buffers.Binary;
using System.Buffers.Text;
using System.IO.Hashing;
using System.Text;
using Faculty.V1;
using Google.Protobuf;

namespace Faculty.Server.Hosting;

/// <summary>Opaque tokens: etags, positions in the journal, and page tokens bound to the parameters of their list.</summary>
internal static class Tokens
{
    public static string Etag(long revision) => $"\"{revision}\"";

    public static bool IsEtag(string etag) =>
        etag.Length == 0 || (etag.Length is > 2 and < 22 && etag[0] == '"' && etag[^1] == '"' && etag.AsSpan(1, etag.Length - 2).IndexOfAnyExceptInRange('0', '9') < 0);

    public static string Change(long revision)
    {
        Span<byte> bytes = stackalloc byte[12];
        BinaryPrimitives.WriteInt64BigEndian(bytes, revision);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[8..], Sum(bytes[..8]));
        return Base64Url.EncodeToString(bytes);
    }

    public static long Revision(string changeToken)
    {
        Span<byte> bytes = stackalloc byte[12];
        if (changeToken.Length != 16 || !Base64Url.TryDecodeFromChars(changeToken, bytes, out var length) || length != 12
            || BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]) != Sum(bytes[..8]) || BinaryPrimitives.ReadInt64BigEndian(bytes) is var revision && revision < 0)
        {
            throw new Refusal(ErrorReason.InvalidChangeToken, "The change token is damaged; read again without it.");
        }
        return revision;
    }

    /// <summary>A page token: where the page ended, and a hash of that and of everything else in the request.</summary>
    public static string Page(IMessage request, string? after)
    {
        if (after is null)
        {
            return "";
        }
        var bytes = new byte[8 + Encoding.UTF8.GetByteCount(after)];
        Encoding.UTF8.GetBytes(after, bytes.AsSpan(8));
        BinaryPrimitives.WriteUInt64BigEndian(bytes, Sum(request, bytes.AsSpan(8)));
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Where the page before ended; null for the first page.</summary>
    public static string? After(IMessage request, string pageToken)
    {
        if (pageToken.Length == 0)
        {
            return null;
        }
        if (pageToken.Length > 2048 || !Base64Url.IsValid(pageToken) || Base64Url.DecodeFromChars(pageToken) is not { Length: >= 8 } bytes
            || BinaryPrimitives.ReadUInt64BigEndian(bytes) != Sum(request, bytes.AsSpan(8)))
        {
            throw new Refusal(ErrorReason.InvalidPageToken, "The page token is damaged or belongs to other parameters; start again without it.");
        }
        return Encoding.UTF8.GetString(bytes.AsSpan(8));
    }

    // Page size and position may differ between pages; every other field is part of what the token continues.
    private static ulong Sum(IMessage request, ReadOnlySpan<byte> position)
    {
        var hash = new XxHash64();
        hash.Append(position);
        hash.Append(Encoding.UTF8.GetBytes(request.Descriptor.FullName));
        foreach (var field in request.Descriptor.Fields.InFieldNumberOrder())
        {
            if (field.Name is "page_token" or "page_size" or "after_change_token")
            {
                continue;
            }
            hash.Append(Encoding.UTF8.GetBytes($"\0{field.FieldNumber}={field.Accessor.GetValue(request)}"));
        }
        return hash.GetCurrentHashAsUInt64();
    }

    private static uint Sum(ReadOnlySpan<byte> bytes) => (uint)XxHash3.HashToUInt64(bytes, seed: 0x46614375);
}
