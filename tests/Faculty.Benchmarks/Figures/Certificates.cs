using System.Diagnostics;
using System.Security.Cryptography;
using Faculty.Benchmarks.Servers;
using Faculty.Protocol.Certificates;
using Faculty.Server;
using Faculty.Server.Certification.Certificates;
using Faculty.V1;
using Google.Protobuf;
using Date = Google.Type.Date;

namespace Faculty.Benchmarks.Figures;

/// <summary>What a certificate costs one core: printed, made as a badge, checked. Needs no store, but a font.</summary>
internal static class Certificates
{
    private const int Warm = 20, Printed = 200;

    public static Task RunAsync(BenchmarkOptions options, Workspace workspace, Report report)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var parameters = key.ExportParameters(includePrivateParameters: true);
        var keyId = PublishedKeys.IdOf(parameters.Q);
        var signer = new CertificateSigner("urn:uuid:0190a5c2-7d2e-7b0a-9c3e-1f2a3b4c5d6e", keyId, parameters);
        var keys = new PublishedKeys(signer.Issuer, [new() { KeyId = keyId, X = ByteString.CopyFrom(parameters.Q.X), Y = ByteString.CopyFrom(parameters.Q.Y) }]);
        var printer = new CertificatePrinter(new(new ServerOptions()), TimeProvider.System);
        var statement = Statement(signer, "王小明", "装备制造");
        var longest = Statement(signer, string.Concat(Enumerable.Repeat("𠮷", 50)), string.Concat(Enumerable.Repeat("装备制造", 25)));

        byte[] pdf = [];
        var (median, cpu) = Milliseconds(() => pdf = printer.File(statement, signer, CertificateFormat.Pdf));
        report.AtMost("certificate as PDF, warm", median, "ms", 50, $"median of {Printed}, {cpu:0.0} ms CPU, {pdf.Length / 1024.0:0} KiB");
        (median, cpu) = Milliseconds(() => printer.File(longest, signer, CertificateFormat.Pdf));
        report.AtMost("the longest words there are as PDF, warm", median, "ms", 50, $"median of {Printed}, {cpu:0.0} ms CPU");
        byte[] badge = [];
        (median, _) = Milliseconds(() => badge = printer.File(statement, signer, CertificateFormat.VcJwt));
        report.Note("certificate as badge", median, "ms", $"{badge.Length:N0} B");
        (median, _) = Milliseconds(() => CertificateFile.Open(pdf, keys));
        report.Note("PDF checked without a server", median, "ms", "seal of the whole file and signed statement");
        var signed = signer.Sign(SignedKind.Statement, StatementJson.Of(statement));
        (median, _) = Milliseconds(() => CertificateFile.Open(signed, keys));
        report.Note("text of a QR code checked", median, "ms", $"{signed.Length} characters");
        return Task.CompletedTask;
    }

    private static (double Median, double Cpu) Milliseconds(Action work)
    {
        for (var i = 0; i < Warm; i++)
        {
            work();
        }
        var taken = new double[Printed];
        var before = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < Printed; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            work();
            taken[i] = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        }
        var cpu = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / Printed;
        Array.Sort(taken);
        return (taken[Printed / 2], cpu);
    }

    private static CertificateStatement Statement(CertificateSigner signer, string name, string field) => new()
    {
        CertificateNumber = "晋双〔2025〕0001", Authority = "晋城市教育局", DisplayName = name, Level = RecognitionLevel.Middle, Track = RecognitionTrack.Secondary,
        Field = field, School = "高平市中等专业学校", DecisionDocument = "晋市教〔2025〕31号",
        StartDate = Day(2025), LastDate = Day(2030), IssueDate = Day(2025), Issuer = signer.Issuer, KeyId = signer.KeyId,
    };

    private static Date Day(int year) => new() { Year = year, Month = 12, Day = 1 };
}
