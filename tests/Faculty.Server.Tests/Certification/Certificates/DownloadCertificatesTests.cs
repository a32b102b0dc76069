using Faculty.V1;
using static Faculty.Server.Tests.Certification.Certificates.Certifying;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Certification.Certificates;

public sealed class DownloadCertificatesTests
{
    [Theory]
    [InlineData(CertificateFormat.Pdf, "pdf")]
    [InlineData(CertificateFormat.VcJwt, "jwt")]
    [InlineData(CertificateFormat.VcJson, "json")]
    public async Task A_whole_decision_comes_file_by_file_without_what_does_not_hold_any_more(CertificateFormat format, string extension)
    {
        await using var server = await StartAsync();
        await server.RecogniseAsync(Decided("A/1"), "李四");
        await server.RecogniseAsync(Decided("A 1"), "赵六");
        await server.RecogniseAsync(Decided("gone"), "孙七");
        await server.HappenAsync(RecognitionEventType.Revoke, Day(2025, 11, 25), "gone");
        await server.RecogniseAsync(new(Decided("other")) { DecisionDocument = "另一文件" }, "周八");

        var files = await FilesAsync(server.Certificates(), new() { DecisionDocument = Document, Format = format });

        Assert.Equal([$"A_1.{extension}", $"A_1_2.{extension}", $"晋双〔2025〕0001.{extension}"], files.Keys.Order(StringComparer.Ordinal));
        var keys = await server.KeysAsync();
        Assert.All(files.Values, file => Assert.Equal(CertificateFault.Unspecified, keys.Fault(file)));
        Assert.Equal(3, files.Values.Select(f => Protocol.Certificates.CertificateFile.Open(f, keys).Statement.DisplayName).Distinct().Count());
        var kept = Assert.Single((await server.Audit.ListAuditEventsAsync(new() { Type = AuditEventType.Certificate })).Events);
        Assert.Equal(3, kept.Subjects.Count(s => s.StartsWith("teacher ", StringComparison.Ordinal)));
        Assert.Contains($"decision {Document}", kept.Subjects);
    }

    [Fact]
    public async Task Numbers_are_all_printed_or_none()
    {
        await using var server = await StartAsync();
        await server.RecogniseAsync(new(Decided("listed")) { Trust = RecognitionTrust.Document }, "李四");
        await server.RecogniseAsync(Decided("N-2"), "赵六");

        Assert.Equal(2, (await FilesAsync(server.Certificates(), Of(Number, "N-2"))).Count);
        await Calls.RefusedAsync(ErrorReason.NotFound, server.Certificates().DownloadCertificates(Of(Number, "nobody's")));
        var listed = Of(Number, "listed");
        listed.Authority = Authority;
        await Calls.RefusedAsync(ErrorReason.CertificateNotDecided, server.Certificates().DownloadCertificates(listed));
        await Calls.RefusedAsync(ErrorReason.NotFound, server.Certificates().DownloadCertificates(new() { DecisionDocument = "no such", Format = CertificateFormat.VcJwt }));
        Assert.Single((await server.Audit.ListAuditEventsAsync(new() { Type = AuditEventType.Certificate })).Events);
    }

    [Fact]
    public async Task A_request_that_names_neither_both_or_too_many_is_refused_by_its_fields()
    {
        await using var server = await StartAsync();
        foreach (var request in (DownloadCertificatesRequest[])[
            new() { Format = CertificateFormat.Pdf }, new() { Format = CertificateFormat.Pdf, DecisionDocument = Document, CertificateNumbers = { Number } },
            Of(Number, Number), Of([.. Enumerable.Range(0, 501).Select(i => $"N-{i}")])])
        {
            var refused = await Calls.RefusedAsync(ErrorReason.InvalidRequest, server.Certificates().DownloadCertificates(request));
            Assert.Contains(refused.Fields().Single(), (string[])["decision_document", "certificate_numbers"]);
        }
    }

    [Fact]
    public async Task A_school_gets_of_a_decision_what_is_its_own()
    {
        await using var server = await StartAsync();
        await Teachers.People.AddSecondSchoolAsync(server);
        var id = (await Teachers.People.HireAtAsync(server, "JC", "李四")).TeacherId;
        await Batches.Deciding.RecogniseAsync(server, id, Decided("JC-1"));
        var clerk = new CertificateService.CertificateServiceClient(await server.AsAsync(Role.HrClerk, "JC"));

        Assert.Equal(["JC-1.jwt"], (await FilesAsync(clerk, new() { DecisionDocument = Document, Format = CertificateFormat.VcJwt })).Keys);
        await Calls.RefusedAsync(ErrorReason.NotFound, clerk.DownloadCertificates(Of("JC-1", Number)));
    }

    private static DownloadCertificatesRequest Of(params string[] numbers) => new() { CertificateNumbers = { numbers }, Format = CertificateFormat.VcJwt };

    private static async Task<Dictionary<string, byte[]>> FilesAsync(CertificateService.CertificateServiceClient client, DownloadCertificatesRequest request)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var (name, last) = ("", new DownloadCertificatesResponse());
        await foreach (var part in client.DownloadCertificates(request).AllAsync())
        {
            name = part.FileName.Length > 0 ? part.FileName : name;
            files[name] = [.. files.GetValueOrDefault(name, []), .. part.Content.Span];
            last = part;
        }
        Assert.Equal((files.Count, files.Count), (last.DoneCount, last.TotalCount));
        return files;
    }
}
