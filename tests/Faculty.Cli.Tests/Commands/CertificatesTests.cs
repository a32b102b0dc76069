using Faculty.Cli.Tests.Running;
using Faculty.V1;

namespace Faculty.Cli.Tests.Commands;

/// <summary>双师型教师证书 from the command line: printed, checked with and without a server.</summary>
public sealed class CertificatesTests
{
    private const string Number = "晋双〔2025〕0001", Document = "晋市教〔2025〕31号";

    [Theory]
    [InlineData("one.pdf")]
    [InlineData("one.jwt")]
    [InlineData("one.json")]
    public async Task A_certificate_is_printed_checked_without_a_server_and_revoked_a_year_later(string file)
    {
        await using var registry = await StartAsync();
        var (path, keys) = (registry.InHome(file), registry.InHome("keys.json"));
        await registry.DoneAsync("certificates", "print", Number, "--out", path);
        await registry.DoneAsync("certificates", "keys", "--out", keys);

        var offline = await VerifyAsync(path, keys);
        Assert.Equal(0, offline.ExitCode);
        Assert.All(["GENUINE", "王晓明", Number, Document, "not known without the server"], words => Assert.Contains(words, offline.Output, StringComparison.Ordinal));
        Assert.Contains("VALID", (await registry.DoneAsync("certificates", "verify", "--file", path)).Output, StringComparison.Ordinal);

        registry.Later(TimeSpan.FromDays(365));
        await registry.DoneAsync("recognitions", "event", "--authority", "晋城市教育局", "--certificate", Number, "--type", "REVOKE", "--effective", "2026-09-01");
        var online = await registry.RunAsync("certificates", "verify", "--file", path);
        Assert.Equal(1, online.ExitCode);
        Assert.Contains("revoked from 2026-09-01 on", online.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await VerifyAsync(path, keys)).ExitCode);
        Assert.Equal(1, (await registry.RunAsync("certificates", "print", Number, "--out", registry.InHome("two.pdf"))).ExitCode);
        Assert.False(File.Exists(registry.InHome("two.pdf")));
    }

    [Fact]
    public async Task Forged_changed_and_foreign_certificates_end_with_1_and_say_which()
    {
        await using var registry = await StartAsync();
        await using var other = await StartAsync();
        var (path, keys, foreign) = (registry.InHome("one.jwt"), registry.InHome("keys.json"), registry.InHome("foreign.json"));
        await registry.DoneAsync("certificates", "print", Number, "--out", path);
        await registry.DoneAsync("certificates", "keys", "--out", keys);
        await other.DoneAsync("certificates", "print", Number, "--out", registry.InHome("theirs.pdf"));
        await other.DoneAsync("certificates", "keys", "--out", foreign);
        var text = await File.ReadAllTextAsync(path);
        var at = text.LastIndexOf('.') + 10;
        await File.WriteAllTextAsync(path, text[..at] + (text[at] == 'A' ? 'B' : 'A') + text[(at + 1)..]);

        await RefusedAsync("changed, or forged", path, keys);
        await RefusedAsync("none of these keys", registry.InHome("theirs.pdf"), keys);
        await RefusedAsync("no certificate", keys, keys);
        Assert.Equal(0, (await VerifyAsync(registry.InHome("theirs.pdf"), foreign)).ExitCode);
        var online = await registry.RunInChineseAsync("certificates", "verify", "--file", registry.InHome("theirs.pdf"));
        Assert.Equal(1, online.ExitCode);
        Assert.Contains("签发密钥不在公钥之列", online.Output, StringComparison.Ordinal);

        async Task RefusedAsync(string words, string file, string by)
        {
            var ran = await VerifyAsync(file, by);
            Assert.Equal(1, ran.ExitCode);
            Assert.Contains(words, ran.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_number_shows_the_surname_and_the_qr_text_the_name_and_both_the_state()
    {
        await using var registry = await StartAsync();
        await registry.DoneAsync("certificates", "print", Number, "--out", registry.InHome("one.pdf"));
        await registry.DoneAsync("certificates", "keys", "--out", registry.InHome("keys.json"));
        var pdf = System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(registry.InHome("one.pdf")));
        var code = pdf.Split("/Keywords (")[1].Split(')')[0];

        // Anybody: no account.
        var byNumber = await registry.RunAsAsync("stranger", "certificates", "verify", Number);
        Assert.Equal(0, byNumber.ExitCode);
        Assert.Contains("王**", byNumber.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("晓", byNumber.Output, StringComparison.Ordinal);
        Assert.Contains("王晓明", (await registry.RunAsAsync("stranger", "certificates", "verify", "--qr", code)).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await Ran.OfAsync("certificates", "verify", "--qr", code, "--keys", registry.InHome("keys.json"), "--server", "http://127.0.0.1:1")).ExitCode);
        Assert.Equal("CERTIFICATE_STATE_UNKNOWN", (await registry.RunAsync("certificates", "verify", "nobody's", "--json")).Json.GetProperty("state").GetString());
        var chinese = await registry.RunInChineseAsync("certificates", "verify", Number);
        Assert.Contains("有效（2025-11-25）", chinese.Output, StringComparison.Ordinal);
        Assert.Contains("证书编号：晋双", chinese.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_whole_decision_is_printed_into_a_folder_and_nothing_is_written_over()
    {
        await using var registry = await StartAsync();
        var folder = registry.InHome("printed");

        Assert.Contains("1 made", (await registry.DoneAsync("certificates", "print", "--decision", Document, "--out", folder)).Output, StringComparison.Ordinal);
        Assert.Contains("decision document with certificates that stand '无此文号'", (await registry.RunAsync("certificates", "print", "--decision", "无此文号", "--out", registry.InHome("none"))).Error, StringComparison.Ordinal);
        Assert.Equal([$"{Number}.pdf"], Directory.GetFiles(folder).Select(Path.GetFileName));
        Assert.Equal(2, (await registry.RunAsync("certificates", "print", "--decision", Document, "--out", folder)).ExitCode);
        await File.WriteAllTextAsync(registry.InHome("numbers"), $"{Number}\n\n");
        await registry.DoneAsync("certificates", "print", "--numbers", registry.InHome("numbers"), "--out", folder, "--format", "vc-json");
        Assert.Equal(2, Directory.GetFiles(folder).Length);
    }

    [Fact]
    public async Task After_a_rotation_the_keys_are_published_anew()
    {
        await using var registry = await StartAsync();
        await registry.DoneAsync("certificates", "print", Number, "--out", registry.InHome("old.jwt"));
        await registry.DoneAsync("certificates", "rotate-key", "--reason", "yearly");
        await registry.DoneAsync("certificates", "print", Number, "--out", registry.InHome("new.jwt"));
        await registry.DoneAsync("certificates", "keys", "--out", registry.InHome("keys.json"));

        Assert.Equal(2, (await registry.DoneAsync("certificates", "keys", "--json")).Json.GetProperty("keys").GetArrayLength());
        foreach (var file in (string[])["old.jwt", "new.jwt"])
        {
            Assert.Equal(0, (await VerifyAsync(registry.InHome(file), registry.InHome("keys.json"))).ExitCode);
        }
    }

    // With no server in reach.
    private static Task<Ran> VerifyAsync(string file, string keys) =>
        Ran.OfAsync("certificates", "verify", "--file", file, "--keys", keys, "--server", "http://127.0.0.1:1", "--language", "en");

    private static async Task<Registry> StartAsync()
    {
        var registry = await Registry.StartAsync();
        var id = await TeachersTests.CreateAsync(registry);
        await registry.RecogniseAsync(id, new()
        {
            Level = RecognitionLevel.Middle, Track = RecognitionTrack.Secondary, Field = "装备制造", CertificateNumber = Number, Authority = "晋城市教育局",
            DecisionDocument = Document, StartDate = new() { Year = 2025, Month = 11, Day = 1 }, LastDate = new() { Year = 2030, Month = 10, Day = 31 },
        });
        return registry;
    }
}
