using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Faculty.Server.Privacy;

/// <summary>
/// Teachers opened lately, by the nonce their identity was sealed with, which no other version has. Opening one costs more than everything
/// else a read does to a record. Two generations bound the memory, as in the store's cache of bodies.
/// </summary>
internal sealed class OpenedBodies(long capacity)
{
    private const int Overhead = 150;
    private readonly Lock keeping = new();
    private volatile ConcurrentDictionary<Nonce, Opened> young = new();
    private volatile ConcurrentDictionary<Nonce, Opened> old = new();
    private long youngBytes;

    /// <summary>Counts what was forgotten: a body opened before that is not kept after it.</summary>
    public int Epoch { get; private set; }

    public byte[]? Find(ReadOnlySpan<byte> nonce, uint slot, Guid person)
    {
        var key = Nonce.Of(nonce);
        var isYoung = young.TryGetValue(key, out var opened);
        if ((!isYoung && !old.TryGetValue(key, out opened)) || opened.Slot != slot || opened.Person != person)
        {
            return null;
        }
        if (!isYoung)
        {
            Keep(nonce, slot, person, opened.Body, Epoch);
        }
        return opened.Body;
    }

    public void Keep(ReadOnlySpan<byte> nonce, uint slot, Guid person, byte[] body, int epoch)
    {
        lock (keeping)
        {
            if (epoch != Epoch || !young.TryAdd(Nonce.Of(nonce), new(person, slot, body)))
            {
                return;
            }
            youngBytes += body.Length + Overhead;
            if (youngBytes >= capacity / 2)
            {
                (old, young, youngBytes) = (young, new(), 0);
            }
        }
    }

    /// <summary>Forgets all of them, because one was erased.</summary>
    public void Clear()
    {
        lock (keeping)
        {
            Epoch++;
            (old, young, youngBytes) = (new(), new(), 0);
        }
    }

    private readonly record struct Nonce(ulong First, uint Last)
    {
        public static Nonce Of(ReadOnlySpan<byte> bytes) => new(MemoryMarshal.Read<ulong>(bytes), MemoryMarshal.Read<uint>(bytes[8..]));
    }

    private readonly record struct Opened(Guid Person, uint Slot, byte[] Body);
}
