using System.Text;
using Faculty.Protocol.Certificates;
using Faculty.V1;
using static Faculty.Server.Tests.Certification.Certificates.Certifying;

namespace Faculty.Server.Tests.Certification.Certificates;

/// <summary>The certificate on paper, read with the tools that others read it with.</summary>
public sealed class CertificatePdfTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("faculty-certificates-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task The_paper_says_what_the_certificate_says_and_opens_in_a_reader()
    {
        await using var server = await StartAsync();
        var file = await PrintAsync(server);

        var info = Tool.Says("pdfinfo", file);
        Assert.Matches("Pages: +1\n", info);
        Assert.Contains("A4", info, StringComparison.Ordinal);
        var text = Told(file);
        Assert.All(
            ["双师型教师证书", "中等职业学校·中级", "王明", "高平中专", "装备制造", "二〇二五年十一月一日至二〇三〇年十月三十一日", Document, Authority, Number, "二〇二五年十一月二十五日"],
            words => Assert.Contains(words, text, StringComparison.Ordinal));
        var keys = await server.KeysAsync();
        var (statement, signed) = CertificateFile.Open(File.ReadAllBytes(file), keys);
        Assert.Equal(("王明", Number), (statement.DisplayName, statement.CertificateNumber));
        Assert.Equal(CertificateState.Valid, (await server.VerifySignedAsync(signed)).State);
    }

    [Theory]
    [InlineData("阿卜杜拉·买买提")]
    [InlineData("𠮷田𠀋")]
    [InlineData("Wang \"Li\" <&> O'Neil")]
    public async Task No_character_of_a_name_is_lost(string name)
    {
        await using var server = await StartAsync();
        await server.RecogniseAsync(Decided("N-2"), name);

        Assert.Contains(name.Replace(" ", "", StringComparison.Ordinal), Told(await PrintAsync(server, "N-2")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_longest_words_of_all_stand_on_one_sheet_and_a_phone_reads_the_code()
    {
        await using var server = await StartAsync();
        var (name, line, document) = (Repeated("𠮷", 50), Repeated("装备制造", 100), Repeated("晋〔2025〕1号", 64));
        var number = Repeated("晋双", 64);
        await server.RecogniseAsync(new(Decided(number, line)) { Field = line, DecisionDocument = document }, name);
        var file = await PrintAsync(server, number);

        Assert.Equal(50, Told(file).Split("𠮷").Length - 1);
        var keys = await server.KeysAsync();
        Assert.Equal(CertificateFile.Open(File.ReadAllBytes(file), keys).Signed, Scanned(file));
        Assert.Equal(CertificateState.Valid, (await server.VerifySignedAsync(Scanned(file))).State);

        static string Repeated(string text, int characters) =>
            string.Concat(Enumerable.Repeat(text, characters).SelectMany(t => t.EnumerateRunes()).Take(characters).Select(r => r.ToString()));
    }

    [Fact]
    public async Task Any_changed_byte_of_the_file_is_found()
    {
        await using var server = await StartAsync();
        var file = await File.ReadAllBytesAsync(await PrintAsync(server));
        var keys = await server.KeysAsync();
        Assert.Equal(CertificateFault.Unspecified, keys.Fault(file));

        // Every byte of the head with the signed statement, of the tail with cross references and seal, and some of what is between.
        var places = Enumerable.Range(0, 2_000).Concat(Enumerable.Range(file.Length - 1_200, 1_200)).Concat(Enumerable.Range(0, file.Length / 101).Select(i => i * 101)).Distinct();
        var accepted = new List<string>();
        foreach (var at in places)
        {
            foreach (var bit in (byte[])[0x01, 0x20, 0x80])
            {
                file[at] ^= bit;
                if (keys.Fault(file) == CertificateFault.Unspecified)
                {
                    accepted.Add($"byte {at} of {file.Length}, bit {bit:x2}");
                }
                file[at] ^= bit;
            }
        }
        Assert.Equal([], accepted);
        byte[][] others = [[.. file, (byte)'\n'], file[..^1], file[1..], [.. file, .. file], [], [.. file[..1_000], .. file[1_001..]], [.. Encoding.ASCII.GetBytes("%PDF-1.4\n"), .. file]];
        Assert.All(others, other => Assert.NotEqual(CertificateFault.Unspecified, keys.Fault(other)));
    }

    [Fact]
    public async Task The_seal_of_one_file_does_not_fit_another_and_a_statement_is_no_seal()
    {
        await using var server = await StartAsync();
        await server.RecogniseAsync(Decided("N-2"), "李四");
        var (one, other) = (Encoding.Latin1.GetString(await File.ReadAllBytesAsync(await PrintAsync(server))), Encoding.Latin1.GetString(await File.ReadAllBytesAsync(await PrintAsync(server, "N-2"))));
        const string Mark = "%faculty-seal ";
        var (head, tail) = (one[..one.LastIndexOf(Mark, StringComparison.Ordinal)], other[other.LastIndexOf(Mark, StringComparison.Ordinal)..]);
        var keys = await server.KeysAsync();

        Assert.Equal(CertificateFault.Signature, keys.Fault(Encoding.Latin1.GetBytes(head + tail)));
        Assert.Equal(CertificateFault.Form, keys.Fault(Encoding.Latin1.GetBytes($"{head}{Mark}{(await server.GetAsync()).SignedStatement}\n")));
        Assert.Equal(CertificateFault.Form, keys.Fault(Encoding.Latin1.GetBytes(head)));
    }

    [Fact]
    public async Task Without_a_font_nothing_is_printed_and_badges_are_made_all_the_same()
    {
        await using var server = await StartAsync(with: o => o with { FontFolders = [folder.FullName] });

        var refused = await Calls.RefusedAsync(ErrorReason.FontMissing, server.Certificates().DownloadCertificate(new() { CertificateNumber = Number, Format = CertificateFormat.Pdf }));
        Assert.Contains("NotoSerifCJK", refused.Fact("looked_for"), StringComparison.Ordinal);
        Assert.Empty((await server.Audit.ListAuditEventsAsync(new() { Type = AuditEventType.Certificate })).Events);
        Assert.NotEmpty(await server.Certificates().DownloadCertificate(new() { CertificateNumber = Number, Format = CertificateFormat.VcJwt }).AllAsync().ToListAsync());
        // Installed while the server serves.
        File.Copy("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", Path.Combine(folder.FullName, "NotoSansCJK-Regular.ttc"));
        Assert.Contains("王明", Told(await PrintAsync(server)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_character_that_no_font_has_is_told_by_its_place_and_never_left_out()
    {
        await using var server = await StartAsync();
        await server.RecogniseAsync(Decided("N-2"), "王\U000323AF");

        var refused = await Calls.RefusedAsync(ErrorReason.FontLacksCharacter, server.Certificates().DownloadCertificate(new() { CertificateNumber = "N-2", Format = CertificateFormat.Pdf }));

        Assert.Equal(("display_name", "2"), (refused.Fact("field"), refused.Fact("position")));
        Assert.DoesNotContain("\U000323AF", $"{refused.Status} {refused.Trailers}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_font_that_is_none_stops_the_start()
    {
        var none = Path.Combine(folder.FullName, "none.ttf");
        await File.WriteAllTextAsync(none, "no font");

        var stopped = await Assert.ThrowsAsync<StartException>(() => TestServer.StartAsync(with: o => o with { Fonts = [none] }));
        Assert.Contains("--font", stopped.Message, StringComparison.Ordinal);
        await using var server = await StartAsync(with: o => o with { Fonts = ["/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"], FontFolders = [] });
        Assert.Contains("王明", Told(await PrintAsync(server)), StringComparison.Ordinal);
    }

    private async Task<string> PrintAsync(TestServer server, string number = Number)
    {
        var path = Path.Combine(folder.FullName, $"{Guid.NewGuid():n}.pdf");
        await using var file = File.Create(path);
        await foreach (var part in server.Certificates().DownloadCertificate(new() { CertificateNumber = number, Format = CertificateFormat.Pdf }).AllAsync())
        {
            file.Write(part.Content.Span);
        }
        return path;
    }

    // Without blanks: a reader puts some between letters that stand far apart.
    private static string Told(string file) => string.Concat(Tool.Says("pdftotext", "-raw", file, "-").Where(c => !char.IsWhiteSpace(c)));

    private static string Scanned(string file)
    {
        Tool.Says("pdftoppm", "-r", "300", "-png", "-singlefile", file, file);
        return Tool.Says("zbarimg", "-q", "--raw", $"{file}.png").Trim();
    }
}
