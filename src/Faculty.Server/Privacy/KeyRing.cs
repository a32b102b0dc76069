using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Faculty.Storage;
using Faculty.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Faculty.Server.Privacy;

/// <summary>
/// The keys of an installation (密钥环): versions of the key that the persons' keys are wrapped with, of which the newest wraps, and a root
/// that keys for other purposes are derived from. The root is not replaced, so what it protects outlives a rotation.
/// </summary>
internal sealed class KeyRing : IDisposable
{
    public const string FileName = "ring";
    private const uint Format = 1;
    private const int KeySize = 32, NonceSize = 12, TagSize = 16;
    private readonly KeyDirectory directory;
    private readonly TimeProvider clock;
    private readonly byte[] root;
    private readonly byte[] ringId;
    private readonly Lock changing = new();
    private ImmutableSortedDictionary<uint, KeyVersion> versions;

    // AesGcm is not for several threads at once; setting one up costs as much as using it.
    private readonly ThreadLocal<Dictionary<uint, AesGcm>> ciphers = new(() => []);

    private KeyRing(KeyDirectory directory, StoredKeyRing stored, TimeProvider clock)
    {
        (this.directory, this.clock) = (directory, clock);
        (root, ringId) = (stored.Root.ToByteArray(), stored.RingId.ToByteArray());
        versions = stored.Versions.ToImmutableSortedDictionary(v => v.Version, v => v);
        Id = Convert.ToHexStringLower(ringId);
    }

    /// <summary>Which ring this is; no secret.</summary>
    public string Id { get; }

    public KeyDirectory Directory => directory;

    /// <summary>The version that wraps new keys.</summary>
    public uint Active => versions.Keys.Last();

    /// <summary>The versions there are and when each was made, oldest first.</summary>
    public IReadOnlyList<(uint Version, DateTimeOffset Made)> Versions => [.. versions.Values.Select(v => (v.Version, v.MakeTime.ToDateTimeOffset()))];

    /// <summary>
    /// Opens the ring of a directory. One is made only when <paramref name="mayCreate"/>, because new keys read nothing that old ones sealed.
    /// Throws <see cref="StartException"/> when it is missing, <see cref="StoreDamagedException"/> when its bytes are not what was written.
    /// </summary>
    public static KeyRing Open(KeyDirectory directory, bool mayCreate, TimeProvider clock)
    {
        if (directory.Read(FileName) is { } bytes)
        {
            return new(directory, Parse(bytes), clock);
        }
        if (!mayCreate)
        {
            throw Missing(directory.Path);
        }
        var made = new StoredKeyRing { Format = Format, RingId = Random(16), Root = Random(KeySize), Versions = { NewVersion(1, clock) } };
        Save(directory, made);
        return new(directory, made, clock);
    }

    public static StartException Missing(string path) =>
        new($"there are no keys in '{path}', but the data were sealed with some: bring back the directory of keys, or name it with --keys.");

    /// <summary>The key of a purpose: 32 bytes, always the same.</summary>
    public byte[] Key(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, root, KeySize, ringId, Encoding.UTF8.GetBytes($"faculty|{purpose}"));

    /// <summary>
    /// Seals a small secret of another room (a password's hash, a TOTP secret). It opens only with the same purpose and the same
    /// <paramref name="context"/>: name in it whose secret it is.
    /// </summary>
    public byte[] Protect(string purpose, ReadOnlySpan<byte> secret, string context)
    {
        var bytes = new byte[1 + NonceSize + TagSize + secret.Length];
        bytes[0] = (byte)Format;
        var nonce = bytes.AsSpan(1, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(Key(purpose), TagSize);
        cipher.Encrypt(nonce, secret, bytes.AsSpan(1 + NonceSize + TagSize), bytes.AsSpan(1 + NonceSize, TagSize), Bound(purpose, context));
        return bytes;
    }

    /// <summary>The secret that <see cref="Protect"/> sealed. Throws <see cref="CryptographicException"/> when these bytes are not that, or of another purpose or context.</summary>
    public byte[] Unprotect(string purpose, ReadOnlySpan<byte> bytes, string context)
    {
        if (bytes.Length < 1 + NonceSize + TagSize || bytes[0] != Format)
        {
            throw new CryptographicException("A protected secret has no header that is known.");
        }
        var secret = new byte[bytes.Length - 1 - NonceSize - TagSize];
        using var cipher = new AesGcm(Key(purpose), TagSize);
        cipher.Decrypt(bytes.Slice(1, NonceSize), bytes[(1 + NonceSize + TagSize)..], bytes.Slice(1 + NonceSize, TagSize), secret, Bound(purpose, context));
        return secret;
    }

    /// <summary>The cipher of a version, for the calling thread; null when there is no such version (any more).</summary>
    public AesGcm? Cipher(uint version)
    {
        var mine = ciphers.Value!;
        if (!versions.TryGetValue(version, out var found))
        {
            return null;
        }
        if (!mine.TryGetValue(version, out var cipher))
        {
            mine[version] = cipher = new AesGcm(found.Key.Span, TagSize);
        }
        return cipher;
    }

    /// <summary>Adds a version, durable when this returns, that wraps from now on.</summary>
    public uint AddVersion()
    {
        lock (changing)
        {
            var next = NewVersion(Active + 1, clock);
            Change(versions.Add(next.Version, next));
            return next.Version;
        }
    }

    /// <summary>Forgets a version that wraps nothing any more; never the active one.</summary>
    public void Retire(uint version)
    {
        lock (changing)
        {
            if (version == Active)
            {
                throw new InvalidOperationException("The active version cannot be retired.");
            }
            Change(versions.Remove(version));
        }
    }

    public void Dispose() => ciphers.Dispose();

    private void Change(ImmutableSortedDictionary<uint, KeyVersion> next)
    {
        Save(directory, new() { Format = Format, RingId = ByteString.CopyFrom(ringId), Root = ByteString.CopyFrom(root), Versions = { next.Values } });
        Volatile.Write(ref versions, next);
    }

    private static void Save(KeyDirectory directory, StoredKeyRing ring)
    {
        var message = ring.ToByteArray();
        directory.Replace(FileName, [.. message, .. SHA256.HashData(message)]);
    }

    private static StoredKeyRing Parse(byte[] bytes)
    {
        var length = bytes.Length - SHA256.HashSizeInBytes;
        if (length < 0 || !SHA256.HashData(bytes.AsSpan(0, length)).AsSpan().SequenceEqual(bytes.AsSpan(length)))
        {
            throw new StoreDamagedException(FileName, 0, "the ring of keys is not what was written; bring it back from the copy of the keys");
        }
        var ring = StoredKeyRing.Parser.ParseFrom(bytes, 0, length);
        return ring.Format == Format ? ring : throw new StartException($"the ring of keys has format {ring.Format}, which this program does not know.");
    }

    private static KeyVersion NewVersion(uint version, TimeProvider clock) =>
        new() { Version = version, Key = Random(KeySize), MakeTime = Timestamp.FromDateTimeOffset(clock.GetUtcNow()) };

    private static ByteString Random(int count) => UnsafeByteOperations.UnsafeWrap(RandomNumberGenerator.GetBytes(count));

    private static byte[] Bound(string purpose, string context) => Encoding.UTF8.GetBytes($"faculty|{purpose}|{Format}|{context}");
}
