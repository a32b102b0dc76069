using System.Buffers.Binary;
using System.IO.Hashing;

namespace Faculty.Storage.Embedded;

/// <summary>What a backup holds: everything up to a revision and its instant (null when empty), in so many bytes.</summary>
public sealed record BackupSummary(long Revision, DateTimeOffset? Instant, long Bytes);

/// <summary>
/// A backup is one stream: magic, format, number of segments; then each segment's length and bytes; then the hash of everything before.
/// The journal is the whole record, so nothing else is in it, and it is verified before it is copied.
/// </summary>
public static class Backup
{
    internal const long Magic = 0x4B43_4142_4146_4346;
    internal const int Format = 1, HeadSize = 16, HashSize = 16;

    /// <summary>Backs up a directory no store has open. Throws <see cref="StoreUnavailableException"/> when one has.</summary>
    public static async Task<BackupSummary> WriteAsync(string directory, Stream output, CancellationToken ct)
    {
        using var directoryLock = DirectoryLock.Take(directory);
        List<DiskFile> files = [];
        try
        {
            foreach (var path in JournalFiles.In(directory)) files.Add(Disk.Real.OpenRead(path));
            return await WriteAsync(files, null, output, ct);
        }
        finally
        {
            foreach (var file in files) file.Dispose();
        }
    }

    internal static async Task<BackupSummary> WriteAsync(IReadOnlyList<DiskFile> files, long? lastLength, Stream output, CancellationToken ct)
    {
        var finding = await Task.Run(() => new JournalCheck(files, JournalEnd.Start, lastLength, null, ct).Run(), ct);
        if (finding.Damage is { } damage) throw damage;
        var end = finding.End;
        var segments = files.Count == 0 ? 0 : end.Segment;

        var hash = new XxHash128();
        var total = 0L;
        var head = new byte[HeadSize];
        BinaryPrimitives.WriteInt64LittleEndian(head, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(8), Format);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(12), segments);
        await SendAsync(head);
        var chunk = new byte[256 << 10];
        for (var number = 1; number <= segments; number++)
        {
            var length = number == end.Segment ? end.Offset : files[number - 1].Length;
            BinaryPrimitives.WriteInt64LittleEndian(chunk, length);
            await SendAsync(chunk.AsMemory(0, 8));
            for (long at = 0; at < length;)
            {
                var read = files[number - 1].Read(chunk.AsSpan(0, (int)Math.Min(chunk.Length, length - at)), at);
                await SendAsync(chunk.AsMemory(0, read));
                at += read;
            }
        }
        await output.WriteAsync(hash.GetCurrentHash(), ct);
        await output.FlushAsync(ct);
        return new(end.Revision, end.Revision == 0 ? null : new(end.Instant, TimeSpan.Zero), total + HashSize);

        async Task SendAsync(ReadOnlyMemory<byte> part)
        {
            hash.Append(part.Span);
            total += part.Length;
            await output.WriteAsync(part, ct);
        }
    }
}
