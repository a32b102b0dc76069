using System.Security.Cryptography;
using System.Text;
using Faculty.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Faculty.Server.Accounts;

/// <summary>Codes that are good once for choosing a password: three times four letters and digits, 60 random bits, without those that look alike.</summary>
internal static class SignInCodes
{
    public static readonly TimeSpan Life = TimeSpan.FromHours(72);
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    public static string New() => string.Join('-', Enumerable.Range(0, 3).Select(_ => RandomNumberGenerator.GetString(Letters, 4)));

    public static ByteString Hash(string code) => StoredAccounts.Hash(Bytes(code));

    /// <summary>As typed: capitals, blanks and hyphens do not matter.</summary>
    public static bool Matches(string typed, ByteString hash) => hash.Length > 0 && hash.Matches(Bytes(typed));

    /// <summary>Secrets that hold nothing but a new code.</summary>
    public static (string Code, AccountSecrets Secrets) Begin(DateTimeOffset now)
    {
        var code = New();
        return (code, new() { CodeHash = Hash(code), CodeExpireTime = Timestamp.FromDateTimeOffset(now + Life) });
    }

    private static byte[] Bytes(string code) => Encoding.UTF8.GetBytes(string.Concat(code.ToUpperInvariant().Where(c => c is not ('-' or ' '))));
}
