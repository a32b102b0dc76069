namespace Faculty.Storage.Embedded;

/// <summary>
/// The documents of a type as columns: a slot for every id ever used, with its newest revision and the place of that version. About
/// 40 bytes each. Slots of removed documents stay: their history starts there.
/// </summary>
internal sealed class DocumentTable
{
    private const byte RemovedFlag = 1, TextIdFlag = 2;
    private readonly Column<UInt128> ids = new();
    private readonly Column<long> revisions = new();
    private readonly Column<long> locations = new();
    private readonly Column<byte> flags = new();
    private readonly List<string> texts = [];
    private int[] buckets = new int[64];

    public int Slots => ids.Count;

    /// <summary>Documents that are not removed.</summary>
    public long Live { get; private set; }

    public DocumentId IdOf(int slot) => (flags[slot] & TextIdFlag) != 0 ? new(texts[(int)ids[slot]]) : new(ids[slot]);

    public SlotVersion Version(int slot) => new(revisions[slot], new(locations[slot]), (flags[slot] & RemovedFlag) != 0);

    /// <summary>The slot of an id, or -1.</summary>
    public int Find(DocumentId id)
    {
        for (var at = Bucket(id); ; at = (at + 1) & (buckets.Length - 1))
        {
            var slot = buckets[at] - 1;
            if (slot < 0 || IdOf(slot).Equals(id)) return slot;
        }
    }

    public int FindOrAdd(DocumentId id)
    {
        if (Find(id) is var found && found >= 0) return found;
        if (id.Text is { } text)
        {
            ids.Add((UInt128)texts.Count);
            texts.Add(text);
            flags.Add(TextIdFlag | RemovedFlag);
        }
        else
        {
            ids.Add(id.Number);
            flags.Add(RemovedFlag);
        }
        revisions.Add(0);
        locations.Add(0);
        if (Slots * 4L > buckets.Length * 3L) Rehash(buckets.Length * 2);
        else Place(Slots - 1);
        return Slots - 1;
    }

    public void Set(int slot, SlotVersion version)
    {
        Live += (version.Removed ? 0 : 1) - ((flags[slot] & RemovedFlag) != 0 ? 0 : 1);
        revisions[slot] = version.Revision;
        locations[slot] = version.Location.Packed;
        flags[slot] = (byte)((flags[slot] & ~RemovedFlag) | (version.Removed ? RemovedFlag : 0));
    }

    public void Write(SnapshotWriter writer)
    {
        writer.Number(texts.Count);
        foreach (var text in texts) writer.Text(text);
        writer.Column(ids);
        writer.Column(revisions);
        writer.Column(locations);
        writer.Column(flags);
    }

    public static DocumentTable Read(SnapshotReader reader)
    {
        var table = new DocumentTable();
        for (var texts = reader.Number(); texts > 0; texts--) table.texts.Add(reader.Text());
        reader.Column(table.ids);
        reader.Column(table.revisions);
        reader.Column(table.locations);
        reader.Column(table.flags);
        for (var slot = 0; slot < table.Slots; slot++)
            if ((table.flags[slot] & RemovedFlag) == 0) table.Live++;
        table.Rehash((int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(64, table.Slots * 4L / 3 + 1)));
        return table;
    }

    private int Bucket(DocumentId id) => id.GetHashCode() & (buckets.Length - 1);

    private void Place(int slot)
    {
        var at = Bucket(IdOf(slot));
        while (buckets[at] != 0) at = (at + 1) & (buckets.Length - 1);
        buckets[at] = slot + 1;
    }

    private void Rehash(int size)
    {
        buckets = new int[size];
        for (var slot = 0; slot < Slots; slot++) Place(slot);
    }
}

/// <summary>The newest version of a document; revision 0 = never written.</summary>
internal readonly record struct SlotVersion(long Revision, Location Location, bool Removed)
{
    public static readonly SlotVersion None = new(0, default, true);

    /// <summary>The revision a batch must expect: 0 when there is no document.</summary>
    public long Expected => Removed ? 0 : Revision;
}
