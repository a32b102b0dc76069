using Faculty.Server.Hosting;

namespace Faculty.Server.Privacy;

/// <summary>How a sealed record is laid out: the fields of StoredTeacher, read without copying them.</summary>
internal sealed partial class IdentitySeal
{
    private const byte IdentityTag = (1 << 3) | 2, RestTag = (2 << 3) | 2;
    private const byte FormatTag = 1 << 3, SlotTag = 2 << 3, OpenTag = (3 << 3) | 2, SecretTag = (4 << 3) | 2;
    private const byte TeacherIdTag = (1 << 3) | 2;
    private const byte Format = 1;
    private const int NonceSize = 12, TagSize = 16, Sealing = NonceSize + TagSize;
    private const int MostLength = 5;

    private static SealedParts Parse(ReadOnlySpan<byte> stored)
    {
        try
        {
            var at = 0;
            var identityAt = Expect(stored, IdentityTag, ref at);
            var identity = stored[identityAt..at];
            var restAt = Expect(stored, RestTag, ref at);
            var rest = stored[restAt..at];
            var inner = 0;
            var format = Expect(identity, FormatTag, ref inner);
            var slotAt = Expect(identity, SlotTag, ref inner);
            var slot = WireFields.ReadVarint(identity, ref slotAt);
            var openAt = Expect(identity, OpenTag, ref inner);
            var open = identity[openAt..inner];
            var secretAt = Expect(identity, SecretTag, ref inner);
            var secret = identity[secretAt..inner];
            return identity[format] == Format && at == stored.Length && inner == identity.Length && open.Length >= Sealing && secret.Length >= Sealing
                ? new(slot, open, secret, rest, TeacherId(rest))
                : throw new InvalidDataException();
        }
        catch (InvalidDataException)
        {
            throw new SealBrokenException("", "it is not a sealed record of a format that is known");
        }
    }

    private static int Expect(ReadOnlySpan<byte> bytes, byte tag, ref int at)
    {
        var field = WireFields.Skip(bytes, ref at);
        return field.Tag == tag ? field.Start : throw new InvalidDataException();
    }

    private static ReadOnlySpan<byte> TeacherId(ReadOnlySpan<byte> rest)
    {
        var at = 0;
        var start = Expect(rest, TeacherIdTag, ref at);
        return rest[start..at];
    }

    private static int WriteHead(Span<byte> target, int at, byte tag, int length)
    {
        target[at] = tag;
        return at + 1 + WireFields.WriteLength(target[(at + 1)..], length);
    }

    private static int FieldSize(int length)
    {
        Span<byte> size = stackalloc byte[MostLength];
        return 1 + WireFields.WriteLength(size, length) + length;
    }

    private readonly ref struct SealedParts(uint slot, ReadOnlySpan<byte> open, ReadOnlySpan<byte> secret, ReadOnlySpan<byte> rest, ReadOnlySpan<byte> teacherId)
    {
        public readonly uint Slot = slot;
        public readonly ReadOnlySpan<byte> Open = open;
        public readonly ReadOnlySpan<byte> Secret = secret;
        public readonly ReadOnlySpan<byte> Rest = rest;
        public readonly ReadOnlySpan<byte> TeacherId = teacherId;
    }
}
