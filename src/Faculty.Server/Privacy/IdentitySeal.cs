using System.Buffers.Text;
using System.IO.Hashing;
using System.Security.Cryptography;
using System.Text;
using Faculty.Server.Hosting;
using Faculty.Server.Teachers;

namespace Faculty.Server.Privacy;

/// <summary>
/// Teachers as they are stored (<see cref="V1.StoredTeacher"/>) and as everybody else reads them (<see cref="TeacherBytes"/>): seals the two
/// parts of the identity with the person's key, and opens them. Bytes that are not sealed are an error, never taken for clear text.
/// </summary>
internal sealed partial class IdentitySeal(PersonKeys keys, OpenedBodies opened)
{
    // All that is an erased person's identity: the open part says so, and there is no secret part.
    private static readonly byte[] Erased = TeacherBytes.IdentityParts(new V1.Identity { Erased = true });

    private enum Part
    {
        Open,
        Secret,
    }

    /// <summary>Seals a body with the key in a slot.</summary>
    public byte[] Seal(ReadOnlySpan<byte> body, uint slot)
    {
        var (openAt, restAt) = TeacherBytes.Parts(body);
        var secret = body[..openAt];
        var open = body[openAt..restAt];
        var rest = body[restAt..];
        var id = TeacherId(rest);
        Span<byte> head = stackalloc byte[4 + MostLength];
        (head[0], head[1], head[2]) = (FormatTag, Format, SlotTag);
        var headSize = 3 + WireFields.WriteLength(head[3..], checked((int)slot));
        var identitySize = headSize + FieldSize(open.Length + Sealing) + FieldSize(secret.Length + Sealing);

        var stored = new byte[FieldSize(identitySize) + FieldSize(rest.Length)];
        var at = WriteHead(stored, 0, IdentityTag, identitySize);
        head[..headSize].CopyTo(stored.AsSpan(at));
        at = WriteHead(stored, at + headSize, OpenTag, open.Length + Sealing);
        var openPart = stored.AsSpan(at, open.Length + Sealing);
        at = WriteHead(stored, at + openPart.Length, SecretTag, secret.Length + Sealing);
        var secretPart = stored.AsSpan(at, secret.Length + Sealing);
        at = WriteHead(stored, at + secretPart.Length, RestTag, rest.Length);
        rest.CopyTo(stored.AsSpan(at));

        RandomNumberGenerator.Fill(openPart[..NonceSize]);
        RandomNumberGenerator.Fill(secretPart[..NonceSize]);
        var (epoch, person) = (opened.Epoch, PersonOf(id));
        using (var cipher = CipherOf(slot, person))
        {
            if (cipher is null)
            {
                RequireErased(body[..restAt]);
                return Meaningless(stored, openPart, secretPart);
            }
            Encrypt(cipher, open, openPart, id, Part.Open);
            Encrypt(cipher, secret, secretPart, id, Part.Secret);
        }
        opened.Keep(openPart[..NonceSize], slot, person, body.ToArray(), epoch);
        return stored;
    }

    /// <summary>
    /// The body of a stored teacher. Throws <see cref="SealBrokenException"/> when it is not sealed or not as it was sealed,
    /// <see cref="Faculty.Storage.StoreDamagedException"/> when the person's key cannot be read.
    /// </summary>
    public ReadOnlyMemory<byte> Open(ReadOnlyMemory<byte> stored) => Open(Parse(stored.Span));

    /// <summary>The body of the teacher with this id; another's is not taken for it.</summary>
    public ReadOnlyMemory<byte> Open(ReadOnlyMemory<byte> stored, string teacherId)
    {
        var parts = Parse(stored.Span);
        return Ascii.Equals(parts.TeacherId, teacherId) ? Open(parts) : throw new SealBrokenException(teacherId, "another record stands in its place");
    }

    /// <summary>As <see cref="Open(ReadOnlyMemory{byte}, string)"/>, but with the key as it is in the file now, never from memory.</summary>
    public ReadOnlyMemory<byte> Unsealed(ReadOnlyMemory<byte> stored, string teacherId)
    {
        var parts = Parse(stored.Span);
        return Ascii.Equals(parts.TeacherId, teacherId)
            ? (byte[])[.. Unseal(parts, PersonOf(parts.TeacherId)), .. parts.Rest]
            : throw new SealBrokenException(teacherId, "another record stands in its place");
    }

