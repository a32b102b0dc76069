using System.Text;

namespace Faculty.Storage.Embedded;

/// <summary>One change of an ordered index.</summary>
internal readonly record struct KeyEdit(string Key, int Slot, bool Add);

/// <summary>
/// An index in (key, id) order: a sorted list of blocks. A seek is a binary search over the blocks' first keys and a walk through one block,
/// whatever the place in the range. Edits come sorted and are merged block by block.
/// </summary>
internal sealed class OrderedIndex(DocumentTable table)
{
    private const int Full = KeyBlockWriter.Entries, Half = Full / 2 + Full / 4;
    private readonly KeyBlockWriter writer = new();
    private List<byte[]> blocks = [];

    /// <summary>Merges edits, in any order.</summary>
    public void Apply(List<KeyEdit> edits)
    {
        if (edits.Count == 0) return;
        edits.Sort((a, b) => string.CompareOrdinal(a.Key, b.Key) is var order && order != 0 ? order : table.IdOf(a.Slot).CompareTo(table.IdOf(b.Slot)));
        var changed = new List<(int Block, IReadOnlyList<byte[]> Blocks)>();
        for (var next = 0; next < edits.Count;)
        {
            var at = Math.Max(0, LastBlockUpTo(edits[next].Key, table.IdOf(edits[next].Slot)));
            var end = next + 1;
            while (end < edits.Count && (at + 1 >= blocks.Count || Compare(blocks[at + 1], edits[end].Key, table.IdOf(edits[end].Slot)) > 0)) end++;
            changed.Add((at, Merge(blocks.Count == 0 ? [] : blocks[at], edits, next, end)));
            next = end;
        }
        Replace(changed);
    }

    /// <summary>Entries of [from, to) behind a place, at most a number.</summary>
    public List<(string Key, int Slot)> Page(string? from, string? to, (string Key, DocumentId Id)? after, int limit) =>
        Page(from, to, after, limit, among: null, most: 0, out _);

    /// <summary>
    /// The same among the documents of a set. So that nobody waits long for the indexes, it passes over so many others at most and says
    /// then which entry it has <paramref name="reached"/>; null when the page is full or the range at its end.
    /// </summary>
    public List<(string Key, int Slot)> Page(
        string? from, string? to, (string Key, DocumentId Id)? after, int limit, DocumentSet? among, int most, out (string Key, DocumentId Id)? reached)
    {
        reached = null;
        var passed = 0;
        var found = new List<(string, int)>(Math.Min(limit, 1024));
        if (blocks.Count == 0 || limit == 0) return found;
        var start = from ?? "";
        if (after is { } place && string.CompareOrdinal(place.Key, start) < 0) after = null;
        Span<byte> buffer = stackalloc byte[KeyBlockWriter.MaxKey];
        var first = after is { } seek ? LastBlockUpTo(seek.Key, seek.Id) : LastBlockBefore(start);
        var skipping = true;
        string? key = null;
        for (var at = Math.Max(0, first); at < blocks.Count; at++)
        {
            var reader = new KeyBlockReader(blocks[at], buffer);
            while (reader.Read())
            {
                if (skipping)
                {
                    var order = CompareKeys(reader.Key, after is { } a ? a.Key : start);
                    if (order < 0 || (order == 0 && after is { } b && table.IdOf(reader.Slot).CompareTo(b.Id) <= 0)) continue;
                    skipping = false;
                }
                if (to is not null && CompareKeys(reader.Key, to) >= 0) return found;
                if (among?.Holds(reader.Slot) == false)
                {
                    if (++passed < most) continue;
                    reached = (Encoding.ASCII.GetString(reader.Key), table.IdOf(reader.Slot));
                    return found;
                }
                // Neighbours often have one key, and one string of it is enough.
                if (key is null || CompareKeys(reader.Key, key) != 0) key = Encoding.ASCII.GetString(reader.Key);
                found.Add((key, reader.Slot));
                if (found.Count == limit) return found;
            }
        }
        return found;
    }

    public void Write(SnapshotWriter writer)
    {
        writer.Number(blocks.Count);
        foreach (var block in blocks) writer.Block(block);
    }

