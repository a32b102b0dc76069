using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Faculty.V1;

namespace Faculty.Protocol.Certificates;

/// <summary>What is signed, and with which header: a statement can never be taken for the seal of a file, or a badge for either.</summary>
public sealed record SignedKind(string Type, string ContentType = "")
{
    /// <summary>What a certificate says; the text of its QR code.</summary>
    public static readonly SignedKind Statement = new("faculty-certificate");

    /// <summary>The digest of a file.</summary>
    public static readonly SignedKind Seal = new("faculty-seal");

    /// <summary>A badge: Securing Verifiable Credentials using JOSE and COSE, W3C 2025, §3.1.</summary>
    public static readonly SignedKind Badge = new("vc+jwt", "vc");

    internal string Header(string keyId) => ContentType.Length == 0
        ? $$"""{"alg":"ES256","typ":"{{Type}}","kid":"{{keyId}}"}"""
        : $$"""{"alg":"ES256","typ":"{{Type}}","cty":"{{ContentType}}","kid":"{{keyId}}"}""";
}

/// <summary>
/// Compact JWS (RFC 7515) with ES256, and nothing else. There is exactly one header for a kind and a key and one spelling of each part, so no
/// character can be changed without being noticed; of the two values of s that an ECDSA signature may have, only the lower is taken.
/// </summary>
public static class SignedText
{
    /// <summary>Longest text that is looked at, in characters: a badge of the longest words takes a fifth.</summary>
    public const int Longest = 32_768;

    private const int SignatureBytes = 64, KeyIdCharacters = 16;
    private static readonly BigInteger Order = new(Convert.FromHexString("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"), isUnsigned: true, isBigEndian: true);

    public static string Sign(SignedKind kind, ReadOnlySpan<byte> payload, string keyId, ECDsa key)
    {
        var signed = $"{Base64Text.Of(Encoding.ASCII.GetBytes(kind.Header(keyId)))}.{Base64Text.Of(payload)}";
        return $"{signed}.{Base64Text.Of(Lower(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256)))}";
    }

    /// <summary>The payload, and the id of the key that signed it. Throws <see cref="NotGenuineException"/>.</summary>
    public static (byte[] Payload, string KeyId) Open(string text, SignedKind kind, PublishedKeys keys)
    {
        if (text.Length > Longest || text.Split('.') is not [var head, var body, var tail]
            || Base64Text.Bytes(head) is not { } header || Base64Text.Bytes(body) is not { } payload || Base64Text.Bytes(tail) is not { Length: SignatureBytes } signature
            || KeyIdOf(Encoding.UTF8.GetString(header), kind) is not { } keyId)
        {
            throw new NotGenuineException(CertificateFault.Form);
        }
        using var key = keys.Find(keyId) ?? throw new NotGenuineException(CertificateFault.Key);
        if (!signature.AsSpan().SequenceEqual(Lower(signature)) || !key.VerifyData(Encoding.ASCII.GetBytes($"{head}.{body}"), signature, HashAlgorithmName.SHA256))
        {
            throw new NotGenuineException(CertificateFault.Signature);
        }
        return (payload, keyId);
    }

    /// <summary>True when a text has the header of a kind.</summary>
    public static bool Is(string text, SignedKind kind) =>
        text.Length <= Longest && Base64Text.Bytes(text.AsSpan(0, Math.Max(0, text.IndexOf('.', StringComparison.Ordinal)))) is { } header && KeyIdOf(Encoding.UTF8.GetString(header), kind) is not null;

    // The header is rebuilt from the id, and compared: nothing else is read out of it.
    private static string? KeyIdOf(string header, SignedKind kind)
    {
        const string End = "\"}";
        if (header.Length < KeyIdCharacters + End.Length)
        {
            return null;
        }
        var keyId = header[^(KeyIdCharacters + End.Length)..^End.Length];
        return string.Equals(header, kind.Header(keyId), StringComparison.Ordinal) ? keyId : null;
    }

    private static byte[] Lower(byte[] signature)
    {
        var s = new BigInteger(signature.AsSpan(32), isUnsigned: true, isBigEndian: true);
        if (s <= Order / 2 || s >= Order)
        {
            return signature;
        }
        byte[] lower = [.. signature];
        lower.AsSpan(32).Clear();
        var bytes = (Order - s).ToByteArray(isUnsigned: true, isBigEndian: true);
        bytes.CopyTo(lower, 64 - bytes.Length);
        return lower;
    }
}
