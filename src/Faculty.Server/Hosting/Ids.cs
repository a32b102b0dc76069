using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Faculty.Server.Hosting;

/// <summary>Opaque ids: UUIDv7 as 32 hexadecimal digits, sortable by time of issue, never reused.</summary>
internal static class Ids
{
    private const int RandomBytes = 10;

    // Randomness comes in stretches: asking the system for each id would be the dearest part of importing a row.
    [ThreadStatic]
    private static byte[]? stretch;

    [ThreadStatic]
    private static int used;

    /// <summary>A checked request id in the one spelling it is kept by, because capitals make no other UUID; null when there is none.</summary>
    public static string? OfRequest(string requestId) => requestId.Length == 0 ? null : Guid.ParseExact(requestId, "D").ToString("D");

    public static string New()
    {
        stretch ??= new byte[RandomBytes * 256];
        if (used == 0)
        {
            RandomNumberGenerator.Fill(stretch);
        }
        Span<byte> id = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(id, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() << 16);
        stretch.AsSpan(used, RandomBytes).CopyTo(id[6..]);
        used = (used + RandomBytes) % stretch.Length;
        id[6] = (byte)((id[6] & 0x0f) | 0x70);
        id[8] = (byte)((id[8] & 0x3f) | 0x80);
        return Convert.ToHexStringLower(id);
    }
}
