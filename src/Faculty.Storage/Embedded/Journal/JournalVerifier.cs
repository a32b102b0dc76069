namespace Faculty.Storage.Embedded;

/// <summary>How far a verification is, in bytes.</summary>
public readonly record struct JournalProgress(long Done, long Total);

/// <summary>
/// What a verification found. <paramref name="TornBytes"/> at the end belong to a write that was never acknowledged; they are cut at the
/// next start. <paramref name="Damage"/> names the file and offset of the first bytes that are not what was written, null when all are.
/// Of so many attachments those that are not what was written are named by their ids.
/// </summary>
public sealed record JournalReport(int Segments, long LastRevision, DateTimeOffset? LastInstant, long Bytes, long TornBytes, StoreDamagedException? Damage)
{
    public int Attachments { get; init; }

    public IReadOnlyList<string> DamagedAttachments { get; init; } = [];
}

/// <summary>Verifies every byte of a journal and of the attachments beside it against their hashes and links, with or without a server.</summary>
public static class JournalVerifier
{
    /// <summary>Verifies the journal in a directory that no store is writing to.</summary>
    public static async Task<JournalReport> VerifyAsync(string directory, IProgress<JournalProgress>? progress, CancellationToken ct)
    {
        List<DiskFile> files = [];
        try
        {
            foreach (var path in JournalFiles.In(directory)) files.Add(Disk.Real.OpenRead(path));
            return await VerifyAsync(files, null, Attachments.FolderOf(directory), progress, ct);
        }
        catch (StoreDamagedException missing)
        {
            return new(files.Count, 0, null, 0, 0, missing);
        }
        finally
        {
            foreach (var file in files) file.Dispose();
        }
    }

    internal static Task<JournalReport> VerifyAsync(IReadOnlyList<DiskFile> files, long? lastLength, string attachments, IProgress<JournalProgress>? progress, CancellationToken ct) => Task.Run(() =>
    {
        var ids = Attachments.IdsIn(attachments);
        var total = files.Take(files.Count - 1).Sum(f => f.Length) + (files.Count == 0 ? 0 : lastLength ?? files[^1].Length)
            + ids.Sum(id => new FileInfo(Path.Combine(attachments, id)).Length);
        var done = 0L;
        var finding = new JournalCheck(files, JournalEnd.Start, lastLength, bytes => progress?.Report(new(done += bytes, total)), ct).Run();
        List<string> damaged = [];
        foreach (var id in ids)
        {
            using var attachment = Attachments.Open(Disk.Real, attachments, id);
            if (!attachment.IsSound(ct)) damaged.Add(id);
            progress?.Report(new(done += attachment.StoredLength, total));
        }
        progress?.Report(new(total, total));
        var end = finding.End;
        var bytes = files.Take(end.Segment - 1).Sum(f => f.Length) + (files.Count == 0 ? 0 : end.Offset);
        return new JournalReport(files.Count, end.Revision, end.Revision == 0 ? null : new(end.Instant, TimeSpan.Zero), bytes, finding.Torn, finding.Damage) { Attachments = ids.Count, DamagedAttachments = damaged };
    }, ct);
}
