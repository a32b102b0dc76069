using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Faculty.Server.Access;
using Faculty.Server.Privacy;

namespace Faculty.Server.Hosting;

/// <summary>
/// What tells a repeat of a request from another request of the same id. The journal keeps it for ever, so it is keyed: from a hash that
/// anybody can compute, a number that is the only unknown of a request is found by trying them all.
/// </summary>
internal sealed class RequestDigest(KeyRing ring)
{
    private readonly byte[] key = ring.Key("request digest");

    /// <summary>The digest of what a caller asks of a method.</summary>
    public ulong Of(Caller caller, string method, ReadOnlySpan<byte> content)
    {
        using var hash = Begin(caller, method);
        hash.AppendData(content);
        return End(hash);
    }

    /// <summary>Begins the digest of a request whose content comes in pieces; <see cref="End"/> takes it.</summary>
    public IncrementalHash Begin(Caller caller, string method)
    {
        var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData(Encoding.UTF8.GetBytes($"{caller.PrincipalId}\0{method}\0"));
        return hash;
    }

    public static ulong End(IncrementalHash hash) => BinaryPrimitives.ReadUInt64LittleEndian(hash.GetHashAndReset());
}
