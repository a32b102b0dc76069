using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Faculty.Storage.Embedded;

/// <summary>
/// What a backup holds: everything up to a revision and its instant (null when empty), and so many attachments, in so many bytes. Attachments that are
/// not what was written are in it as they are, and named here by their ids, a blank between: a backup must not wait for what cannot be mended.
/// </summary>
public sealed record BackupSummary(long Revision, DateTimeOffset? Instant, long Bytes, int Attachments, string DamagedAttachments);

/// <summary>
/// A backup is one stream: magic, format, number of segments; then each segment's length and bytes; the number of attachments; then each one's id,
/// length and bytes; then the hash of everything before. The journal is verified before it is copied; views are not in it.
/// </summary>
public static class Backup
{
    internal const long Magic = 0x4B43_4142_4146_4346;
    internal const int Format = 2, HeadSize = 16, HashSize = 16, IdSize = 32;

    /// <summary>Backs up a directory no store has open. Throws <see cref="StoreUnavailableException"/> when one has.</summary>
    public static async Task<BackupSummary> WriteAsync(string directory, Stream output, CancellationToken ct)
    {
        using var directoryLock = DirectoryLock.Take(directory);
        List<DiskFile> files = [];
        try
        {
            foreach (var path in JournalFiles.In(directory)) files.Add(Disk.Real.OpenRead(path));
            return await WriteAsync(files, null, new(directory, Disk.Real), output, ct);
        }
        finally
        {
            foreach (var file in files) file.Dispose();
        }
    }

    // The attachments are held since before the end of the journal was looked at: then all that it names are there.
    internal static async Task<BackupSummary> WriteAsync(IReadOnlyList<DiskFile> files, long? lastLength, Attachments attachments, Stream output, CancellationToken ct)
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
        var ids = attachments.Ids();
        BinaryPrimitives.WriteInt32LittleEndian(chunk, ids.Count);
        await SendAsync(chunk.AsMemory(0, 4));
        List<string> damaged = [];
        foreach (var id in ids)
        {
            using var attachment = attachments.OpenRead(id);
            if (!await Task.Run(() => attachment.IsSound(ct), ct)) damaged.Add(id);
            var length = attachment.StoredLength;
            Encoding.ASCII.GetBytes(id, chunk);
            BinaryPrimitives.WriteInt64LittleEndian(chunk.AsSpan(IdSize), length);
            await SendAsync(chunk.AsMemory(0, IdSize + 8));
            for (long at = 0; at < length;)
            {
                var count = (int)Math.Min(chunk.Length, length - at);
                // One that is cut short is filled up: it stays damaged.
                var read = attachment.ReadStored(chunk.AsSpan(0, count), at);
                chunk.AsSpan(read, count - read).Clear();
                await SendAsync(chunk.AsMemory(0, count));
                at += count;
            }
        }
        await output.WriteAsync(hash.GetCurrentHash(), ct);
        await output.FlushAsync(ct);
        return new(end.Revision, end.Revision == 0 ? null : new(end.Instant, TimeSpan.Zero), total + HashSize, ids.Count, string.Join(' ', damaged));

        async Task SendAsync(ReadOnlyMemory<byte> part)
        {
            hash.Append(part.Span);
            total += part.Length;
            await output.WriteAsync(part, ct);
        }
    }
}