    public static OrderedIndex Read(SnapshotReader reader, DocumentTable table)
    {
        var count = (int)reader.Number();
        var index = new OrderedIndex(table) { blocks = new(count) };
        for (; count > 0; count--) index.blocks.Add(reader.Block());
        return index;
    }

    private IReadOnlyList<byte[]> Merge(byte[] block, List<KeyEdit> edits, int next, int end)
    {
        Span<byte> buffer = stackalloc byte[KeyBlockWriter.MaxKey];
        Span<byte> key = stackalloc byte[KeyBlockWriter.MaxKey];
        // A block that would overflow is cut into parts with room to grow; one that fits stays whole.
        var left = KeyBlockWriter.CountOf(block);
        writer.Fill = left + (end - next) > Full ? Half : Full;
        var reader = new KeyBlockReader(block, buffer);
        var more = reader.Read();
        while (more || next < end)
        {
            var order = !more ? 1 : next == end ? -1 : Order(reader.Key, reader.Slot, edits[next]);
            if (order < 0)
            {
                writer.Add(reader.Key, reader.Slot);
                left--;
                if (next == end && writer.HasRoomFor(left))
                {
                    writer.AddStored(reader.Rest, left);
                    break;
                }
                more = reader.Read();
                continue;
            }
            // Edits of one entry alternate, so their sum says how it ends: +1 there, -1 not there, 0 as it was.
            var edit = edits[next];
            var sum = 0;
            for (; next < end && edits[next].Slot == edit.Slot && edits[next].Key == edit.Key; next++) sum += edits[next].Add ? 1 : -1;
            if (sum > 0 || (sum == 0 && order == 0)) writer.Add(key[..Encoding.ASCII.GetBytes(edit.Key, key)], edit.Slot);
            if (order != 0) continue;
            left--;
            more = reader.Read();
        }
        return writer.Finish();
    }

    private void Replace(List<(int Block, IReadOnlyList<byte[]> Blocks)> changed)
    {
        if (blocks.Count > 0 && changed.TrueForAll(c => c.Blocks.Count == 1))
        {
            foreach (var (block, replacement) in changed) blocks[block] = replacement[0];
            return;
        }
        var next = new List<byte[]>(blocks.Count + changed.Count + 8);
        var at = 0;
        foreach (var (block, replacement) in changed)
        {
            while (at < block) next.Add(blocks[at++]);
            next.AddRange(replacement);
            at++;
        }
        while (at < blocks.Count) next.Add(blocks[at++]);
        blocks = next;
    }

    private int Order(ReadOnlySpan<byte> key, int slot, KeyEdit edit) =>
        CompareKeys(key, edit.Key) is var order && order != 0 ? order : slot == edit.Slot ? 0 : table.IdOf(slot).CompareTo(table.IdOf(edit.Slot));

    /// <summary>The last block whose first entry is not behind (key, id); -1 when all are.</summary>
    private int LastBlockUpTo(string key, DocumentId id)
    {
        int low = 0, high = blocks.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Compare(blocks[middle], key, id) <= 0) low = middle + 1;
            else high = middle;
        }
        return low - 1;
    }

    /// <summary>The last block whose first key is before a key; -1 when none is.</summary>
    private int LastBlockBefore(string key)
    {
        Span<byte> buffer = stackalloc byte[KeyBlockWriter.MaxKey];
        int low = 0, high = blocks.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            var reader = new KeyBlockReader(blocks[middle], buffer);
            reader.Read();
            if (CompareKeys(reader.Key, key) < 0) low = middle + 1;
            else high = middle;
        }
        return low - 1;
    }

    private int Compare(byte[] block, string key, DocumentId id)
    {
        Span<byte> buffer = stackalloc byte[KeyBlockWriter.MaxKey];
        var reader = new KeyBlockReader(block, buffer);
        reader.Read();
        return CompareKeys(reader.Key, key) is var order && order != 0 ? order : table.IdOf(reader.Slot).CompareTo(id);
    }

    private static int CompareKeys(ReadOnlySpan<byte> key, string other)
    {
        var common = Math.Min(key.Length, other.Length);
        for (var i = 0; i < common; i++)
            if (key[i] != other[i]) return key[i] - other[i];
        return key.Length - other.Length;
    }
}
