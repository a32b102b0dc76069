using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Faculty.Storage.Embedded;

/// <summary>The requests of the last seven days: which revision answered each, and the digest a repeat must have.</summary>
internal sealed class RequestTable
{
    private static readonly long Kept = TimeSpan.FromDays(7).Ticks;
    private readonly Dictionary<UInt128, (ulong Digest, long Revision)> known = [];
    private readonly Queue<(UInt128 Key, long Revision, long Instant)> order = new();
    private readonly Lock gate = new();

    public void Add(string requestId, ulong digest, long revision, long instant)
    {
        lock (gate)
        {
            known[KeyOf(requestId)] = (digest, revision);
            order.Enqueue((KeyOf(requestId), revision, instant));
        }
    }

    /// <summary>The revision that answered a request, or null. Throws when the repeat is another request.</summary>
    public long? Find(string requestId, ulong digest, long now)
    {
        lock (gate)
        {
            while (order.TryPeek(out var oldest) && oldest.Instant < now - Kept)
            {
                order.Dequeue();
                if (known.TryGetValue(oldest.Key, out var entry) && entry.Revision == oldest.Revision) known.Remove(oldest.Key);
            }
            if (!known.TryGetValue(KeyOf(requestId), out var found)) return null;
            return found.Digest == digest ? found.Revision : throw new RequestIdReusedException(requestId);
        }
    }

    public void Write(SnapshotWriter writer)
    {
        lock (gate)
        {
            writer.Number(order.Count);
            foreach (var (key, revision, instant) in order)
            {
                writer.Number((long)(ulong)(key >> 64));
                writer.Number((long)(ulong)key);
                writer.Number(revision);
                writer.Number(instant);
                writer.Number((long)known.GetValueOrDefault(key).Digest);
            }
        }
    }

    public void Read(SnapshotReader reader)
    {
        for (var count = reader.Number(); count > 0; count--)
        {
            var key = new UInt128((ulong)reader.Number(), (ulong)reader.Number());
            var (revision, instant) = (reader.Number(), reader.Number());
            known[key] = ((ulong)reader.Number(), revision);
            order.Enqueue((key, revision, instant));
        }
    }

    private static UInt128 KeyOf(string requestId) => XxHash128.HashToUInt128(MemoryMarshal.AsBytes(requestId.AsSpan()));
}
