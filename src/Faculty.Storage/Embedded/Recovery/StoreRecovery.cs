using System.Collections.Frozen;

namespace Faculty.Storage.Embedded;

/// <summary>What a start finds in the directory, made ready to serve.</summary>
internal sealed record OpenedStore(Journal Journal, JournalReader Reader, StoreIndexes Indexes, DocumentBodies Bodies, DocumentKeys Keys, UInt128 Stamp, string BuiltFrom);

/// <summary>
/// A start: find the journal's true end, cut what never became durable, load the index snapshot or build the indexes anew, then take in
/// what came after. Damage in front of the end refuses to start.
/// </summary>
internal sealed class StoreRecovery(EmbeddedStoreOptions options, IReadOnlyList<DocumentType> types, CancellationToken ct)
{
    private readonly Disk disk = options.Disk;

    public OpenedStore Run()
    {
        var files = JournalFiles.In(options.Directory).Select(disk.Open).ToList();
        try
        {
            return Open(files);
        }
        catch
        {
            foreach (var file in files) file.Dispose();
            throw;
        }
    }

    private OpenedStore Open(List<DiskFile> files)
    {
        var stamp = IndexStamp.Of(types, options.IndexVersion);
        using var found = IndexSnapshot.Find(options);
        var snapshot = files.Count > 0 && found?.Stamp == stamp && found.Journal == IdOf(files[0]) ? found : null;
        var whole = snapshot is null || files.Sum(f => f.Length) <= options.VerifyAtStartBytes;
        var finding = new JournalCheck(files, whole ? JournalEnd.Start : snapshot!.End, null, null, ct).Run();
        if (finding.Damage is { } damage) throw damage;
        RequireWhatViewsHold(finding, found);
        Cut(files, finding);

        var journal = new Journal(disk, options.Directory, options.SegmentBytes, finding.Journal ?? Guid.NewGuid(), files, finding.End);
        var reader = new JournalReader(journal);
        var bodies = new DocumentBodies(reader, options.BodyCacheBytes);
        if (files.Count == 0) return Fresh(journal, reader, bodies, stamp).Opened with { BuiltFrom = "nothing" };
        if (snapshot is not null)
        {
            var loaded = Fresh(journal, reader, bodies, stamp);
            snapshot.Load(loaded.Opened.Indexes);
            loaded.Build.TakeInFrom(new(snapshot.End.Segment, snapshot.End.Offset));
            return loaded.Opened with { BuiltFrom = "snapshot" };
        }
        var viewed = Fresh(journal, reader, bodies, stamp);
        if (TryView(viewed.Build, out var rest))
        {
            viewed.Build.TakeInFrom(rest);
            return viewed.Opened with { BuiltFrom = "view" };
        }
        var rebuilt = Fresh(journal, reader, bodies, stamp);
        rebuilt.Build.FromJournal();
        return rebuilt.Opened;
    }

    private (OpenedStore Opened, IndexBuild Build) Fresh(Journal journal, JournalReader reader, DocumentBodies bodies, UInt128 stamp)
    {
        var indexes = new StoreIndexes(new(journal, reader), new());
        var keys = new DocumentKeys(indexes, bodies, types.ToFrozenDictionary(t => t.Name));
        return (new(journal, reader, indexes, bodies, keys, stamp, "journal"), new(journal, reader, indexes, keys, ct));
    }

    /// <summary>
    /// The views are made of durable entries only, so a journal that ends before them, or is not there, has lost what was acknowledged.
    /// Nothing is cut or made anew then: the views are the proof, and perhaps the last copy. Views of another journal prove nothing.
    /// </summary>
    private void RequireWhatViewsHold(JournalFinding finding, FoundSnapshot? snapshot)
    {
        if (snapshot is not null && OfThis(snapshot.Journal)
            && (snapshot.End.Revision > finding.End.Revision || (finding.Journal is not null && snapshot.End.Unit > finding.End.Unit))) throw More(snapshot.End.Revision);
        if (LiteView.StateIn(disk, options.Directory) is { } view && OfThis(view.Journal) && view.Revision > finding.End.Revision) throw More(view.Revision);

        bool OfThis(Guid journal) => finding.Journal is null || finding.Journal == journal;

        StoreDamagedException More(long revision) => new(JournalFiles.NameOf(finding.End.Segment), finding.End.Offset,
            revision > finding.End.Revision
                ? $"the journal ends here with revision {finding.End.Revision}, but more had been durable (revision {revision})"
                : $"the journal ends here with revision {finding.End.Revision}; what it held after that had been durable and is gone");
    }

    /// <summary>A view that throws or does not add up is deleted; it is made again while the store serves.</summary>
    private bool TryView(IndexBuild build, out Location rest)
    {
        rest = default;
        if (!LiteView.Exists(options.Directory)) return false;
        LiteView? view = null;
        try
        {
            view = new(disk, options.Directory);
            if (build.FromView(view, out rest))
            {
                view.Dispose();
                return true;
            }
        }
        catch (Exception damage) when (damage is not (OperationCanceledException or StoreDamagedException))
        {
            // LiteDB has many ways to say that its file is broken.
        }
        view?.Abandon();
        LiteView.Delete(disk, options.Directory);
        return false;
    }

    private void Cut(List<DiskFile> files, JournalFinding finding)
    {
        if (finding.LastSegmentUnborn)
        {
            files[^1].Dispose();
            disk.Delete(files[^1].Path);
            disk.SyncDirectory(options.Directory);
            files.RemoveAt(files.Count - 1);
        }
        if (files.Count == 0 || files[^1].Length <= finding.End.Offset) return;
        files[^1].SetLength(finding.End.Offset);
        files[^1].Sync();
    }

    private static Guid? IdOf(DiskFile first)
    {
        Span<byte> bytes = stackalloc byte[SegmentHeader.Size];
        return SegmentHeader.Read(bytes[..first.Read(bytes, 0)])?.Journal;
    }
}
