using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Faculty.Storage.Embedded;

/// <summary>
/// A unique index: open addressing over a 32-bit hash of the value and the slot that holds it, about 14 bytes a key. The values
/// themselves are in the documents, so a hit is a candidate until the document's keys confirm it.
/// </summary>
internal sealed class UniqueIndex
{
    private Entry[] entries = new Entry[64];
    private int count;

    public static uint HashOf(string value) => (uint)XxHash3.HashToUInt64(MemoryMarshal.AsBytes(value.AsSpan()));

    /// <summary>Slots that may hold a value with this hash; nearly always none or one.</summary>
    public List<int> Candidates(uint hash)
    {
        var found = new List<int>(1);
        for (var at = Home(hash); entries[at].Taken != 0; at = After(at))
            if (entries[at].Hash == hash) found.Add(entries[at].Taken - 1);
        return found;
    }

    public void Add(uint hash, int slot)
    {
        if ((count + 1) * 4L > entries.Length * 3L) Resize(entries.Length * 2);
        Place(new(hash, slot + 1));
        count++;
    }

    public void Remove(uint hash, int slot)
    {
        var at = Home(hash);
        while (entries[at] is { Taken: not 0 } entry && (entry.Hash != hash || entry.Taken != slot + 1)) at = After(at);
        if (entries[at].Taken == 0) return;
        count--;
        // Close the gap, so that a search may go on stopping at the first empty place.
        var gap = at;
        for (at = After(at); entries[at].Taken != 0; at = After(at))
        {
            var home = Home(entries[at].Hash);
            if (((at - home) & (entries.Length - 1)) < ((at - gap) & (entries.Length - 1))) continue;
            entries[gap] = entries[at];
            gap = at;
        }
        entries[gap] = default;
    }

    public void Write(SnapshotWriter writer)
    {
        writer.Number(count);
        writer.Number(entries.Length);
        writer.Raw(MemoryMarshal.AsBytes(entries.AsSpan()));
    }

    public static UniqueIndex Read(SnapshotReader reader)
    {
        var index = new UniqueIndex { count = (int)reader.Number(), entries = new Entry[reader.Number()] };
        reader.Raw(MemoryMarshal.AsBytes(index.entries.AsSpan()));
        return index;
    }

    private int Home(uint hash) => (int)(hash & (uint)(entries.Length - 1));

    private int After(int at) => (at + 1) & (entries.Length - 1);

    private void Place(Entry entry)
    {
        var at = Home(entry.Hash);
        while (entries[at].Taken != 0) at = After(at);
        entries[at] = entry;
    }

    private void Resize(int size)
    {
        var old = entries;
        entries = new Entry[size];
        foreach (var entry in old)
            if (entry.Taken != 0) Place(entry);
    }

    /// <summary>Taken is the slot plus one; 0 = empty.</summary>
    private readonly record struct Entry(uint Hash, int Taken);
}
