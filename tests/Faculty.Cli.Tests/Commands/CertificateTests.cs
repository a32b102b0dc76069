using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Faculty.Cli.Tests.Running;
using Faculty.Server;
using Faculty.Server.Tests;
using Faculty.V1;

namespace Faculty.Cli.Tests.Commands;

/// <summary>TLS from the certificate to the answer: made by the command line, served by the server, trusted only by who names the authority.</summary>
public sealed class CertificateTests : IDisposable
{
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("faculty-cli-");

    private string Certificates => Path.Combine(home.FullName, "tls");

    public void Dispose() => home.Delete(recursive: true);

    [Fact]
    public async Task A_certificate_is_made_served_and_trusted_by_who_names_its_authority()
    {
        await CreateAsync("localhost", "127.0.0.1");
        await using var server = await StartAsync();
        Assert.Equal(Uri.UriSchemeHttps, server.GrpcAddress.Scheme);

        var trusting = await Ran.OfAsync("metrics", "--server", Address(server), "--ca", Path.Combine(Certificates, "ca.crt"), "--json", "--token", await KeyAsync(server));
        Assert.True(trusting.ExitCode == 0, trusting.Error);
        // The controls: nobody named, and another authority.
        await MistrustsAsync(server);
        await CreateAsync(Path.Combine(home.FullName, "other"), ["localhost"]);
        await MistrustsAsync(server, "--ca", Path.Combine(home.FullName, "other", "ca.crt"));
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_not_trusted()
    {
        await CreateAsync("elsewhere.example");
        await using var server = await StartAsync();
        await MistrustsAsync(server, "--ca", Path.Combine(Certificates, "ca.crt"));
    }

    [Fact]
    public async Task A_certificate_is_for_397_days_and_the_named_hosts_and_its_key_is_private()
    {
        await CreateAsync("faculty.example", "192.0.2.7");
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(Certificates, "server.crt"));
        Assert.Equal(397, (certificate.NotAfter - certificate.NotBefore).Days);
        Assert.True(certificate.MatchesHostname("faculty.example") && certificate.MatchesHostname("192.0.2.7") && !certificate.MatchesHostname("other.example"));
        Assert.Equal("1.2.840.10045.3.1.7", certificate.GetECDsaPublicKey()!.ExportParameters(includePrivateParameters: false).Curve.Oid.Value);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(Certificates, "server.key")));
        Assert.DoesNotContain(Directory.EnumerateFiles(Certificates), f => f.EndsWith("ca.key", StringComparison.Ordinal));

        // A key in use is not written over.
        var key = await File.ReadAllTextAsync(Path.Combine(Certificates, "server.key"));
        Assert.Equal(2, (await Ran.OfAsync("certificate", "create", "--host", "faculty.example", "--out", Certificates)).ExitCode);
        Assert.Equal(key, await File.ReadAllTextAsync(Path.Combine(Certificates, "server.key")));
    }

    [Theory]
    [InlineData(SslProtocols.Tls12, true)]
    [InlineData(SslProtocols.Tls13, true)]
#pragma warning disable SYSLIB0039, CA5397 // Asked for so that it is refused.
    [InlineData(SslProtocols.Tls11, false)]
