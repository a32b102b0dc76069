using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;

namespace Faculty.Server.Accounts;

/// <summary>
/// A refresh token: 128 bits its session's tokens have in common, and 256 of its own. The session's id is made of the common part and tells
/// nothing about it, so that whoever shows the common part has held a token of the session: with other own bits it was used before.
/// </summary>
internal readonly record struct RefreshToken(string Text)
{
    private const string Prefix = "fr_";
    private const int Common = 16;
    private const int Own = 32;

    public string SessionId => Convert.ToHexStringLower(SHA256.HashData(Bytes.AsSpan(0, Common)).AsSpan(0, 16));

    public ByteString Hash => StoredAccounts.Hash(Encoding.ASCII.GetBytes(Text));

    private byte[] Bytes => Base64Url.DecodeFromChars(Text.AsSpan(Prefix.Length));

    public static RefreshToken New() => Of(RandomNumberGenerator.GetBytes(Common + Own));

    /// <summary>The token that takes this one's place.</summary>
    public RefreshToken Next() => Of([.. Bytes.AsSpan(0, Common), .. RandomNumberGenerator.GetBytes(Own)]);

    public static RefreshToken? Read(string text) =>
        text.Length == Prefix.Length + ((Common + Own) * 4 / 3) && text.StartsWith(Prefix, StringComparison.Ordinal) && Base64Url.IsValid(text.AsSpan(Prefix.Length), out var bytes) && bytes == Common + Own
            ? new RefreshToken(text)
            : null;

    private static RefreshToken Of(byte[] bytes) => new(Prefix + Base64Url.EncodeToString(bytes));
}
