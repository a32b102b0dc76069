using System.Buffers.Binary;
using System.IO.Hashing;
using System.Security.Cryptography;
using Faculty.Storage;
using Faculty.Storage.Embedded;

namespace Faculty.Server.Privacy;

/// <summary>
/// The key of every person, each wrapped by the ring, in one file of slots. A sealed identity names its slot, so nothing is kept in memory.
/// A key is durable before anything sealed with it is handed to the store. Slots of writes that were then refused are used again; after a
/// crash they stay behind, keys of nobody.
/// </summary>
internal sealed partial class PersonKeys : IDisposable
{
    public const string FileName = "persons";
    private const uint Format = 1;
    private readonly KeyRing ring;
    private readonly DiskFile file;
    private readonly SharedSync sync;
    private readonly Lock changing = new();

    // New keys are wrapped and written under it, so that a rotation can tell when the last one with the old version has been.
    private readonly ReaderWriterLockSlim writing = new();
    private readonly Stack<uint> free = [];
    private uint count;

    private PersonKeys(KeyRing ring, DiskFile file) => (this.ring, this.file, sync) = (ring, file, new(file));

    /// <summary>The highest slot there is; slots count from 1.</summary>
    public uint Count => Volatile.Read(ref count);

    /// <summary>Opens the file of a ring's directory. Throws as <see cref="KeyRing.Open"/> does.</summary>
    public static PersonKeys Open(KeyRing ring, bool mayCreate)
    {
        if (!mayCreate && !File.Exists(Path.Combine(ring.Directory.Path, FileName)))
        {
            throw new StartException($"the persons' keys are missing in '{ring.Directory.Path}': bring back the directory of keys.");
        }
        var file = ring.Directory.Open(FileName);
        try
        {
            var keys = new PersonKeys(ring, file);
            keys.ReadHead(mayCreate);
            return keys;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Makes a key for each person; they are durable when this returns, in the slots it returns. Throws
    /// <see cref="StoreUnavailableException"/> when they cannot be.
    /// </summary>
    public async Task<IReadOnlyList<uint>> AddAsync(IReadOnlyList<Guid> persons)
    {
        sync.RequireSound();
        var slots = Take(persons.Count);
        writing.EnterReadLock();
        try
        {
            WriteNew(slots, persons);
        }
        catch (DiskException full) when (full.IsFull)
        {
            Release(slots);
            throw new StoreUnavailableException("the disk is full: free some room; writes then go on by themselves.", diskFull: true, full);
        }
        finally
        {
            writing.ExitReadLock();
        }
        await sync.RunAsync();
        return slots;
    }

    /// <summary>Slots that nothing sealed refers to, because the write was refused: the next persons get them.</summary>
    public void Release(IReadOnlyList<uint> slots)
    {
        lock (changing)
        {
            foreach (var slot in slots)
            {
                free.Push(slot);
            }
        }
    }

    /// <summary>
    /// Unwraps a person's key. False when it was erased or is lost. Throws <see cref="StoreDamagedException"/> when there is no such slot, it is damaged,
    /// another person's, or wrapped with a key that the ring lacks.
    /// </summary>
    public bool TryOpen(uint number, Guid person, Span<byte> key)
    {
        Span<byte> slot = stackalloc byte[KeySlot.Size];
        var half = Find(number, person, slot);
        if (half.State != KeyState.Live)
        {
            return false;
        }
        // The end of a rotation may have come between reading the slot and unwrapping it: then the slot says another version by now.
        return half.TryUnwrap(number, ring, key) || Find(number, person, slot).TryUnwrap(number, ring, key)
            ? true
            : throw Damaged(number, person, "is wrapped with a key that the ring does not have");
    }

    /// <summary>The state of a person's key. Throws as <see cref="TryOpen"/> does, but for the wrapping.</summary>
    public KeyState StateOf(uint number, Guid person)
    {
        Span<byte> slot = stackalloc byte[KeySlot.Size];
        return Find(number, person, slot).State;
    }

    public void Dispose()
    {
        file.Dispose();
        sync.Dispose();
        writing.Dispose();
    }

    private uint[] Take(int many)
    {
        var slots = new uint[many];
        lock (changing)
        {
            for (var i = 0; i < many; i++)
            {
                slots[i] = free.TryPop(out var freed) ? freed : ++count;
            }
        }
        return slots;
    }

    // Both halves, so that one flipped bit costs nobody's name. Slots that follow one another go out in one write.
    private void WriteNew(uint[] slots, IReadOnlyList<Guid> persons)
    {
        var bytes = new byte[slots.Length * KeySlot.Size];
        Span<byte> key = stackalloc byte[KeySlot.KeySize];
        for (var i = 0; i < slots.Length; i++)
        {
            RandomNumberGenerator.Fill(key);
            var slot = bytes.AsSpan(i * KeySlot.Size, KeySlot.Size);
            KeySlot.Write(slot, slots[i], 1, persons[i], key, ring);
            KeySlot.Write(slot[KeySlot.HalfSize..], slots[i], 2, persons[i], key, ring);
        }
        CryptographicOperations.ZeroMemory(key);
        for (var from = 0; from < slots.Length;)
        {
            var to = from + 1;
            while (to < slots.Length && slots[to] == slots[to - 1] + 1)
            {
                to++;
            }
            file.Write(bytes.AsSpan(from * KeySlot.Size, (to - from) * KeySlot.Size), OffsetOf(slots[from]));
            from = to;
        }
    }

    private KeySlot Find(uint number, Guid person, Span<byte> slot)
    {
        var half = Read(number, slot) ? KeySlot.Newest(slot, number) : throw Damaged(number, person, "is not there");
        return half.IsEmpty ? throw Damaged(number, person, "is not what was written")
            : half.Person == person ? half
            : throw Damaged(number, person, "is another person's");
    }

    private bool Read(uint number, Span<byte> slot) => number > 0 && file.Read(slot, OffsetOf(number)) == KeySlot.Size;

    private void ReadHead(bool mayCreate)
    {
        Span<byte> head = stackalloc byte[KeySlot.Size];
        head.Clear();
        "FCPERSON"u8.CopyTo(head);
        BinaryPrimitives.WriteUInt32LittleEndian(head[8..], Format);
        Convert.FromHexString(ring.Id).CopyTo(head[12..]);
        BinaryPrimitives.WriteUInt64LittleEndian(head[28..], XxHash3.HashToUInt64(head[..28]));
        Span<byte> found = stackalloc byte[KeySlot.Size];
        if (mayCreate && file.Length < KeySlot.Size)
        {
            file.Write(head, 0);
            file.Sync();
        }
        else if (file.Read(found, 0) != KeySlot.Size || !found.SequenceEqual(head))
        {
            throw new StoreDamagedException(FileName, 0, "this is not the file of persons' keys that belongs to the ring beside it");
        }
        // A part of a slot at the end was never durable, so nothing refers to it.
        count = (uint)((file.Length / KeySlot.Size) - 1);
    }

    private static long OffsetOf(uint number) => (long)number * KeySlot.Size;

    private static StoreDamagedException Damaged(uint number, Guid person, string problem) =>
        new(FileName, OffsetOf(number), $"the key in slot {number}, of the record {person:N}, {problem}");
}
