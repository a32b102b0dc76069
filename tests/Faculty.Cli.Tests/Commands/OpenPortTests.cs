using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Faculty.Cli.Tests.Running;
using Faculty.Server;

namespace Faculty.Cli.Tests.Commands;

/// <summary>What the ports of a server say, with TLS and in the open: nothing beyond this machine without it, and to whoever comes in the open, how to come.</summary>
public sealed class OpenPortTests : IDisposable
{
    private readonly TlsServers tls = new();

    public void Dispose() => tls.Dispose();

    [Theory]
    [InlineData(SslProtocols.Tls12, true)]
    [InlineData(SslProtocols.Tls13, true)]
#pragma warning disable SYSLIB0039, CA5397 // Asked for so that it is refused.
    [InlineData(SslProtocols.Tls11, false)]
#pragma warning restore SYSLIB0039, CA5397
    public async Task Only_the_versions_of_TLS_that_hold_are_spoken(SslProtocols version, bool spoken)
    {
        await tls.CreateAsync("localhost");
        await using var server = await tls.StartAsync();
        using var tcp = new TcpClient("127.0.0.1", server.GrpcAddress.Port);
        await using var stream = new SslStream(tcp.GetStream());
        var handshake = await Record.ExceptionAsync(() => stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            EnabledSslProtocols = version,
            CertificateChainPolicy = tls.Policy(),
        }));
        Assert.Equal(spoken, handshake is null);
    }

    [Fact]
    public async Task The_web_port_tells_browsers_to_be_careful()
    {
        await tls.CreateAsync("localhost");
        await using var server = await tls.StartAsync();
        using var handler = new SocketsHttpHandler { SslOptions = new() { CertificateChainPolicy = tls.Policy() } };
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
        var options = ServerOptions.Parse(["--data", Path.Combine(tls.Folder, "data"), "--listen", address]);
        var refused = await Assert.ThrowsAsync<StartException>(() => FacultyServer.StartAsync(options, TimeProvider.System));
        Assert.Contains("--certificate", refused.Message, StringComparison.Ordinal);
        Assert.Contains("faculty certificate create", refused.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(options.DataDirectory));
    }

    [Theory]
    [InlineData("0.0.0.0", "https://localhost:", true)]
    [InlineData("::", "https://localhost:", true)]
    [InlineData("127.0.0.1", "https://127.0.0.1:", false)]
    public async Task The_address_that_the_server_prints_is_one_a_client_can_call(string listen, string printed, bool everywhere)
    {
        await tls.CreateAsync("localhost", "127.0.0.1");
        await using var server = await FacultyServer.StartAsync(tls.Options() with { Listen = IPAddress.Parse(listen) }, TimeProvider.System);
        var address = server.ReadyLine.Split(' ').Single(w => w.StartsWith("grpc=", StringComparison.Ordinal))["grpc=".Length..];
        Assert.StartsWith(printed, address, StringComparison.Ordinal);
        Assert.Equal(everywhere, server.Greeting.Contains("all addresses", StringComparison.Ordinal));
        var ran = await Ran.OfAsync("metrics", "--server", address, "--ca", Path.Combine(tls.Certificates, "ca.crt"), "--token", await TlsServers.KeyAsync(server));
        Assert.True(ran.ExitCode == 0, ran.Error);
    }

    [Theory]
    [InlineData("zh", "只使用 TLS")]
    [InlineData("en", "speaks TLS")]
    public async Task Whoever_calls_a_server_with_a_certificate_in_the_open_is_told_to_use_https(string language, string told)
    {
        await tls.CreateAsync("localhost");
        await using var server = await tls.StartAsync();
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
            var ran = await Ran.OfAsync(new StringReader("a test's\n"), [.. command, "--server", $"http://{address}", "--language", "en", "--config", Path.Combine(tls.Folder, "no-logins")]);
            await ended.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answering);
            Assert.True(ran.ExitCode == 3 && ran.Error.Contains($"--server https://{address}", StringComparison.Ordinal), $"{Convert.ToHexString(answer)}: {ran.Error}");
        }
        // The control: where nobody listens, nobody answers.
        var gone = await Ran.OfAsync(new StringReader("a test's\n"), [.. command, "--server", "http://localhost:1", "--language", "en", "--config", Path.Combine(tls.Folder, "no-logins")]);
        Assert.Contains("Nobody answers", gone.Error, StringComparison.Ordinal);
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
}
