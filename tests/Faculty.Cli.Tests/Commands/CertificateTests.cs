using System.Security.Cryptography.X509Certificates;
using Faculty.Cli.Tests.Running;
using Faculty.Server;

namespace Faculty.Cli.Tests.Commands;

/// <summary>TLS from the certificate to the answer: made by the command line, served by the server, trusted only by who names the authority.</summary>
public sealed class CertificateTests : IDisposable
{
    private readonly TlsServers tls = new();

    public void Dispose() => tls.Dispose();

    [Fact]
    public async Task A_certificate_is_made_served_and_trusted_by_who_names_its_authority()
    {
        await tls.CreateAsync("localhost", "127.0.0.1");
        await using var server = await tls.StartAsync();
        Assert.Equal(Uri.UriSchemeHttps, server.GrpcAddress.Scheme);

        var trusting = await Ran.OfAsync("metrics", "--server", TlsServers.Address(server), "--ca", Path.Combine(tls.Certificates, "ca.crt"), "--json", "--token", await TlsServers.KeyAsync(server));
        Assert.True(trusting.ExitCode == 0, trusting.Error);
        // The controls: nobody named, and another authority.
        await MistrustsAsync(server);
        await TlsServers.CreateAsync(Path.Combine(tls.Folder, "other"), ["localhost"]);
        await MistrustsAsync(server, "--ca", Path.Combine(tls.Folder, "other", "ca.crt"));
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_not_trusted()
    {
        await tls.CreateAsync("elsewhere.example");
        await using var server = await tls.StartAsync();
        await MistrustsAsync(server, "--ca", Path.Combine(tls.Certificates, "ca.crt"));
    }

    [Fact]
    public async Task A_certificate_is_for_397_days_and_the_named_hosts_and_its_key_is_private()
    {
        await tls.CreateAsync("faculty.example", "192.0.2.7");
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(tls.Certificates, "server.crt"));
        Assert.Equal(397, (certificate.NotAfter - certificate.NotBefore).Days);
        Assert.True(certificate.MatchesHostname("faculty.example") && certificate.MatchesHostname("192.0.2.7") && !certificate.MatchesHostname("other.example"));
        Assert.Equal("1.2.840.10045.3.1.7", certificate.GetECDsaPublicKey()!.ExportParameters(includePrivateParameters: false).Curve.Oid.Value);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(tls.Certificates, "server.key")));
        Assert.DoesNotContain(Directory.EnumerateFiles(tls.Certificates), f => f.EndsWith("ca.key", StringComparison.Ordinal));

        // A key in use is not written over.
        var key = await File.ReadAllTextAsync(Path.Combine(tls.Certificates, "server.key"));
        Assert.Equal(2, (await Ran.OfAsync("certificate", "create", "--host", "faculty.example", "--out", tls.Certificates)).ExitCode);
        Assert.Equal(key, await File.ReadAllTextAsync(Path.Combine(tls.Certificates, "server.key")));
    }

    [Fact]
    public async Task A_certificate_that_cannot_be_used_stops_the_start_with_the_remedy()
    {
        await tls.CreateAsync("localhost");
        var key = Path.Combine(tls.Certificates, "server.key");
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.Contains("chmod 600", (await Assert.ThrowsAsync<StartException>(tls.StartAsync)).Message, StringComparison.Ordinal);
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await File.WriteAllTextAsync(key, "no key");
        Assert.Contains("--certificate-key", (await Assert.ThrowsAsync<StartException>(tls.StartAsync)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_without_its_key_stops_the_start_with_the_name_of_the_option()
    {
        await tls.CreateAsync("localhost");
        var refused = await Assert.ThrowsAsync<StartException>(() => FacultyServer.StartAsync(tls.Options() with { CertificateKey = null }, TimeProvider.System));
        Assert.Contains("holds no private key", refused.Message, StringComparison.Ordinal);
        Assert.Contains("--certificate-key FILE", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--certificate-key")]
    [InlineData("--certificate-password-file")]
    public async Task What_belongs_to_a_certificate_that_is_not_named_stops_the_start(string option)
    {
        await tls.CreateAsync("localhost");
        var options = ServerOptions.Parse(["--data", Path.Combine(tls.Folder, "data"), "--grpc-port", "0", "--web-port", "0", option, Path.Combine(tls.Certificates, "server.key")]);
        var refused = await Assert.ThrowsAsync<StartException>(async () => await (await FacultyServer.StartAsync(options, TimeProvider.System)).DisposeAsync());
        Assert.Contains($"{option} ", refused.Message, StringComparison.Ordinal);
        Assert.Contains("--certificate FILE", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nightly.example", "dns:nightly.example")]
    [InlineData("spiffe://faculty.example/nightly", "uri:spiffe://faculty.example/nightly")]
    public async Task A_program_shows_a_certificate_instead_of_a_key(string name, string listed)
    {
        var made = await Ran.OfAsync("certificate", "create", "--host", "localhost", "--client", name, "--out", tls.Certificates, "--language", "en");
        Assert.True(made.ExitCode == 0, made.Error);
        Assert.Contains($"'AUDITOR {listed}'", made.Output, StringComparison.Ordinal);
        var (ca, client, names) = (Path.Combine(tls.Certificates, "ca.crt"), Path.Combine(tls.Certificates, "client.pem"), Path.Combine(tls.Folder, "names"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(client));
        await File.WriteAllTextAsync(names, $"AUDITOR {listed}");
        await using var server = await FacultyServer.StartAsync(tls.Options() with { ClientCa = ca, ClientNames = names }, TimeProvider.System);
        string[] call = ["whoami", "--server", TlsServers.Address(server), "--ca", ca, "--json", "--config", Path.Combine(tls.Folder, "no-logins")];
        var shown = await Ran.OfAsync([.. call, "--client-certificate", client]);
        Assert.True(shown.ExitCode == 0, shown.Error);
        Assert.Contains($"\"{listed}\"", shown.Output, StringComparison.Ordinal);
        // The controls: nothing shown, and something that is no certificate.
        Assert.NotEqual(0, (await Ran.OfAsync(call)).ExitCode);
        Assert.Equal(2, (await Ran.OfAsync([.. call, "--client-certificate", names])).ExitCode);
    }

    [Theory]
    [InlineData]
    [InlineData("--client", "not a name")]
    [InlineData("--client", "")]
    public async Task A_certificate_needs_a_name(params string[] names) =>
        Assert.Equal(2, (await Ran.OfAsync(["certificate", "create", "--out", tls.Certificates, .. names])).ExitCode);

    [Fact]
    public async Task A_certificate_with_a_password_takes_it_from_a_file()
    {
        await tls.CreateAsync("localhost");
        var (pfx, password) = (Path.Combine(tls.Certificates, "server.pfx"), Path.Combine(tls.Certificates, "password"));
        using (var pair = X509Certificate2.CreateFromPemFile(Path.Combine(tls.Certificates, "server.crt"), Path.Combine(tls.Certificates, "server.key")))
        {
            await File.WriteAllBytesAsync(pfx, pair.ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, "a test's"));
        }
        File.SetUnixFileMode(pfx, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await File.WriteAllTextAsync(password, "a test's\n");
        await using var server = await FacultyServer.StartAsync(tls.Options() with { Certificate = pfx, CertificateKey = null, CertificatePasswordFile = password }, TimeProvider.System);
        Assert.Equal(0, (await Ran.OfAsync("metrics", "--server", TlsServers.Address(server), "--ca", Path.Combine(tls.Certificates, "ca.crt"), "--token", await TlsServers.KeyAsync(server))).ExitCode);
    }

    private static async Task MistrustsAsync(FacultyServer server, params string[] more)
    {
        var ran = await Ran.OfAsync(["metrics", "--server", TlsServers.Address(server), "--language", "en", .. more]);
        Assert.NotEqual(0, ran.ExitCode);
        Assert.Contains("not to be trusted", ran.Error, StringComparison.Ordinal);
    }
}
