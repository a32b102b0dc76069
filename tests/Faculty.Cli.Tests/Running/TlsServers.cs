using System.Net;
using System.Security.Cryptography.X509Certificates;
using Faculty.Server;
using Faculty.Server.Tests;
using Faculty.V1;

namespace Faculty.Cli.Tests.Running;

/// <summary>Servers with certificates that the command line made, in a folder of their own.</summary>
internal sealed class TlsServers : IDisposable
{
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("faculty-cli-");

    public string Folder => home.FullName;

    public string Certificates => Path.Combine(Folder, "tls");

    public void Dispose() => home.Delete(recursive: true);

    public Task CreateAsync(params string[] hosts) => CreateAsync(Certificates, hosts);

    public static async Task CreateAsync(string into, string[] hosts)
    {
        var ran = await Ran.OfAsync(["certificate", "create", .. hosts.SelectMany(h => (string[])["--host", h]), "--out", into]);
        Assert.True(ran.ExitCode == 0, ran.Error);
    }

    public ServerOptions Options() => new()
    {
        DataDirectory = Path.Combine(Folder, "data"),
        Listen = IPAddress.Loopback,
        Certificate = Path.Combine(Certificates, "server.crt"),
        CertificateKey = Path.Combine(Certificates, "server.key"),
        GrpcPort = 0,
        WebPort = 0,
        BodyCacheBytes = 8 << 20,
    };

    public Task<FacultyServer> StartAsync() => FacultyServer.StartAsync(Options(), TimeProvider.System);

    /// <summary>Trusts the authority of the certificates, and nobody else.</summary>
    public X509ChainPolicy Policy()
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(Path.Combine(Certificates, "ca.crt"));
        return policy;
    }

    public static Task<string> KeyAsync(FacultyServer server) => OwnKeys.MakeAsync(server.Services, "tests", new Grant { Role = Role.Auditor });

    public static string Address(FacultyServer server) => $"https://localhost:{server.GrpcAddress.Port}";
}
