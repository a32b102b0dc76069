using System.Collections.Concurrent;

namespace Faculty.Storage.Embedded;

/// <summary>
/// Bodies by place in the journal. A place never changes its content, so nothing here can be stale. Two generations bound the memory:
/// when the young one is full it becomes the old one, and what was only in the old one is dropped.
/// </summary>
internal sealed class DocumentBodies(JournalReader reader, long capacity)
{
    private const int Overhead = 120;
    private ConcurrentDictionary<long, ReadOnlyMemory<byte>> young = new();
    private ConcurrentDictionary<long, ReadOnlyMemory<byte>> old = new();
    private long youngBytes;

    /// <summary>The body of a version that was not a removal.</summary>
    public ReadOnlyMemory<byte> Read(string type, DocumentId id, SlotVersion version)
    {
        var place = version.Location.Packed;
        if (young.TryGetValue(place, out var body)) return body;
        if (!old.TryGetValue(place, out body))
        {
            var record = reader.Document(version.Location, version.Revision);
            if (record.Type != type || record.Body is null || !new DocumentId(record.Id).Equals(id))
                throw new StoreDamagedException(JournalFiles.NameOf(version.Location.Segment), version.Location.Offset, "another document stands here");
            body = record.Body.Value;
        }
        Keep(version.Location, body);
        return body;
    }

    public void Keep(Location location, ReadOnlyMemory<byte> body)
    {
        if (body.Length > capacity / 16 || !young.TryAdd(location.Packed, body)) return;
        if (Interlocked.Add(ref youngBytes, body.Length + Overhead) < capacity / 2) return;
        Interlocked.Exchange(ref youngBytes, 0);
        old = young;
        young = new();
    }
}
