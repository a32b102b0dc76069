using System.Security.Cryptography;
using System.Text;
using Faculty.V1;

namespace Faculty.Protocol.Certificates;

/// <summary>
/// A PDF that is signed as a whole: behind its end stands one line, a comment for readers of PDF, with the signed digest of every byte before
/// it. The certificate's signed statement stands inside, as the document's keywords.
/// </summary>
public static class SealedFile
{
    public const string Start = "%PDF-";
    private const string Mark = "\n%faculty-seal ", End = "\n", Keywords = "/Keywords (";

    public static byte[] Seal(byte[] pdf, Func<byte[], string> sign) =>
        [.. pdf, .. Encoding.ASCII.GetBytes($"{Mark}{sign(SHA256.HashData(pdf))}{End}")];

    /// <summary>The signed statement in a PDF whose seal is good. Throws <see cref="NotGenuineException"/>.</summary>
    public static string Open(ReadOnlySpan<byte> file, PublishedKeys keys)
    {
        var at = file.LastIndexOf(Encoding.ASCII.GetBytes(Mark));
        if (at < 0 || file[^1] != '\n')
        {
            throw new NotGenuineException(CertificateFault.Form);
        }
        // As Latin-1, so that any byte that does not belong there is one that base64url refuses.
        var (digest, _) = SignedText.Open(Encoding.Latin1.GetString(file[(at + Mark.Length)..^End.Length]), SignedKind.Seal, keys);
        var pdf = file[..at];
        if (!digest.AsSpan().SequenceEqual(SHA256.HashData(pdf)))
        {
            throw new NotGenuineException(CertificateFault.Signature);
        }
        var from = pdf.IndexOf(Encoding.ASCII.GetBytes(Keywords)) is >= 0 and var found ? found + Keywords.Length : throw new NotGenuineException(CertificateFault.Form);
        var length = pdf[from..].IndexOf((byte)')');
        return Encoding.ASCII.GetString(pdf.Slice(from, Math.Max(0, length)));
    }
}
