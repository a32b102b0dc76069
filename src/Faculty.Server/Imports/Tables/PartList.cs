using System.Buffers.Binary;

namespace Faculty.Server.Imports.Tables;

/// <summary>The list of parts (central directory) at the end of a zip file, looked at without reading it.</summary>
internal static class PartList
{
    private const int End = 22, LongestComment = 65_535, Locator64 = 20, End64 = 56;

    /// <summary>How many bytes the list has at most; 0 or less where there is none. The file stands at its start afterwards.</summary>
    public static long BytesOf(Stream file)
    {
        var tail = Read(file, Math.Max(0, file.Length - LongestComment - End - Locator64));
        var end = tail.LastIndexOf("PK\u0005\u0006"u8);
        if (end < 0 || tail.Length - end < End)
        {
            return 0;
        }
        var endsAt = file.Length - tail.Length + end;
        var start = (long)BinaryPrimitives.ReadUInt32LittleEndian(tail[(end + 16)..]);
        if (end >= Locator64 && tail[(end - Locator64)..].StartsWith("PK\u0006\u0007"u8))
        {
            var end64 = Read(file, BinaryPrimitives.ReadInt64LittleEndian(tail[(end - Locator64 + 8)..]), End64);
            start = Math.Min(start, end64.Length == End64 ? BinaryPrimitives.ReadInt64LittleEndian(end64[48..]) : start);
        }
        return endsAt - start;
    }

    private static ReadOnlySpan<byte> Read(Stream file, long from, int most = int.MaxValue)
    {
        if (from < 0 || from > file.Length)
        {
            return [];
        }
        var bytes = new byte[Math.Min(most, file.Length - from)];
        file.Position = from;
        file.ReadExactly(bytes);
        file.Position = 0;
        return bytes;
    }
}
