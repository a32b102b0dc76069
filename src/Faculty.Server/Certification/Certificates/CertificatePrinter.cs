using System.Text;
using Faculty.Protocol.Certificates;
using Faculty.Server.Hosting;
using Faculty.V1;

namespace Faculty.Server.Certification.Certificates;

/// <summary>Makes the file of a certificate.</summary>
internal sealed class CertificatePrinter(CertificateFonts fonts, TimeProvider clock)
{
    /// <summary>Every character can be printed; asked before anything goes out.</summary>
    /// <exception cref="Refusal">FONT_MISSING, FONT_LACKS_CHARACTER with the field and the place in it, never the character: of a name it is somebody's.</exception>
    public void RequirePrintable(CertificateStatement statement, CertificateFormat format)
    {
        if (format != CertificateFormat.Pdf)
        {
            return;
        }
        foreach (var (field, text) in ((string, string)[])
            [("display_name", statement.DisplayName), ("school", statement.School), ("field", statement.Field), ("authority", statement.Authority),
                ("decision_document", statement.DecisionDocument), ("certificate_number", statement.CertificateNumber)])
        {
            var position = 0;
            foreach (var character in text.EnumerateRunes())
            {
                position++;
                if (fonts.For(character) is null)
                {
                    throw new Refusal(ErrorReason.FontLacksCharacter, "No font has a character of the certificate.")
                    {
                        Metadata = [("field", field), ("position", $"{position}"), ("certificate_number", statement.CertificateNumber)],
                    };
                }
            }
        }
    }

    public byte[] File(CertificateStatement statement, CertificateSigner signer, CertificateFormat format)
    {
        if (format == CertificateFormat.Pdf)
        {
            var signed = signer.Sign(SignedKind.Statement, StatementJson.Of(statement));
            return SealedFile.Seal(CertificateSheet.Pdf(Wire.ToRecord(statement), signed, fonts, clock.GetUtcNow()), digest => signer.Sign(SignedKind.Seal, digest));
        }
        var jwt = signer.Sign(SignedKind.Badge, BadgeJson.Of(statement));
        return Encoding.ASCII.GetBytes(format == CertificateFormat.VcJwt ? jwt : BadgeEnvelope.Of(jwt));
    }

    /// <summary>A name for the file that every file system takes: the number, with a stroke for what is neither letter nor digit.</summary>
    public static string FileName(string number, CertificateFormat format)
    {
        var plain = string.Concat(number.EnumerateRunes().Select(r => Rune.IsLetterOrDigit(r) || r.Value is '-' or '〔' or '〕' ? r.ToString() : "_"));
        return $"{plain}.{format switch { CertificateFormat.Pdf => "pdf", CertificateFormat.VcJwt => "jwt", _ => "json" }}";
    }
}
