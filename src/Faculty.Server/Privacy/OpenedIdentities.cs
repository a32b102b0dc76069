using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Faculty.Server.Privacy;

/// <summary>
/// Identities opened lately, by the nonce they were sealed with, which no other has. Opening one costs more than everything else a read does
/// to a record. Two generations bound the memory, as in the store's cache of bodies.
/// </summary>
internal sealed class OpenedIdentities(long capacity)
{
    private const int Overhead = 150;
    private readonly Lock keeping = new();
    private volatile ConcurrentDictionary<Nonce, Opened> young = new();
    private volatile ConcurrentDictionary<Nonce, Opened> old = new();
    private long youngBytes;

    /// <summary>Counts what was forgotten: an identity opened before that is not kept after it.</summary>
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
            Keep(nonce, slot, person, opened.Identity, Epoch);
        }
        return opened.Identity;
    }

    public void Keep(ReadOnlySpan<byte> nonce, uint slot, Guid person, byte[] identity, int epoch)
    {
        lock (keeping)
        {
            if (epoch != Epoch || !young.TryAdd(Nonce.Of(nonce), new(person, slot, identity)))
            {
                return;
            }
            youngBytes += identity.Length + Overhead;
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

    private readonly record struct Opened(Guid Person, uint Slot, byte[] Identity);
}
