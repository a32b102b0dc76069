using System.Collections.Concurrent;
using System.Security.Cryptography;
using Faculty.Protocol.Certificates;
using Faculty.Server.Audit;
using Faculty.Server.Privacy;
using Faculty.Storage;
using Faculty.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Faculty.Server.Certification.Certificates;

/// <summary>
/// The keys that sign certificates (签发密钥): P-256, versioned, in the registry with their private halves sealed by the key ring. So a backup
/// holds them, and neither the data nor the directory of keys alone signs anything. The first is made when the first certificate is.
/// </summary>
internal sealed class CertificateKeys(IRegistryStore store, KeyRing ring, TimeProvider clock)
{
    public const string Id = "keys";
    private const string Purpose = "certificates";
    private readonly ConcurrentDictionary<string, ECParameters> opened = new(StringComparer.Ordinal);

    public ValueTask<Stored<StoredCertificateKeys>?> FindAsync(CancellationToken ct) => store.FindAsync(Documents.CertificateKeys, Id, ct);

    public async ValueTask<PublishedKeys> PublishedAsync(CancellationToken ct) => Published((await FindAsync(ct))?.Value ?? new());

    public static PublishedKeys Published(StoredCertificateKeys keys) => new(keys.Issuer, [.. keys.Keys.Select(k => k.Key)]);

    /// <summary>What signs now; made when there is none.</summary>
    public async ValueTask<CertificateSigner> SignerAsync(CancellationToken ct)
    {
        var keys = await FindAsync(ct) is { } found ? found.Value : await MakeFirstAsync(ct);
        var newest = keys.Keys[^1];
        return new(keys.Issuer, newest.Key.KeyId, opened.GetOrAdd(newest.Key.KeyId, _ => Open(newest)));
    }

    /// <summary>The keys with a new one that signs from now on.</summary>
    public StoredCertificateKeys WithNew(StoredCertificateKeys? keys)
    {
        var next = keys?.Clone() ?? new() { Issuer = $"urn:uuid:{Guid.NewGuid()}" };
        using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = made.ExportParameters(includePrivateParameters: false).Q;
        var key = new CertificateKey
        {
            KeyId = PublishedKeys.IdOf(point), X = ByteString.CopyFrom(point.X), Y = ByteString.CopyFrom(point.Y),
            MakeTime = Timestamp.FromDateTimeOffset(clock.GetUtcNow()),
        };
        var secret = made.ExportECPrivateKey();
        next.Keys.Add(new StoredCertificateKey { Key = key, SealedPrivateKey = ByteString.CopyFrom(ring.Protect(Purpose, secret, key.KeyId)) });
        CryptographicOperations.ZeroMemory(secret);
        return next;
    }

    private async ValueTask<StoredCertificateKeys> MakeFirstAsync(CancellationToken ct)
    {
        while (true)
        {
            var made = WithNew(null);
            try
            {
                await store.CommitAsync(new WriteBatch("server", "CertificateKey") { Details = AuditLog.OfServer(AuditEventType.Keys) }.Insert(Documents.CertificateKeys, Id, made));
                return made;
            }
            catch (RevisionConflictException)
            {
                // Two certificates were the first; what overtook this one is seen once it is durable, before the next commit is answered.
                if (await FindAsync(ct) is { } found)
                {
                    return found.Value;
                }
            }
        }
    }

    private ECParameters Open(StoredCertificateKey key)
    {
        using var found = ECDsa.Create();
        found.ImportECPrivateKey(ring.Unprotect(Purpose, key.SealedPrivateKey.Span, key.Key.KeyId), out _);
        return found.ExportParameters(includePrivateParameters: true);
    }
}

/// <summary>What signs certificates at this moment.</summary>
internal sealed record CertificateSigner(string Issuer, string KeyId, ECParameters Key)
{
    public string Sign(SignedKind kind, ReadOnlySpan<byte> payload)
    {
        using var key = ECDsa.Create(Key);
        return SignedText.Sign(kind, payload, KeyId, key);
    }

    // A record prints its members.
    public override string ToString() => KeyId;
}
