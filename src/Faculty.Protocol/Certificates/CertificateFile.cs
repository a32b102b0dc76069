using System.Text;
using Faculty.V1;

namespace Faculty.Protocol.Certificates;

/// <summary>Opens what somebody hands in as a certificate: needs the public keys, and no server. That it was not revoked since, only a server knows.</summary>
public static class CertificateFile
{
    /// <summary>Most bytes that are looked at.</summary>
    public const int MostBytes = 8 << 20;

    /// <summary>What a certificate says that is genuine, and its signed text. Throws <see cref="NotGenuineException"/> for anything else.</summary>
    public static (CertificateStatement Statement, string Signed) Open(ReadOnlySpan<byte> file, PublishedKeys keys)
    {
        if (file.Length is 0 or > MostBytes)
        {
            throw new NotGenuineException(CertificateFault.Form);
        }
        if (file.StartsWith(Encoding.ASCII.GetBytes(SealedFile.Start)))
        {
            var signed = SealedFile.Open(file, keys);
            return (Open(signed, keys), signed);
        }
        var text = Encoding.Latin1.GetString(file);
        text = text.StartsWith('{') ? BadgeEnvelope.Open(text) : text;
        return (Open(text, keys), text);
    }

    /// <summary>The same of a signed text: that of a QR code, or a badge's JWT.</summary>
    public static CertificateStatement Open(string text, PublishedKeys keys)
    {
        if (SignedText.Is(text, SignedKind.Badge))
        {
            var badge = SignedText.Open(text, SignedKind.Badge, keys);
            return BadgeJson.Read(badge.Payload, badge.KeyId);
        }
        var (payload, keyId) = SignedText.Open(text, SignedKind.Statement, keys);
        return StatementJson.Read(payload, keyId);
    }
}
