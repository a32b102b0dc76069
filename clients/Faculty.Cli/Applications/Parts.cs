using System.Security.Cryptography;
using System.Text;

namespace Faculty.Cli.Applications;

/// <summary>More than a server takes at once, in parts.</summary>
internal static class Parts
{
    private const int MostAtOnce = 500;

    /// <summary>
    /// The parts, each with its request id: of one part what was typed; of several, ids that follow from what was typed, so that the whole is
    /// repeated safely. Empty when none was typed.
    /// </summary>
    public static IReadOnlyList<(T[] Items, string RequestId)> Of<T>(IReadOnlyCollection<T> items, string requestId) =>
        [.. items.Chunk(MostAtOnce).Select((part, index) => (part, items.Count <= MostAtOnce ? requestId : IdOf(requestId, index + 1)))];

    // What is no UUID is sent as it is, and refused by the server.
    private static string IdOf(string requestId, int number)
    {
        if (!Guid.TryParseExact(requestId, "D", out var typed))
        {
            return requestId;
        }
        var bytes = SHA256.HashData(Encoding.ASCII.GetBytes($"{typed:D}/{number}"))[..16];
        // Version 8: made as the maker likes (RFC 9562).
        (bytes[6], bytes[8]) = ((byte)((bytes[6] & 0x0f) | 0x80), (byte)((bytes[8] & 0x3f) | 0x80));
        return new Guid(bytes, bigEndian: true).ToString("D");
    }
}