#pragma warning restore SYSLIB0039, CA5397
    public async Task Only_the_versions_of_TLS_that_hold_are_spoken(SslProtocols version, bool spoken)
    {
        await CreateAsync("localhost");
        await using var server = await StartAsync();
        using var tcp = new TcpClient("127.0.0.1", server.GrpcAddress.Port);
        await using var tls = new SslStream(tcp.GetStream());
        var handshake = await Record.ExceptionAsync(() => tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            EnabledSslProtocols = version,
            CertificateChainPolicy = Policy(),
        }));
        Assert.Equal(spoken, handshake is null);
    }

    [Fact]
    public async Task The_web_port_tells_browsers_to_be_careful()
    {
        await CreateAsync("localhost");
        await using var server = await StartAsync();
        using var handler = new SocketsHttpHandler { SslOptions = new() { CertificateChainPolicy = Policy() } };
        using var web = new HttpClient(handler);
        foreach (var path in (string[])["/healthz", "/metrics", "/nothing"])
        {
            using var answer = await web.GetAsync(new Uri($"https://localhost:{server.WebAddress.Port}{path}"));
            var headers = answer.Headers.ToDictionary(h => h.Key, h => string.Join(',', h.Value), StringComparer.OrdinalIgnoreCase);
            Assert.Equal("max-age=31536000", headers["Strict-Transport-Security"]);
            Assert.Equal("default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'", headers["Content-Security-Policy"]);
            Assert.Equal(("nosniff", "no-referrer"), (headers["X-Content-Type-Options"], headers["Referrer-Policy"]));
            Assert.DoesNotContain("Server", headers.Keys);
        }
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("192.0.2.1")]
    public async Task Nothing_goes_beyond_this_machine_in_the_open(string address)
    {
        var options = ServerOptions.Parse(["--data", Path.Combine(home.FullName, "data"), "--listen", address]);
        var refused = await Assert.ThrowsAsync<StartException>(() => FacultyServer.StartAsync(options, TimeProvider.System));
        Assert.Contains("--certificate", refused.Message, StringComparison.Ordinal);
        Assert.Contains("faculty certificate create", refused.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(options.DataDirectory));
    }

    [Fact]
    public async Task A_certificate_that_cannot_be_used_stops_the_start_with_the_remedy()
    {
        await CreateAsync("localhost");
        var key = Path.Combine(Certificates, "server.key");
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.Contains("chmod 600", (await Assert.ThrowsAsync<StartException>(StartAsync)).Message, StringComparison.Ordinal);
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await File.WriteAllTextAsync(key, "no key");
        Assert.Contains("--certificate-key", (await Assert.ThrowsAsync<StartException>(StartAsync)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_without_its_key_stops_the_start_with_the_name_of_the_option()
    {
        await CreateAsync("localhost");
        var refused = await Assert.ThrowsAsync<StartException>(() => FacultyServer.StartAsync(Options() with { CertificateKey = null }, TimeProvider.System));
        Assert.Contains("holds no private key", refused.Message, StringComparison.Ordinal);
        Assert.Contains("--certificate-key FILE", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--certificate-key")]
    [InlineData("--certificate-password-file")]
    public async Task What_belongs_to_a_certificate_that_is_not_named_stops_the_start(string option)
    {
        await CreateAsync("localhost");
        var options = ServerOptions.Parse(["--data", Path.Combine(home.FullName, "data"), "--grpc-port", "0", "--web-port", "0", option, Path.Combine(Certificates, "server.key")]);
        var refused = await Assert.ThrowsAsync<StartException>(async () => await (await FacultyServer.StartAsync(options, TimeProvider.System)).DisposeAsync());
        Assert.Contains($"{option} ", refused.Message, StringComparison.Ordinal);
        Assert.Contains("--certificate FILE", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.0.0.0", "https://localhost:", true)]
    [InlineData("::", "https://localhost:", true)]
    [InlineData("127.0.0.1", "https://127.0.0.1:", false)]
    public async Task The_address_that_the_server_prints_is_one_a_client_can_call(string listen, string printed, bool everywhere)
    {
        await CreateAsync("localhost", "127.0.0.1");
        await using var server = await FacultyServer.StartAsync(Options() with { Listen = IPAddress.Parse(listen) }, TimeProvider.System);
        var address = server.ReadyLine.Split(' ').Single(w => w.StartsWith("grpc=", StringComparison.Ordinal))["grpc=".Length..];
        Assert.StartsWith(printed, address, StringComparison.Ordinal);
        Assert.Equal(everywhere, server.Greeting.Contains("all addresses", StringComparison.Ordinal));
        var ran = await Ran.OfAsync("metrics", "--server", address, "--ca", Path.Combine(Certificates, "ca.crt"), "--token", await KeyAsync(server));
        Assert.True(ran.ExitCode == 0, ran.Error);
    }

    [Theory]
    [InlineData("zh", "只使用 TLS")]
    [InlineData("en", "speaks TLS")]
    public async Task Whoever_calls_a_server_with_a_certificate_in_the_open_is_told_to_use_https(string language, string told)
    {
        await CreateAsync("localhost");
        await using var server = await StartAsync();
        var ran = await Ran.OfAsync("metrics", "--server", $"http://localhost:{server.GrpcAddress.Port}", "--language", language);
        Assert.Equal(3, ran.ExitCode);
        Assert.Contains(told, ran.Error, StringComparison.Ordinal);
        Assert.Contains($"--server https://localhost:{server.GrpcAddress.Port}", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("metrics")]
    [InlineData("login", "clerk", "--password-stdin")]
    public async Task Whatever_a_port_of_TLS_answers_in_the_open_the_remedy_is_the_same(params string[] command)
    {
        // An alert as a peer of TLS sends it, an answer that is no frame of HTTP/2, and the end. A reset tells no more than a port without a server.
        byte[][] answers = [[0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x46], [0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x46, 0, 0, 0, 0, 0], []];
        foreach (var answer in answers)
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            using var ended = new CancellationTokenSource();
            var answering = AnswerAsync(listener, answer, ended.Token);
            var address = $"localhost:{((IPEndPoint)listener.LocalEndpoint).Port}";
            var ran = await Ran.OfAsync(new StringReader("a test's\n"), [.. command, "--server", $"http://{address}", "--language", "en", "--config", Path.Combine(home.FullName, "no-logins")]);
            await ended.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answering);
            Assert.True(ran.ExitCode == 3 && ran.Error.Contains($"--server https://{address}", StringComparison.Ordinal), $"{Convert.ToHexString(answer)}: {ran.Error}");
        }
        // The control: where nobody listens, nobody answers.
        var gone = await Ran.OfAsync(new StringReader("a test's\n"), [.. command, "--server", "http://localhost:1", "--language", "en", "--config", Path.Combine(home.FullName, "no-logins")]);
        Assert.Contains("Nobody answers", gone.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nightly.example", "dns:nightly.example")]
    [InlineData("spiffe://faculty.example/nightly", "uri:spiffe://faculty.example/nightly")]
    public async Task A_program_shows_a_certificate_instead_of_a_key(string name, string listed)
    {
        var made = await Ran.OfAsync("certificate", "create", "--host", "localhost", "--client", name, "--out", Certificates, "--language", "en");
        Assert.True(made.ExitCode == 0, made.Error);
        Assert.Contains($"'AUDITOR {listed}'", made.Output, StringComparison.Ordinal);
        var (ca, client, names) = (Path.Combine(Certificates, "ca.crt"), Path.Combine(Certificates, "client.pem"), Path.Combine(home.FullName, "names"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(client));
        await File.WriteAllTextAsync(names, $"AUDITOR {listed}");
        await using var server = await FacultyServer.StartAsync(Options() with { ClientCa = ca, ClientNames = names }, TimeProvider.System);
        string[] call = ["whoami", "--server", Address(server), "--ca", ca, "--json", "--config", Path.Combine(home.FullName, "no-logins")];
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
        Assert.Equal(2, (await Ran.OfAsync(["certificate", "create", "--out", Certificates, .. names])).ExitCode);

    [Fact]
    public async Task A_certificate_with_a_password_takes_it_from_a_file()
    {
        await CreateAsync("localhost");
        var (pfx, password) = (Path.Combine(Certificates, "server.pfx"), Path.Combine(Certificates, "password"));
        using (var pair = X509Certificate2.CreateFromPemFile(Path.Combine(Certificates, "server.crt"), Path.Combine(Certificates, "server.key")))
        {
            await File.WriteAllBytesAsync(pfx, pair.ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, "a test's"));
        }
        File.SetUnixFileMode(pfx, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await File.WriteAllTextAsync(password, "a test's\n");
        await using var server = await FacultyServer.StartAsync(Options() with { Certificate = pfx, CertificateKey = null, CertificatePasswordFile = password }, TimeProvider.System);
        Assert.Equal(0, (await Ran.OfAsync("metrics", "--server", Address(server), "--ca", Path.Combine(Certificates, "ca.crt"), "--token", await KeyAsync(server))).ExitCode);
    }

    private static async Task AnswerAsync(TcpListener listener, byte[] answer, CancellationToken ct)
    {
        var said = new byte[4096];
        while (true)
        {
            using var socket = await listener.AcceptSocketAsync(ct);
            await socket.ReceiveAsync(said, ct);
            await socket.SendAsync(answer, ct);
            socket.Shutdown(SocketShutdown.Send);
            try
            {
                // Closed with something unread, it would be a reset.
                while (await socket.ReceiveAsync(said, ct) > 0)
                {
                }
            }
            catch (SocketException)
            {
                // The client went away first.
            }
        }
    }

    private static Task<string> KeyAsync(FacultyServer server) =>
        OwnKeys.MakeAsync(server.Services, "tests", new Grant { Role = Role.Auditor });

    private static string Address(FacultyServer server) => $"https://localhost:{server.GrpcAddress.Port}";

    private static async Task MistrustsAsync(FacultyServer server, params string[] more)
    {
        var ran = await Ran.OfAsync(["metrics", "--server", Address(server), "--language", "en", .. more]);
        Assert.NotEqual(0, ran.ExitCode);
        Assert.Contains("not to be trusted", ran.Error, StringComparison.Ordinal);
    }

    private Task CreateAsync(params string[] hosts) => CreateAsync(Certificates, hosts);

    private static async Task CreateAsync(string into, string[] hosts)
    {
        var ran = await Ran.OfAsync(["certificate", "create", .. hosts.SelectMany(h => (string[])["--host", h]), "--out", into]);
        Assert.True(ran.ExitCode == 0, ran.Error);
    }

    private X509ChainPolicy Policy()
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(Path.Combine(Certificates, "ca.crt"));
        return policy;
    }

    private ServerOptions Options() => new()
    {
        DataDirectory = Path.Combine(home.FullName, "data"),
        Listen = IPAddress.Loopback,
        Certificate = Path.Combine(Certificates, "server.crt"),
        CertificateKey = Path.Combine(Certificates, "server.key"),
        GrpcPort = 0,
        WebPort = 0,
        BodyCacheBytes = 8 << 20,
    };

    private Task<FacultyServer> StartAsync() => FacultyServer.StartAsync(Options(), TimeProvider.System);
}
