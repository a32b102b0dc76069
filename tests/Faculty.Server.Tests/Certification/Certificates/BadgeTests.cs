using System.Buffers.Text;
using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Faculty.Server.Tests.Architecture;
using Faculty.V1;
using static Faculty.Server.Tests.Certification.Certificates.Certifying;

namespace Faculty.Server.Tests.Certification.Certificates;

/// <summary>The certificate as Open Badges 3.0 AchievementCredential. tests/run installs the JSON-LD processor (tests/badges).</summary>
public sealed class BadgeTests
{
    private const string Badges = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#", Credentials = "https://www.w3.org/2018/credentials#";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_term_of_a_badge_is_one_that_the_published_contexts_define(bool whole)
    {
        await using var server = await StartAsync();
        await server.RecogniseAsync(whole ? new(Decided("N-2")) { LastDate = SampleTree.Day(9999, 12, 31) } : new(Decided("N-2")) { Field = "", DecisionDocument = "", LastDate = null }, "古丽·𠮷");
        var document = Document(await DownloadAsync(server, CertificateFormat.VcJwt, "N-2"));

        var (exitCode, said) = Expand(document);

        Assert.True(exitCode == 0, said);
        Assert.All(
            [$"{Badges}OpenBadgeCredential", $"{Credentials}VerifiableCredential", $"{Badges}AchievementSubject", $"{Badges}identityHash", $"{Badges}licenseNumber", "古丽·𠮷", "N-2"],
            term => Assert.Contains(term, said, StringComparison.Ordinal));
        // The control: a term that is none, also deep inside.
        document["credentialSubject"]!["achievement"]!["gaopingLevel"] = "中级";
        (exitCode, said) = Expand(document);
        Assert.True(exitCode == 1 && said.Contains("gaopingLevel", StringComparison.Ordinal), said);
    }

    [Fact]
    public async Task A_badge_is_a_jwt_with_the_claims_that_open_badges_asks_for()
    {
        await using var server = await StartAsync();
        var jwt = await DownloadAsync(server, CertificateFormat.VcJwt);
        var (header, payload) = (Part(jwt, 0), Part(jwt, 1));

        Assert.Equal(("ES256", "vc+jwt", "vc"), (Text(header, "alg"), Text(header, "typ"), Text(header, "cty")));
        Assert.Equal((await server.GetAsync()).Statement.KeyId, Text(header, "kid"));
        Assert.Equal((Text(payload["issuer"]!, "id"), Text(payload, "id")), (Text(payload, "iss"), Text(payload, "jti")));
        Assert.Equal(new DateTimeOffset(2025, 11, 1, 0, 0, 0, TimeSpan.FromHours(8)).ToUnixTimeSeconds(), (long)payload["nbf"]!);
        Assert.Equal(new DateTimeOffset(2030, 11, 1, 0, 0, 0, TimeSpan.FromHours(8)).ToUnixTimeSeconds(), (long)payload["exp"]!);
        Assert.Equal(("2025-11-01T00:00:00+08:00", "2030-10-31T23:59:59+08:00"), (Text(payload, "validFrom"), Text(payload, "validUntil")));
        // The same badge each time it is made: wallets take one for the other.
        Assert.Equal(Text(payload, "id"), Text(Part(await DownloadAsync(server, CertificateFormat.VcJwt), 1), "id"));
    }

    [Fact]
    public async Task The_json_of_a_badge_is_a_credential_that_envelops_the_jwt()
    {
        await using var server = await StartAsync();
        var json = JsonNode.Parse(await DownloadAsync(server, CertificateFormat.VcJson))!;

        Assert.Equal("EnvelopedVerifiableCredential", Text(json, "type"));
        var (exitCode, said) = Expand(json);
        Assert.True(exitCode == 0, said);
        Assert.Equal(CertificateState.Valid, (await server.VerifySignedAsync(Text(json, "id")["data:application/vc+jwt,".Length..])).State);
    }

    [Theory]
    [InlineData(CertificateFormat.VcJwt)]
    [InlineData(CertificateFormat.VcJson)]
    public async Task Any_changed_character_of_a_badge_is_found(CertificateFormat format)
    {
        await using var server = await StartAsync();
        var file = Encoding.ASCII.GetBytes(await DownloadAsync(server, format));
        var keys = await server.KeysAsync();
        Assert.Equal(CertificateFault.Unspecified, keys.Fault(file));

        var accepted = new List<int>();
        for (var at = 0; at < file.Length; at++)
        {
            foreach (var bit in (byte[])[0x01, 0x20, 0x80])
            {
                file[at] ^= bit;
                if (keys.Fault(file) == CertificateFault.Unspecified)
                {
                    accepted.Add(at);
                }
                file[at] ^= bit;
            }
        }
        Assert.Equal([], accepted);
        Assert.All((byte[][])[[.. file, (byte)'\n'], [(byte)' ', .. file], file[..^1]], other => Assert.NotEqual(CertificateFault.Unspecified, keys.Fault(other)));
    }

    [Fact]
    public async Task A_badge_is_no_statement_and_a_statement_no_badge()
    {
        await using var server = await StartAsync();
        var (badge, statement) = (await DownloadAsync(server, CertificateFormat.VcJwt), (await server.GetAsync()).SignedStatement);
        var (one, other) = (badge.Split('.'), statement.Split('.'));
        var keys = await server.KeysAsync();

        foreach (var mixed in (string[])[$"{other[0]}.{one[1]}.{one[2]}", $"{one[0]}.{other[1]}.{other[2]}", $"{one[0]}.{other[1]}.{one[2]}"])
        {
            Assert.Equal(CertificateFault.Signature, keys.Fault(Encoding.ASCII.GetBytes(mixed)));
        }
    }

    private static async Task<string> DownloadAsync(TestServer server, CertificateFormat format, string number = Number) => string.Concat(
        await server.Certificates().DownloadCertificate(new() { CertificateNumber = number, Format = format }).AllAsync().Select(m => m.Content.ToStringUtf8()).ToListAsync());

    private static JsonNode Part(string jwt, int part) => JsonNode.Parse(Base64Url.DecodeFromChars(jwt.Split('.')[part]))!;

    // What is signed without the claims of the JWT, which are no part of the credential.
    private static JsonObject Document(string jwt)
    {
        var document = Part(jwt, 1).AsObject();
        Assert.True(document.Remove("iss") && document.Remove("jti") && document.Remove("nbf"));
        document.Remove("exp");
        return document;
    }

    private static string Text(JsonNode node, string name) => (string)node[name]!;

    private static (int ExitCode, string Said) Expand(JsonNode document)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(ArchitectureTests.Root, "tests/badges/expand.mjs")])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, StandardInputEncoding = new UTF8Encoding(false), StandardOutputEncoding = Encoding.UTF8,
        };
        using var node = Process.Start(start)!;
        node.StandardInput.Write(document.ToJsonString());
        node.StandardInput.Close();
        var error = node.StandardError.ReadToEndAsync();
        var said = node.StandardOutput.ReadToEnd();
        node.WaitForExit();
        return (node.ExitCode, said + error.Result);
    }
}
