using System.Text;
using Faculty.Protocol.Certificates;
using Faculty.V1;
using Microsoft.Extensions.DependencyInjection;
using static Faculty.Server.Tests.Certification.Certificates.Certifying;

namespace Faculty.Server.Tests.Certification.Certificates;

/// <summary>The keys that sign: made once, replaced, sealed.</summary>
public sealed class CertificateKeyTests
{
    [Fact]
    public async Task What_older_keys_signed_stays_good_after_a_rotation_and_a_restart()
    {
        await using var server = await StartAsync();
        Assert.Empty((await server.Public().GetCertificateKeysAsync(new())).Keys);
        var old = await server.GetAsync();
        var before = await server.KeysAsync();

        var rotated = await server.Certificates().RotateCertificateKeyAsync(new() { Reason = "yearly", RequestId = $"{Guid.NewGuid()}" });
        await server.RestartAsync();
        var newer = await server.GetAsync();

        Assert.Equal(rotated.Key.KeyId, newer.Statement.KeyId);
        Assert.NotEqual(old.Statement.KeyId, newer.Statement.KeyId);
        Assert.Equal(old.Statement.Issuer, newer.Statement.Issuer);
        Assert.All([old, newer], made => Assert.Equal(CertificateState.Valid, server.VerifySignedAsync(made.SignedStatement).Result.State));
        Assert.Equal(CertificateFault.Key, before.Fault(Encoding.ASCII.GetBytes(newer.SignedStatement)));
        Assert.Equal(CertificateFault.Unspecified, (await server.KeysAsync()).Fault(Encoding.ASCII.GetBytes(old.SignedStatement)));
    }

    [Fact]
    public async Task Two_certificates_that_are_the_first_at_once_are_signed_with_one_key()
    {
        await using var server = await StartAsync();

        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => server.GetAsync()));

        Assert.Single(made.Select(m => m.Statement.KeyId).Distinct());
        Assert.Single((await server.Public().GetCertificateKeysAsync(new())).Keys);
    }

    [Fact]
    public async Task Neither_the_data_nor_the_ring_alone_holds_a_key_that_signs()
    {
        await using var server = await StartAsync();
        await server.GetAsync();
        var stored = (await server.Server.Services.GetRequiredService<Server.Certification.Certificates.CertificateKeys>().FindAsync(CancellationToken.None))!.Value.Keys[0];

        using var key = System.Security.Cryptography.ECDsa.Create();
        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => key.ImportECPrivateKey(stored.SealedPrivateKey.Span, out _));
        key.ImportECPrivateKey(server.Server.Services.GetRequiredService<Server.Privacy.KeyRing>().Unprotect("certificates", stored.SealedPrivateKey.Span, stored.Key.KeyId), out _);
        Assert.Equal(stored.Key.X.ToByteArray(), key.ExportParameters(includePrivateParameters: false).Q.X);
    }

    [Fact]
    public async Task A_file_of_keys_is_read_as_it_was_written_and_nothing_else_is_one()
    {
        await using var server = await StartAsync();
        await server.GetAsync();
        var written = (await server.Public().GetCertificateKeysAsync(new())).Jwks;
        Assert.Equal(written, PublishedKeys.Parse(written).ToJson());

        var key = System.Text.Json.Nodes.JsonNode.Parse(written)!["keys"]![0]!;
        var (x, y, kid) = ((string)key["x"]!, (string)key["y"]!, (string)key["kid"]!);
        // A point beside the curve, with the id that belongs to it.
        var beside = PublishedKeys.IdOf(new() { X = System.Buffers.Text.Base64Url.DecodeFromChars(x), Y = System.Buffers.Text.Base64Url.DecodeFromChars(x) });
        Assert.All(
            [
                "", "[]", "{}", "no json", """{"keys":1}""", """{"keys":[1]}""", """{"keys":[{"kty":"EC"}]}""", written.Replace("P-256", "P-384", StringComparison.Ordinal),
                written.Replace(kid, new string('A', 16), StringComparison.Ordinal), written.Replace(x, y, StringComparison.Ordinal), written.Replace(y, x, StringComparison.Ordinal).Replace(kid, beside, StringComparison.Ordinal),
            ],
            other => Assert.Throws<FormatException>(() => PublishedKeys.Parse(other)));
    }
}
