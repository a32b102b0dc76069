using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Faculty.V1;
using Google.Protobuf.WellKnownTypes;

namespace Faculty.Server.Accounts;

/// <summary>Keys of programs: `fk_`, the key's id, `_`, 256 random bits. Only their SHA-256 is kept.</summary>
internal static class ApiKeys
{
    public const string Prefix = "fk_";
    public static readonly TimeSpan LongestLife = TimeSpan.FromDays(400);

    private const int IdLength = 8;
    private const int SecretLength = 43;
    private const string IdLetters = "abcdefghijkmnpqrstuvwxyz23456789";

    /// <summary>A new key: what its holder gets once, and what is kept.</summary>
    public static (string Secret, StoredKey Stored) New(Account account, IEnumerable<Grant> grants, string purpose, DateTimeOffset now, DateTimeOffset expires)
    {
        var id = RandomNumberGenerator.GetString(IdLetters, IdLength);
        var secret = $"{Prefix}{id}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}";
        var stored = new StoredKey
        {
            Key = new()
            {
                KeyId = id,
                AccountName = account.AccountName,
                CreateTime = Timestamp.FromDateTimeOffset(now),
                ExpireTime = Timestamp.FromDateTimeOffset(expires),
                Purpose = purpose,
            },
            AccountId = account.AccountId,
            Hash = StoredAccounts.Hash(Encoding.ASCII.GetBytes(secret)),
        };
        stored.Key.Grants.AddRange(grants);
        return (secret, stored);
    }

    /// <summary>The id in a key's text, or null when it is no key.</summary>
    public static string? IdOf(string text) =>
        text.Length == Prefix.Length + IdLength + 1 + SecretLength && text.StartsWith(Prefix, StringComparison.Ordinal) && text[Prefix.Length + IdLength] == '_'
            ? text.Substring(Prefix.Length, IdLength)
            : null;
}
