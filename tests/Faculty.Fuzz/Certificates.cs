using System.Security.Cryptography;
using System.Text;
using Faculty.Protocol.Certificates;
using Faculty.V1;
using Google.Protobuf;

namespace Faculty.Fuzz;

/// <summary>What somebody hands in as a certificate: only what was given out is taken.</summary>
internal static class Certificates
{
    private static readonly ECDsa Key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private static readonly ECPoint Point = Key.ExportParameters(includePrivateParameters: false).Q;
    private static readonly string KeyId = PublishedKeys.IdOf(Point);
    private static readonly PublishedKeys Keys = new("urn:uuid:0190a5c2-7d2e-7b0a-9c3e-1f2a3b4c5d6e", [new() { KeyId = KeyId, X = ByteString.CopyFrom(Point.X), Y = ByteString.CopyFrom(Point.Y) }]);

    private static readonly CertificateStatement Given = new()
    {
        Issuer = Keys.Issuer, CertificateNumber = "N-1", Authority = "晋城市教育局", DisplayName = "甲·𠮷", Level = RecognitionLevel.Middle, Track = RecognitionTrack.Secondary,
        Field = "装备制造", DecisionDocument = "晋市教〔2025〕31号", StartDate = new() { Year = 2025, Month = 12, Day = 1 }, LastDate = new() { Year = 2030, Month = 11, Day = 30 },
        IssueDate = new() { Year = 2025, Month = 12, Day = 1 }, KeyId = KeyId,
    };

    private static readonly string Statement = Sign(SignedKind.Statement, StatementJson.Of(Given)), Badge = Sign(SignedKind.Badge, BadgeJson.Of(Given));
    private static readonly byte[] Paper = SealedFile.Seal(Encoding.ASCII.GetBytes($"%PDF-1.4\n1 0 obj\n<</Keywords ({Statement})>>\n%%EOF"), digest => Sign(SignedKind.Seal, digest));

    public static readonly IReadOnlyList<byte[]> Seeds =
        [Encoding.ASCII.GetBytes(Statement), Encoding.ASCII.GetBytes(Badge), Encoding.ASCII.GetBytes(BadgeEnvelope.Of(Badge)), Paper, StatementJson.Of(Given), BadgeJson.Of(Given), "null"u8.ToArray(), []];

    /// <summary>A file, or, where it begins with a brace, the JSON of a statement and of a badge, signed as ours are.</summary>
    public static void Read(byte[] bytes)
    {
        Try(() => CertificateFile.Open(bytes, Keys).Statement, statement => statement.Equals(Given));
        if (bytes is [(byte)'{', ..] or [(byte)'n', ..])
        {
            Try(() => CertificateFile.Open(Sign(SignedKind.Statement, bytes), Keys), statement => StatementJson.Of(statement).AsSpan().SequenceEqual(bytes));
            Try(() => CertificateFile.Open(Sign(SignedKind.Badge, bytes), Keys), statement => BadgeJson.Of(statement).AsSpan().SequenceEqual(bytes));
        }
    }

    private static void Try(Func<CertificateStatement> open, Func<CertificateStatement, bool> isGiven)
    {
        try
        {
            if (!isGiven(open()))
            {
                throw new BrokenPromiseException("a certificate that was never given out is taken");
            }
        }
        catch (NotGenuineException)
        {
            // Meant for it.
        }
    }

    private static string Sign(SignedKind kind, byte[] payload) => SignedText.Sign(kind, payload, KeyId, Key);
}
