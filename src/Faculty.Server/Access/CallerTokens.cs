using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Faculty.Server.Hosting;
using Faculty.Server.Privacy;
using Faculty.Storage;
using Faculty.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Faculty.Server.Access;

/// <summary>
/// Tokens that a caller brings back: where a page ended, and positions in the journal. They are worth something only to whom they were
/// given. Where a page ended says names, so it is sealed, and opens only for the same parameters under the same grants.
/// </summary>
internal sealed class CallerTokens(IRegistryStore store, KeyRing ring)
{
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int MarkSize = 8;
    private const int LongestPage = 2048;

    /// <summary>Characters of a change token, whatever its revision.</summary>
    public static readonly int ChangeSize = Base64Url.GetEncodedLength(sizeof(long) + MarkSize);

    private readonly byte[] key = ring.Key("caller tokens");

    /// <summary>A page token: where the page ended; empty when nothing follows.</summary>
    public string Page(ServerCallContext call, IMessage request, string? after)
    {
        if (after is null)
        {
            return "";
        }
        var plain = Encoding.UTF8.GetBytes(after);
        var token = new byte[NonceSize + plain.Length + TagSize];
        var nonce = token.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key, TagSize);
        cipher.Encrypt(nonce, plain, token.AsSpan(NonceSize, plain.Length), token.AsSpan(NonceSize + plain.Length), Terms(call, request));
        return Base64Url.EncodeToString(token);
    }

    /// <summary>Where the page before ended; null for the first page.</summary>
    public string? After(ServerCallContext call, IMessage request, string pageToken)
    {
        if (pageToken.Length == 0)
        {
            return null;
        }
        if (pageToken.Length <= LongestPage && Base64Url.IsValid(pageToken) && Base64Url.DecodeFromChars(pageToken) is { Length: >= NonceSize + TagSize } token
            && Base64Url.EncodeToString(token) == pageToken)
        {
            var sealed_ = token.AsSpan(NonceSize, token.Length - NonceSize - TagSize);
            var plain = new byte[sealed_.Length];
            using var cipher = new AesGcm(key, TagSize);
            try
            {
                cipher.Decrypt(token.AsSpan(0, NonceSize), sealed_, token.AsSpan(NonceSize + sealed_.Length), plain, Terms(call, request));
                return Encoding.UTF8.GetString(plain);
            }
            catch (AuthenticationTagMismatchException)
            {
                // Answered below, like a token that is none.
            }
        }
        throw new Refusal(ErrorReason.InvalidPageToken, "The page token is damaged or belongs to other parameters or another caller; start again without it.");
    }

    /// <summary>The position behind a revision.</summary>
    public string Change(ServerCallContext call, long revision) => Change(Caller.Of(call).PrincipalId, revision);

    public string Change(string principalId, long revision)
    {
        Span<byte> token = stackalloc byte[ChangeSize];
        WriteChange(principalId, revision, token);
        return Encoding.ASCII.GetString(token);
    }

    /// <summary>The same as the <see cref="ChangeSize"/> characters that it has.</summary>
    public void WriteChange(string principalId, long revision, Span<byte> ascii)
    {
        Span<byte> token = stackalloc byte[sizeof(long) + MarkSize];
        BinaryPrimitives.WriteInt64BigEndian(token, revision);
        Mark(principalId, revision, token[sizeof(long)..]);
        Base64Url.EncodeToUtf8(token, ascii);
    }

    /// <summary>The revision of a position, 0 for an empty token. What the journal has not reached cannot be answered; one call later it may be.</summary>
    public long Reached(ServerCallContext call, string changeToken)
    {
        if (changeToken.Length == 0)
        {
            return 0;
        }
        Span<byte> token = stackalloc byte[sizeof(long) + MarkSize];
        Span<byte> mark = stackalloc byte[MarkSize];
        if (changeToken.Length != ChangeSize || !Base64Url.TryDecodeFromChars(changeToken, token, out var length) || length != token.Length)
        {
            throw Invalid();
        }
        var revision = BinaryPrimitives.ReadInt64BigEndian(token);
        Mark(Caller.Of(call).PrincipalId, revision, mark);
        if (revision < 0 || !CryptographicOperations.FixedTimeEquals(mark, token[sizeof(long)..]))
        {
            throw Invalid();
        }
        return revision <= store.Revision
            ? revision
            : throw new Refusal(ErrorReason.ChangeTokenTooNew, "The position is not reached.") { Metadata = [("revision", $"{store.Revision}")] };

        static Refusal Invalid() => new(ErrorReason.InvalidChangeToken, "The change token is damaged or another caller's; read again without it.");
    }

    private void Mark(string principalId, long revision, Span<byte> mark)
    {
        Span<byte> whole = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"change\0{revision}\0{principalId}"), whole);
        whole[..MarkSize].CopyTo(mark);
    }

    // Page size and position may differ between pages; every other field, the caller and what was granted are part of what the token continues.
    private static byte[] Terms(ServerCallContext call, IMessage request)
    {
        var caller = Principal.Find(call)?.Now ?? Caller.Anybody;
        var terms = new StringBuilder($"page\0{caller.PrincipalId}\0{caller.Grants.Count}");
        foreach (var grant in caller.Grants)
        {
            terms.Append($"\0{grant.Role} {grant.OrganisationCode}");
        }
        terms.Append($"\0{request.Descriptor.FullName}");
        foreach (var field in request.Descriptor.Fields.InFieldNumberOrder())
        {
            if (field.Name is not ("page_token" or "page_size" or "after_change_token"))
            {
                terms.Append($"\0{field.FieldNumber}={field.Accessor.GetValue(request)}");
            }
        }
        return SHA256.HashData(Encoding.UTF8.GetBytes($"{terms}"));
    }
}
