using System.Buffers.Binary;
using System.IO.Hashing;
using System.Security.Cryptography;

namespace Faculty.Server.Privacy;

/// <summary>What a person's key is good for.</summary>
internal enum KeyState : byte
{
    /// <summary>The identity can be read.</summary>
    Live = 1,

    /// <summary>Nobody has the key any more, by accident: somebody who looked for it in vain said so.</summary>
    Lost = 2,

    /// <summary>The key is gone, and with it every version of the identity.</summary>
    Erased = 3,
}

/// <summary>
/// One of the two halves of a person's slot, 96 bytes: generation, state, version of the wrapping key, nonce, wrapped key, tag, person, and
/// the hash of all of that, seeded with the slot's number. An update writes the older half, so the newer one is never at stake.
/// </summary>
internal readonly ref struct KeySlot
{
    public const int HalfSize = 96;
    public const int Size = 2 * HalfSize;
    public const int KeySize = 32;
    private const int Hashed = 88;

    private KeySlot(ReadOnlySpan<byte> half) => Bytes = half;

    private ReadOnlySpan<byte> Bytes { get; }

    public bool IsEmpty => Bytes.IsEmpty;

    public uint Generation => BinaryPrimitives.ReadUInt32LittleEndian(Bytes);

    public KeyState State => (KeyState)Bytes[4];

    /// <summary>The version of the ring's key that wraps this one.</summary>
    public uint Version => BinaryPrimitives.ReadUInt32LittleEndian(Bytes[8..]);

    public Guid Person => new(Bytes.Slice(72, 16));

    /// <summary>The newer sound half of a slot; empty when there is none.</summary>
    public static KeySlot Newest(ReadOnlySpan<byte> slot, uint number)
    {
        var first = Sound(slot[..HalfSize], number);
        var second = Sound(slot[HalfSize..], number);
        return second.IsEmpty || (!first.IsEmpty && first.Generation > second.Generation) ? first : second;
    }

    /// <summary>Where the half stands that an update may write over: 0 or <see cref="HalfSize"/>.</summary>
    public static int Older(ReadOnlySpan<byte> slot, uint number)
    {
        var first = Sound(slot[..HalfSize], number);
        var second = Sound(slot[HalfSize..], number);
        return second.IsEmpty || (!first.IsEmpty && first.Generation > second.Generation) ? HalfSize : 0;
    }

    /// <summary>A half by its place; empty when its hash does not hold.</summary>
    public static KeySlot Sound(ReadOnlySpan<byte> half, uint number) =>
        BinaryPrimitives.ReadUInt64LittleEndian(half[Hashed..]) == Hash(half, number) && BinaryPrimitives.ReadUInt32LittleEndian(half) > 0 ? new(half) : default;

    /// <summary>Writes a half that holds a key, wrapped.</summary>
    public static void Write(Span<byte> half, uint number, uint generation, Guid person, ReadOnlySpan<byte> key, KeyRing ring)
    {
        var version = ring.Active;
        Begin(half, generation, KeyState.Live, person);
        BinaryPrimitives.WriteUInt32LittleEndian(half[8..], version);
        RandomNumberGenerator.Fill(half.Slice(12, 12));
        ring.Cipher(version)!.Encrypt(half.Slice(12, 12), key, half.Slice(24, KeySize), half.Slice(56, 16), Bound(stackalloc byte[BoundSize], number, person));
        BinaryPrimitives.WriteUInt64LittleEndian(half[Hashed..], Hash(half, number));
    }

    /// <summary>Writes a half that says the key is gone, and holds none.</summary>
    public static void WriteGone(Span<byte> half, uint number, uint generation, Guid person, KeyState state)
    {
        Begin(half, generation, state, person);
        BinaryPrimitives.WriteUInt64LittleEndian(half[Hashed..], Hash(half, number));
    }

    /// <summary>Unwraps the key. False when the ring lacks the version, or when the half is another slot's or person's.</summary>
    public bool TryUnwrap(uint number, KeyRing ring, Span<byte> key)
    {
        if (ring.Cipher(Version) is not { } cipher)
        {
            return false;
        }
        try
        {
            cipher.Decrypt(Bytes.Slice(12, 12), Bytes.Slice(24, KeySize), Bytes.Slice(56, 16), key, Bound(stackalloc byte[BoundSize], number, Person));
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    private const int BoundSize = 18 + 4 + 16;

    private static Span<byte> Bound(Span<byte> bound, uint number, Guid person)
    {
        "faculty|person key"u8.CopyTo(bound);
        BinaryPrimitives.WriteUInt32LittleEndian(bound[18..], number);
        person.TryWriteBytes(bound[22..]);
        return bound;
    }

    private static void Begin(Span<byte> half, uint generation, KeyState state, Guid person)
    {
        half[..HalfSize].Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(half, generation);
        half[4] = (byte)state;
        person.TryWriteBytes(half[72..]);
    }

    private static ulong Hash(ReadOnlySpan<byte> half, uint number) => XxHash3.HashToUInt64(half[..Hashed], number);
}
