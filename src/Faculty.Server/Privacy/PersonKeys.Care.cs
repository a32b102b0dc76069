using System.Security.Cryptography;
using Faculty.Storage.Embedded;

namespace Faculty.Server.Privacy;

/// <summary>What is done to keys after their birth: destroyed, wrapped anew, looked at, copied.</summary>
internal sealed partial class PersonKeys
{
    /// <summary>Whose a slot is, its state and the ring's version that wraps it; null when it is damaged or was never written.</summary>
    public (Guid Person, KeyState State, uint Version)? At(uint number)
    {
        Span<byte> slot = stackalloc byte[KeySlot.Size];
        var half = Read(number, slot) ? KeySlot.Newest(slot, number) : default;
        return half.IsEmpty ? null : (half.Person, half.State, half.Version);
    }

    /// <summary>
    /// Destroys a key: both halves are overwritten, and that is durable when this returns. A crash after the first half is finished by doing it
    /// again. Throws as <see cref="StateOf"/> does.
    /// </summary>
    public async Task EraseAsync(uint number, Guid person)
    {
        for (var half = 0; half < 2; half++)
        {
            await OverwriteAsync(number, person);
        }
    }

    /// <summary>Says in a person's slot that the key is lost, over whatever stands there; durable when this returns.</summary>
    public Task LoseAsync(uint number, Guid person)
    {
        sync.RequireSound();
        Span<byte> slot = stackalloc byte[KeySlot.Size];
        lock (changing)
        {
            var newest = Read(number, slot) ? KeySlot.Newest(slot, number) : default;
            var generation = newest.IsEmpty ? 0 : newest.Generation;
            KeySlot.WriteGone(slot[..KeySlot.HalfSize], number, generation + 1, person, KeyState.Lost);
            KeySlot.WriteGone(slot[KeySlot.HalfSize..], number, generation + 2, person, KeyState.Lost);
            file.Write(slot, OffsetOf(number));
            count = Math.Max(count, number);
        }
        return sync.RunAsync();
    }

    /// <summary>True when a slot says that its key is lost.</summary>
    public bool IsLost(uint number) => At(number) is { State: KeyState.Lost };

    /// <summary>True when neither half of a slot holds a key any more.</summary>
    public bool IsGone(uint number)
    {
        Span<byte> slot = stackalloc byte[KeySlot.Size];
        return Read(number, slot)
            && KeySlot.Sound(slot[..KeySlot.HalfSize], number) is { IsEmpty: false, State: not KeyState.Live }
            && KeySlot.Sound(slot[KeySlot.HalfSize..], number) is { IsEmpty: false, State: not KeyState.Live };
    }

    /// <summary>True when both halves of a slot are what was written: one flipped bit costs nothing then.</summary>
    public bool IsWhole(uint number)
    {
        Span<byte> slot = stackalloc byte[KeySlot.Size];
        return Read(number, slot) && !KeySlot.Sound(slot[..KeySlot.HalfSize], number).IsEmpty && !KeySlot.Sound(slot[KeySlot.HalfSize..], number).IsEmpty;
    }

    /// <summary>True when a slot's key can be unwrapped, or says that it is gone.</summary>
    public bool IsReadable(uint number)
    {
        Span<byte> slot = stackalloc byte[KeySlot.Size];
        Span<byte> key = stackalloc byte[KeySlot.KeySize];
        var half = Read(number, slot) ? KeySlot.Newest(slot, number) : default;
        var readable = !half.IsEmpty && (half.State != KeyState.Live || half.TryUnwrap(number, ring, key));
        CryptographicOperations.ZeroMemory(key);
        return readable;
    }

    /// <summary>True when anything was ever written to a slot; one that a writer has just taken is empty yet.</summary>
    public bool IsWritten(uint number)
    {
        Span<byte> slot = stackalloc byte[KeySlot.Size];
        return Read(number, slot) && slot.ContainsAnyExcept((byte)0);
    }

    /// <summary>Returns when every new key that was wrapped before this call is written: later ones are wrapped with the version that is active now.</summary>
    public void Settle()
    {
        writing.EnterWriteLock();
        writing.ExitWriteLock();
    }

    /// <summary>Copies the file as it is, up to the newest slot; the number of slots copied. A slot that is just written may lack one half there.</summary>
    public uint CopyTo(DiskFile copy)
    {
        var slots = Count;
        var chunk = new byte[1 << 20];
        for (long at = 0, end = OffsetOf(slots + 1); at < end;)
        {
            var read = file.Read(chunk.AsSpan(0, (int)Math.Min(chunk.Length, end - at)), at);
            if (read == 0)
            {
                break;
            }
            copy.Write(chunk.AsSpan(0, read), at);
            at += read;
        }
        return slots;
    }

    /// <summary>
    /// Wraps a stretch of keys with the ring's active version, both halves; durable when this returns. Slots that need nothing are not
    /// written, so an interrupted run is run again. Returns how many were wrapped anew.
    /// </summary>
    public async Task<int> RewrapAsync(uint first, int slots)
    {
        var wrapped = 0;
        // Once for each half: the second half is written when the first is durable.
        for (var half = 0; half < 2; half++)
        {
            sync.RequireSound();
            var changed = 0;
            for (var number = first; number < first + slots && number <= Count; number++)
            {
                changed += TryRewrap(number) ? 1 : 0;
            }
            wrapped = Math.Max(wrapped, changed);
            if (changed > 0)
            {
                await sync.RunAsync();
            }
        }
        return wrapped;
    }

    private bool TryRewrap(uint number)
    {
        Span<byte> slot = stackalloc byte[KeySlot.Size];
        lock (changing)
        {
            if (!Read(number, slot) || KeySlot.Newest(slot, number) is not { IsEmpty: false, State: KeyState.Live } newest)
            {
                return false;
            }
            var older = KeySlot.Sound(slot.Slice(KeySlot.Older(slot, number), KeySlot.HalfSize), number);
            var place = KeySlot.Older(slot, number);
            if ((newest.Version == ring.Active && !older.IsEmpty && older.Version == ring.Active) || !TryRewrite(slot, number, newest))
            {
                return false;
            }
            file.Write(slot.Slice(place, KeySlot.HalfSize), OffsetOf(number) + place);
            return true;
        }
    }

    private Task OverwriteAsync(uint number, Guid person)
    {
        sync.RequireSound();
        Span<byte> slot = stackalloc byte[KeySlot.Size];
        lock (changing)
        {
            var newest = Find(number, person, slot);
            var place = KeySlot.Older(slot, number);
            var half = slot.Slice(place, KeySlot.HalfSize);
            KeySlot.WriteGone(half, number, newest.Generation + 1, person, KeyState.Erased);
            file.Write(half, OffsetOf(number) + place);
        }
        return sync.RunAsync();
    }

    // The newest half stays readable while the older one is written over. A key that cannot be read is left as it is: the check names it.
    private bool TryRewrite(Span<byte> slot, uint number, KeySlot newest)
    {
        Span<byte> key = stackalloc byte[KeySlot.KeySize];
        if (!newest.TryUnwrap(number, ring, key))
        {
            return false;
        }
        KeySlot.Write(slot[KeySlot.Older(slot, number)..], number, newest.Generation + 1, newest.Person, key, ring);
        CryptographicOperations.ZeroMemory(key);
        return true;
    }
}
