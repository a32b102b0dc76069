using System.Security.Cryptography;

namespace Faculty.Server.Tests.Accounts;

/// <summary>What a person has on the telephone: shows the code of a key (RFC 6238, RFC 4648), and shares no code with the server.</summary>
internal static class Authenticator
{
    /// <summary>The six digits that a key as it is written shows at an instant.</summary>
    public static string Shows(string secret, DateTimeOffset instant)
    {
        var counter = BitConverter.GetBytes(instant.ToUnixTimeSeconds() / 30);
        Array.Reverse(counter);
#pragma warning disable CA5350 // What RFC 6238 has.
        var hash = HMACSHA1.HashData(FromBase32(secret), counter);
#pragma warning restore CA5350
        var at = hash[19] & 15;
        var number = ((hash[at] & 127) << 24) | (hash[at + 1] << 16) | (hash[at + 2] << 8) | hash[at + 3];
        return $"{number % 1_000_000:000000}";
    }

    private static byte[] FromBase32(string text)
    {
        var bits = string.Concat(text.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(b => b.Length == 8).Select(b => Convert.ToByte(new string(b), 2))];
    }
}
