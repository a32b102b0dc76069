using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Faculty.Server.Accounts.Outside;
using Faculty.V1;
using Grpc.Core;
using Grpc.Net.Client;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Accounts.Outside;

/// <summary>Programs that show a certificate, over real TLS: only a listed name that the one authority vouches for lets them in.</summary>
public sealed class ClientCertificateTests : IDisposable
{
    private const string Nightly = "dns:nightly.example";
    private const string Figures = "uri:spiffe://faculty.example/figures";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("faculty-test-");
    private readonly TestClock clock = TestClock.At(2025, 11, 25);
    private readonly TestAuthority authority = new();

    private string ServerCertificate => Path.Combine(folder.FullName, "server.pem");

    public void Dispose()
    {
        authority.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_listed_name_gives_its_roles_and_is_one_principal_in_the_audit()
    {
        await using var server = await StartAsync($"HR_CLERK@{School} {Nightly}", $"AUDITOR {Nightly}", $"FINANCE {Figures}");
        using var nightly = Calling(server, authority.Issue(["dns:elsewhere.example", "dns:NIGHTLY.example"]));
        var who = await Sessions(nightly).WhoAmIAsync(new());
        Assert.Equal([new Grant { Role = Role.HrClerk, OrganisationCode = School }, new Grant { Role = Role.Auditor }], who.Grants.ToList());
        Assert.Equal((ClientCertificates.IdOf(Nightly), Nightly, AccountKind.Service), (who.Account.AccountId, who.Account.AccountName, who.Account.Kind));
        using var figures = Calling(server, authority.Issue([Figures]));
        await new MetricService.MetricServiceClient(figures).ListMetricsAsync(new());
        await Calls.RefusedAsync(ErrorReason.PermissionDenied, new AuditService.AuditServiceClient(figures).ListAuditEventsAsync(new()));

        await Calls.RefusedAsync(ErrorReason.AccountKind, Sessions(nightly).EnrolTotpAsync(new()));
        var denied = await RefusedAsync(server, ClientCertificates.IdOf(Figures));
        Assert.Equal((AuditEventType.PermissionDenied, 32), (denied.Type, denied.CredentialId.Length));
    }

    [Fact]
    public async Task What_is_not_listed_or_not_vouched_for_is_refused_with_the_cause()
    {
        using var other = new TestAuthority();
        using var stranger = new TestAuthority("CN=another authority");
        await using var server = await StartAsync($"AUDITOR {Nightly}", $"AUDITOR {Figures}", "AUDITOR dns:localhost");
        (string Name, X509Certificate2 Certificate, string Cause)[] cases =
        [
            ("not in the list", authority.Issue(["dns:other.example"]), "not_listed"),
            ("below a listed name", authority.Issue(["dns:a.nightly.example"]), "not_listed"),
            ("a wildcard above it", authority.Issue(["dns:*.example"]), "not_listed"),
            ("the name as URI", authority.Issue(["uri:dns:nightly.example"]), "not_listed"),
            ("the name as subject only", authority.Issue([], subject: "CN=nightly.example"), "not_listed"),
            ("the name as subject and another beside", authority.Issue(["dns:other.example"], subject: "CN=nightly.example"), "not_listed"),
            ("a URI in capitals", authority.Issue(["uri:spiffe://faculty.example/FIGURES"]), "not_listed"),
            ("two listed names", authority.Issue([Nightly, Figures]), "several_listed"),
            ("an authority of the same name", other.Issue([Nightly]), "authority"),
            ("another authority", stranger.Issue([Nightly]), "authority"),
            ("nobody's but its own", TestAuthority.SelfSigned(Nightly), "authority"),
            ("a server's", authority.Issue([Nightly], TestAuthority.ForServers), "purpose"),
            ("this server's own, its name listed", X509Certificate2.CreateFromPemFile(ServerCertificate), "purpose"),
            ("without a purpose", authority.Issue([Nightly], purpose: null), "purpose"),
            ("ended", authority.Issue([Nightly], until: clock.Now), "time"),
            ("not begun", authority.Issue([Nightly], from: clock.Now.AddSeconds(1)), "time"),
        ];
        var wrong = new List<string>();
        foreach (var (name, certificate, cause) in cases)
        {
            using var channel = Calling(server, certificate);
            // The second call of a connection is asked no less.
            for (var call = 0; call < 2; call++)
            {
                var refused = await Record.ExceptionAsync(async () => await Sessions(channel).WhoAmIAsync(new())) as RpcException;
                if (refused is null || refused.StatusCode != StatusCode.Unauthenticated || Calls.Refused(ErrorReason.CertificateRefused, refused).Fact("cause") != cause)
                {
                    wrong.Add($"{name}: {refused?.Status.ToString() ?? "taken"}");
                }
            }
        }
        Assert.Empty(wrong);
        // The controls.
        foreach (var good in (X509Certificate2[])[authority.Issue([Nightly]), authority.Issue([Nightly], from: clock.Now, until: clock.Now.AddSeconds(1))])
        {
            using var channel = Calling(server, good);
            await Sessions(channel).WhoAmIAsync(new());
        }
    }

    [Fact]
    public async Task Whoever_shows_no_certificate_signs_in_as_ever()
    {
        await using var server = await StartAsync($"AUDITOR {Nightly}");
        using var channel = Calling(server, certificate: null);
        await Calls.RefusedAsync(ErrorReason.NotSignedIn, Sessions(channel).WhoAmIAsync(new()));
        Assert.Equal(8, (await Sessions(channel).WhoAmIAsync(new(), new Metadata { { "authorization", $"Bearer {server.Key}" } })).KeyId.Length);
    }

    [Fact]
    public async Task The_longest_name_is_a_principal_like_any_other()
    {
        var longest = "uri:spiffe://faculty.example/".PadRight(256, 'a');
        await using var server = await StartAsync($"FINANCE {longest}", $"AUDITOR {Nightly}");
        using var channel = Calling(server, authority.Issue([longest]));
        await Calls.RefusedAsync(ErrorReason.PermissionDenied, new AuditService.AuditServiceClient(channel).ListAuditEventsAsync(new()));
        Assert.Equal(ClientCertificates.IdOf(longest), (await RefusedAsync(server, ClientCertificates.IdOf(longest))).PrincipalId);
    }

    [Fact]
    public async Task An_empty_list_lets_nobody_in()
    {
        await using var server = await StartAsync("# nobody yet");
        using var channel = Calling(server, authority.Issue([Nightly]));
        var refused = await Calls.RefusedAsync(ErrorReason.CertificateRefused, Sessions(channel).WhoAmIAsync(new()));
        Assert.Equal("not_listed", refused.Fact("cause"));
    }

    [Fact]
    public async Task A_certificate_that_ends_ends_the_calls_and_streams_of_its_open_connection()
    {
        await using var server = await StartAsync(o => o with { KeepAlive = TimeSpan.FromMilliseconds(20) }, $"AUDITOR {Nightly}");
        using var channel = Calling(server, authority.Issue([Nightly], until: clock.Now.AddMinutes(1)));
        using var watch = new ChangeService.ChangeServiceClient(channel).WatchChanges(new());
        Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None));
        clock.Now += TimeSpan.FromMinutes(1);
        await Calls.RefusedAsync(ErrorReason.CertificateRefused, Sessions(channel).WhoAmIAsync(new()));
        Calls.Refused(ErrorReason.CertificateRefused, await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await watch.ResponseStream.MoveNext(CancellationToken.None))
            {
            }
        }));
    }

    [Fact]
    public async Task A_name_taken_out_of_the_list_is_refused_from_the_next_start_which_tells_of_it()
    {
        var certificate = authority.Issue([Nightly]);
        var server = await StartAsync($"AUDITOR {Nightly}");
        using (var channel = Calling(server, certificate))
        {
            await Sessions(channel).WhoAmIAsync(new());
        }
        await server.StopAsync();
        await using var again = await StartAsync(o => o with { DataDirectory = server.DataDirectory }, $"AUDITOR {Figures}");
        using var after = Calling(again, certificate);
        await Calls.RefusedAsync(ErrorReason.CertificateRefused, Sessions(after).WhoAmIAsync(new()));
        using var figures = Calling(again, authority.Issue([Figures]));
        var told = (await new AuditService.AuditServiceClient(figures).ListAuditEventsAsync(new() { Type = AuditEventType.Configuration })).Events[^1];
        Assert.Contains(told.Subjects, s => s.StartsWith("client-names ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_authority_below_another_vouches_when_both_are_given()
    {
        using var below = new TestAuthority("CN=below", authority);
        await using var server = await StartAsync(below.Pem, o => o, $"AUDITOR {Nightly}");
        using var channel = Calling(server, below.Issue([Nightly]));
        await Sessions(channel).WhoAmIAsync(new());
        // Alone it vouches for nobody, itself included.
        var alone = below.Pem[..below.Pem.IndexOf("-----BEGIN", 10, StringComparison.Ordinal)];
        Assert.Contains("--client-ca", (await Assert.ThrowsAsync<StartException>(() => StartAsync(alone, o => o, $"AUDITOR {Nightly}"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_goes_before_a_certificate_and_a_certificate_is_asked_for_on_the_grpc_port_only()
    {
        await using var server = await StartAsync($"AUDITOR {Nightly}");
        using var other = new TestAuthority();
        using var channel = Calling(server, other.Issue([Nightly]));
        var who = await Sessions(channel).WhoAmIAsync(new(), new Metadata { { "authorization", $"Bearer {server.Key}" } });
        Assert.Equal(8, who.KeyId.Length);
        await Calls.RefusedAsync(ErrorReason.TokenInvalid, Sessions(channel).WhoAmIAsync(new(), new Metadata { { "authorization", "Bearer nonsense" } }));

        using var certificate = authority.Issue([Nightly]);
        Assert.True(await IsAskedForAsync(server.Server.GrpcAddress, certificate));
        Assert.False(await IsAskedForAsync(server.Server.WebAddress, certificate));
    }

    [Theory]
    [InlineData("AUDITOR nightly.example", "no name of a certificate")]
    [InlineData("AUDITOR dns:*.example", "wildcards")]
    [InlineData("AUDITOR dns:Nightly.example", "no name of a certificate")]
    [InlineData("AUDITOR dns:", "no name of a certificate")]
    [InlineData("WIZARD dns:nightly.example", "line 1")]
    [InlineData("ADMINISTRATOR dns:nightly.example", "ADMINISTRATOR is for accounts")]
    [InlineData("HR_CLERK@GP-99 dns:nightly.example", "no organisation 'GP-99'")]
    public async Task A_wrong_list_stops_the_start(string line, string said) =>
        Assert.Contains(said, (await Assert.ThrowsAsync<StartException>(() => StartAsync(line))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Half_of_the_options_is_none()
    {
        foreach (var change in (Func<ServerOptions, ServerOptions>[])[o => o with { ClientCa = null }, o => o with { ClientNames = null }, o => o with { Certificate = null }])
        {
            Assert.Contains("go together", (await Assert.ThrowsAsync<StartException>(() => StartAsync(change, $"AUDITOR {Nightly}"))).Message, StringComparison.Ordinal);
        }
    }

    // Nobody waits for the entry of a refusal; a stop writes what is waiting.
    private async Task<AuditEvent> RefusedAsync(TestServer server, string principalId)
    {
        await server.RestartAsync();
        using var auditor = Calling(server, authority.Issue([Nightly]));
        return Assert.Single((await new AuditService.AuditServiceClient(auditor).ListAuditEventsAsync(new() { PrincipalId = principalId })).Events);
    }

    private static SessionService.SessionServiceClient Sessions(ChannelBase channel) => new(channel);

    private GrpcChannel Calling(TestServer server, X509Certificate2? certificate) =>
        GrpcChannel.ForAddress($"https://localhost:{server.Server.GrpcAddress.Port}", new() { HttpHandler = Handler(certificate), DisposeHttpClient = true });

    private SocketsHttpHandler Handler(X509Certificate2? certificate) => new() { SslOptions = Shown(certificate) };

    private SslClientAuthenticationOptions Shown(X509Certificate2? certificate) => new()
    {
        TargetHost = "localhost",
        CertificateChainPolicy = authority.Trust,
        LocalCertificateSelectionCallback = certificate is null ? null : new LocalCertificateSelectionCallback((_, _, _, _, _) => certificate),
    };

    private async Task<bool> IsAskedForAsync(Uri address, X509Certificate2 certificate)
    {
        using var tcp = new TcpClient(address.Host, address.Port);
        await using var tls = new SslStream(tcp.GetStream());
        await tls.AuthenticateAsClientAsync(Shown(certificate));
        return tls.IsMutuallyAuthenticated;
    }

    private Task<TestServer> StartAsync(params string[] names) => StartAsync(o => o, names);

    private Task<TestServer> StartAsync(Func<ServerOptions, ServerOptions> with, params string[] names) => StartAsync(authority.Pem, with, names);

    private async Task<TestServer> StartAsync(string ca, Func<ServerOptions, ServerOptions> with, params string[] names)
    {
        using var certificate = authority.Issue(["dns:localhost"], TestAuthority.ForServers);
        await File.WriteAllTextAsync(ServerCertificate, $"{certificate.ExportCertificatePem()}\n{certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem()}");
        File.SetUnixFileMode(ServerCertificate, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var (authorities, list) = (Path.Combine(folder.FullName, "ca.pem"), Path.Combine(folder.FullName, "names"));
        await File.WriteAllTextAsync(authorities, ca);
        await File.WriteAllLinesAsync(list, names);
        var data = names.Any(n => n.Contains('@')) ? await TestServer.PrepareTreeAsync(clock) : "";
        return await TestServer.StartAsync(clock, o => with(o with { DataDirectory = data, Certificate = ServerCertificate, ClientCa = authorities, ClientNames = list }));
    }
}
