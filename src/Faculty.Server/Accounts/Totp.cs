using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Faculty.Server.Accounts;

/// <summary>One-time codes by time (动态口令): RFC 6238 with HMAC-SHA-1, 30 seconds, 6 digits, which is what authenticators understand.</summary>
internal static class Totp
{
    public const int KeyBytes = 20;
    private const int StepSeconds = 30;
    private const int Drift = 1;
    private const string Base32Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The step a code is of, when it is of the present step or one beside it and after <paramref name="last"/>: a code is good once.</summary>
    public static long? StepOf(string code, ReadOnlySpan<byte> key, DateTimeOffset now, long last)
    {
        var present = now.ToUnixTimeSeconds() / StepSeconds;
        long? found = null;
        for (var step = present - Drift; step <= present + Drift; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Code(key, step)), Encoding.UTF8.GetBytes(code)) && step > last)
            {
                found = step;
            }
        }
        return found;
    }

    /// <summary>RFC 4648, without padding.</summary>
    public static string Base32(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        var (held, bits) = (0, 0);
        foreach (var next in bytes)
        {
            (held, bits) = ((held << 8) | next, bits + 8);
            for (; bits >= 5; bits -= 5)
            {
                text.Append(Base32Letters[(held >> (bits - 5)) & 31]);
            }
        }
        return (bits > 0 ? text.Append(Base32Letters[(held << (5 - bits)) & 31]) : text).ToString();
    }

    private static string Code(ReadOnlySpan<byte> key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // RFC 6238: what authenticator programs reckon with; HMAC does not rest on SHA-1's collisions.
        HMACSHA1.HashData(key, counter, hash);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 15)..]) & int.MaxValue;
        return $"{number % 1_000_000:000000}";
    }
}