    /// <summary>The slot of the key that a stored teacher is sealed with.</summary>
    public static uint SlotOf(ReadOnlySpan<byte> stored) => Parse(stored).Slot;

    /// <summary>The person that a teacher's id stands for in the file of keys.</summary>
    public static Guid PersonOf(string teacherId) => PersonOf(Encoding.UTF8.GetBytes(teacherId));

    private byte[] Open(SealedParts parts)
    {
        var nonce = parts.Open[..NonceSize];
        var person = PersonOf(parts.TeacherId);
        if (opened.Find(nonce, parts.Slot, person) is { } known)
        {
            return known;
        }
        var epoch = opened.Epoch;
        byte[] body = [.. Unseal(parts, person), .. parts.Rest];
        opened.Keep(nonce, parts.Slot, person, body, epoch);
        return body;
    }

    private byte[] Unseal(SealedParts parts, Guid person)
    {
        using var cipher = CipherOf(parts.Slot, person);
        if (cipher is null)
        {
            return Erased;
        }
        var (secretSize, openSize) = (parts.Secret.Length - Sealing, parts.Open.Length - Sealing);
        var identity = new byte[secretSize + openSize];
        Decrypt(cipher, parts.Secret, identity.AsSpan(0, secretSize), parts.TeacherId, Part.Secret);
        Decrypt(cipher, parts.Open, identity.AsSpan(secretSize), parts.TeacherId, Part.Open);
        return identity;
    }

    // Of an identity that is gone the slot tells: what is sealed then is read by nobody.
    private static byte[] Meaningless(byte[] stored, Span<byte> openPart, Span<byte> secretPart)
    {
        RandomNumberGenerator.Fill(openPart);
        RandomNumberGenerator.Fill(secretPart);
        return stored;
    }

    private static void RequireErased(ReadOnlySpan<byte> identity)
    {
        if (!identity.SequenceEqual(Erased))
        {
            throw new InvalidOperationException("The person's key is gone; there is none to seal an identity with.");
        }
    }

    private AesGcm? CipherOf(uint slot, Guid person)
    {
        Span<byte> key = stackalloc byte[KeySlot.KeySize];
        if (!keys.TryOpen(slot, person, key))
        {
            return null;
        }
        var cipher = new AesGcm(key, TagSize);
        CryptographicOperations.ZeroMemory(key);
        return cipher;
    }

    private static void Encrypt(AesGcm cipher, ReadOnlySpan<byte> clear, Span<byte> part, ReadOnlySpan<byte> id, Part which) =>
        cipher.Encrypt(part[..NonceSize], clear, part[NonceSize..^TagSize], part[^TagSize..], Bound(stackalloc byte[32 + id.Length], id, which));

    private static void Decrypt(AesGcm cipher, ReadOnlySpan<byte> part, Span<byte> clear, ReadOnlySpan<byte> id, Part which)
    {
        try
        {
            cipher.Decrypt(part[..NonceSize], part[NonceSize..^TagSize], part[^TagSize..], clear, Bound(stackalloc byte[32 + id.Length], id, which));
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new SealBrokenException(Encoding.UTF8.GetString(id), $"the {(which == Part.Open ? "open" : "secret")} part is not what was sealed for this record");
        }
    }

    private static Span<byte> Bound(Span<byte> bound, ReadOnlySpan<byte> id, Part part)
    {
        var tail = part == Part.Open ? "|open|1"u8 : "|secret|1"u8;
        "faculty|teacher|"u8.CopyTo(bound);
        id.CopyTo(bound[16..]);
        tail.CopyTo(bound[(16 + id.Length)..]);
        return bound[..(16 + id.Length + tail.Length)];
    }

    // An id of another shape than the server's own stands for its hash.
    private static Guid PersonOf(ReadOnlySpan<byte> teacherId) =>
        teacherId.Length == 32 && Utf8Parser.TryParse(teacherId, out Guid person, out var read, 'N') && read == 32 ? person : new(XxHash128.Hash(teacherId));
}

/// <summary>A stored identity is not as it was sealed; it is not answered. Names the record, never what is in it.</summary>
internal sealed class SealBrokenException(string teacherId, string problem) : Exception($"The record {teacherId} cannot be opened: {problem}.")
{
    public string TeacherId { get; } = teacherId;
}
