using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Faculty.Storage.Embedded;

/// <summary>
/// Makes a store's directory out of a backup. Files get their names only after the backup's hash and the journal in it have been
/// verified; a restore that fails leaves the directory empty.
/// </summary>
public static class Restore
{
    private const string Partial = ".partial";

    /// <summary>
    /// Restores into a missing or empty directory. Throws <see cref="InvalidOperationException"/> when it is not empty,
    /// <see cref="StoreDamagedException"/> naming the offset in the backup, or the file in it, when that is not what was backed up.
    /// </summary>
    public static async Task<BackupSummary> RunAsync(Stream input, string directory, CancellationToken ct)
    {
        Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (Directory.EnumerateFileSystemEntries(directory).Any())
            throw new InvalidOperationException($"the directory {directory} is not empty: restore into a new one.");
        List<DiskFile> files = [];
        var done = false;
        try
        {
            var (bytes, attachments) = await ReceiveAsync(input, directory, files, ct);
            var finding = await Task.Run(() => new JournalCheck(files, JournalEnd.Start, null, null, ct).Run(), ct);
            if (finding.Damage is { } damage) throw damage;
            if (finding.Torn > 0 || finding.LastSegmentUnborn) throw new StoreDamagedException("backup", bytes, "the journal in the backup has no proper end");
            var damaged = await Task.Run(() => Settle(directory, attachments, ct), ct);
            foreach (var file in files) file.Sync();
            foreach (var file in files) Disk.Real.Rename(file.Path, file.Path[..^Partial.Length]);
            Disk.Real.SyncDirectory(directory);
            done = true;
            return new(finding.End.Revision, finding.End.Revision == 0 ? null : new(finding.End.Instant, TimeSpan.Zero), bytes, attachments.Count, string.Join(' ', damaged));
        }
        finally
        {
            foreach (var file in files)
            {
                file.Dispose();
                if (!done) Disk.Real.Delete(file.Path);
            }
            if (!done && Directory.Exists(Attachments.FolderOf(directory))) Directory.Delete(Attachments.FolderOf(directory), recursive: true);
        }
    }

    /// <summary>Gives the attachments their names, durably; the ids of those that are not what was written.</summary>
    private static List<string> Settle(string directory, List<string> attachments, CancellationToken ct)
    {
        if (attachments.Count == 0) return [];
        var folder = Attachments.FolderOf(directory);
        List<string> damaged = [];
        foreach (var id in attachments)
        {
            Disk.Real.Rename(Path.Combine(folder, id + Attachments.Partial), Path.Combine(folder, id));
            using var attachment = Attachments.Open(Disk.Real, folder, id);
            if (!attachment.IsSound(ct)) damaged.Add(id);
        }
        Disk.Real.SyncDirectory(folder);
        return damaged;
    }

    private static async Task<(long Bytes, List<string> Attachments)> ReceiveAsync(Stream input, string directory, List<DiskFile> files, CancellationToken ct)
    {
        var hash = new XxHash128();
        var chunk = new byte[256 << 10];
        var position = 0L;
        await TakeAsync(Backup.HeadSize);
        if (BinaryPrimitives.ReadInt64LittleEndian(chunk) != Backup.Magic) throw Damaged("this is not a backup");
        if (BinaryPrimitives.ReadInt32LittleEndian(chunk.AsSpan(8)) != Backup.Format) throw Damaged("the backup's format is not known to this program");
        var segments = BinaryPrimitives.ReadInt32LittleEndian(chunk.AsSpan(12));
        for (var number = 1; number <= segments; number++)
        {
            await TakeAsync(8);
            var length = BinaryPrimitives.ReadInt64LittleEndian(chunk);
            var file = Disk.Real.Open(Path.Combine(directory, JournalFiles.NameOf(number) + Partial));
            files.Add(file);
            for (long at = 0; at < length;)
            {
                var count = (int)Math.Min(chunk.Length, length - at);
                await TakeAsync(count);
                file.Write(chunk.AsSpan(0, count), at);
                at += count;
            }
        }
        List<string> attachments = [];
        await TakeAsync(4);
        for (var left = BinaryPrimitives.ReadInt32LittleEndian(chunk); left > 0; left--)
        {
            await TakeAsync(Backup.IdSize + 8);
            var id = Encoding.ASCII.GetString(chunk, 0, Backup.IdSize);
            var length = BinaryPrimitives.ReadInt64LittleEndian(chunk.AsSpan(Backup.IdSize));
            if (!Attachments.IsId(id)) throw Damaged("an attachment in the backup has no id");
            Directory.CreateDirectory(Attachments.FolderOf(directory), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            using var file = Disk.Real.Open(Path.Combine(Attachments.FolderOf(directory), id + Attachments.Partial));
            for (long at = 0; at < length;)
            {
                var count = (int)Math.Min(chunk.Length, length - at);
                await TakeAsync(count);
                file.Write(chunk.AsSpan(0, count), at);
                at += count;
            }
            file.Sync();
            attachments.Add(id);
        }
        var expected = hash.GetCurrentHash();
        await TakeAsync(Backup.HashSize);
        if (!chunk.AsSpan(0, Backup.HashSize).SequenceEqual(expected)) throw Damaged("the backup does not match its hash");
        if (await input.ReadAsync(chunk.AsMemory(0, 1), ct) != 0) throw Damaged("there are bytes behind the backup's end");
        return (position, attachments);

        async Task TakeAsync(int count)
        {
            var read = await input.ReadAtLeastAsync(chunk.AsMemory(0, count), count, throwOnEndOfStream: false, ct);
            if (read < count) throw Damaged("the backup ends too early");
            hash.Append(chunk.AsSpan(0, count));
            position += count;
        }

        StoreDamagedException Damaged(string problem) => new("backup", position, problem);
    }
}
