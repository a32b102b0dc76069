using System.Net;
using Faculty.Server.Hosting;
using Faculty.V1;

namespace Faculty.Server;

/// <summary>What the server is started with.</summary>
internal sealed record ServerOptions
{
    public const string Usage = "usage: [--data DIR] [--keys DIR] [--listen ADDRESS] [--certificate FILE [--certificate-key FILE] [--certificate-password-file FILE]] [--grpc-port N] [--web-port N] [--store embedded] [--body-cache-mib N] [--rate-factor N] [--keep-left-months N] [--keep-never-engaged-months N] [--evidence-file-mib N] [--evidence-files N] [--oidc-issuer ADDRESS --oidc-audience NAME --oidc-roles FILE [--oidc-roles-claim NAME] [--oidc-keys FILE] [--oidc-plain-jwt]] [--client-ca FILE --client-names FILE] [--font FILE]... [--working-days FILE] [--group-rules FILE] [--pool-rules FILE] [--sample] [--enrol]";

    public string DataDirectory { get; init; } = "data";

    /// <summary>Where the keys are that personal data are sealed with; beside the data directory unless it is given.</summary>
    public string KeysDirectory { get => field ?? $"{Path.TrimEndingDirectorySeparator(DataDirectory)}.keys"; init; }

    /// <summary>Address to listen on; beyond loopback only with a certificate.</summary>
    public IPAddress Listen { get; init; } = IPAddress.Loopback;

    /// <summary>File of the server's certificate: PEM, with what lies between it and its authority, or PKCS #12. Null = no TLS.</summary>
    public string? Certificate { get; init; }

    /// <summary>File of its private key as PEM; null = in the certificate's file.</summary>
    public string? CertificateKey { get; init; }

    /// <summary>File of the password of the key: a command line is seen by every user of the machine.</summary>
    public string? CertificatePasswordFile { get; init; }

    /// <summary>Port of gRPC over HTTP/2; 0 = any free one.</summary>
    public int GrpcPort { get; init; } = 5081;

    /// <summary>Port of health and metrics over HTTP/1.1; 0 = any free one.</summary>
    public int WebPort { get; init; } = 5080;

    /// <summary>Load the sample school when the store is empty.</summary>
    public bool Sample { get; init; }

    /// <summary>Print a code that makes an administrator, although there is one: for when the last one's password is lost.</summary>
    public bool Enrol { get; init; }

    /// <summary>Address of the one issuer whose access tokens are taken beside those of this server, as its tokens spell it; null = none.</summary>
    public string? OidcIssuer { get; init; }

    /// <summary>Audience that its tokens for this server carry.</summary>
    public string? OidcAudience { get; init; }

    /// <summary>File of what the holders of its tokens may do, by the values of the claim.</summary>
    public string? OidcRoles { get; init; }

    /// <summary>The claim; null = "roles".</summary>
    public string? OidcRolesClaim { get; init; }

    /// <summary>File of its public keys (JWKS); null = they are fetched from where its discovery document says.</summary>
    public string? OidcKeys { get; init; }

    /// <summary>Take tokens of the type JWT too, for issuers that write no at+jwt.</summary>
    public bool OidcPlainJwt { get; init; }

    /// <summary>PEM file of the authority of clients' certificates; null = none is asked for.</summary>
    public string? ClientCa { get; init; }

    /// <summary>File of what the holders of such certificates may do, by the names in them.</summary>
    public string? ClientNames { get; init; }

    /// <summary>Font files that certificates are printed with, most wanted first; none = those known in <see cref="FontFolders"/>.</summary>
    public IReadOnlyList<string> Fonts { get; init; } = [];

    /// <summary>Where fonts are looked for when none is named.</summary>
    public IReadOnlyList<string> FontFolders { get; init; } = ["/usr/share/fonts", "/usr/local/share/fonts"];

    /// <summary>Table of working days of further years, or of other ones for years known; null = those this version knows.</summary>
    public string? WorkingDays { get; init; }

    /// <summary>Rules of composition of groups; null = the examples in the server.</summary>
    public string? GroupRules { get; init; }

    /// <summary>Rules of the trainer pool; null = the examples in the server.</summary>
    public string? PoolRules { get; init; }

    /// <summary>Rounds of PBKDF2 for a new password.</summary>
    public int PasswordIterations { get; init; } = 600_000;

    /// <summary>Memory for documents read lately: half for bodies as they are stored, half for teachers with their identity opened.</summary>
    public long BodyCacheBytes { get; init; } = 256L << 20;

    public long OpenedCacheBytes => BodyCacheBytes / 2;

    /// <summary>Months that an identity is kept after the last day of the last engagement, until it is reported as past its term.</summary>
    public int KeepAfterLeavingMonths { get; init; } = 120;

    /// <summary>Months that an identity without any engagement is kept after the record's last change.</summary>
    public int KeepNeverEngagedMonths { get; init; } = 24;

    /// <summary>How often an idle watch says that it is alive.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Most bytes of a file that is shown as evidence.</summary>
    public long EvidenceFileBytes { get; init; } = 20L << 20;

    /// <summary>Most files of an application.</summary>
    public int EvidenceFiles { get; init; } = 20;

    /// <summary>Reveals of personal data that one principal may take in an hour.</summary>
    public int RevealsAnHour { get; init; } = 30;

    /// <summary>The store as the services get it, for tests that break it; null = as it is.</summary>
    public Func<Storage.IRegistryStore, Storage.IRegistryStore>? StoreBetween { get; init; }

    /// <summary>How often a principal may call; an address ten times as often.</summary>
    public IReadOnlyDictionary<RateClass, Allowance> Allowances { get; init; } = RateLimits.Usual;

    /// <summary>Streams a principal may hold open.</summary>
    public int MostStreams { get; init; } = 200;

    /// <summary>How many times the usual calls and streams are allowed: for load tests, and for programs that stand for many people.</summary>
    public int RateFactor { get; init; } = 1;

    /// <summary>How long the reader of a stream may take nothing while there is something to read.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Entries in one message of the change feed: a stalled reader holds a message or two of the server's memory.</summary>
    public int FeedMessage { get; init; } = 50;

    public static ServerOptions Parse(string[] args)
    {
        var options = new ServerOptions();
        for (var i = 0; i < args.Length; i++)
        {
            options = args[i] switch
            {
                "--data" => options with { DataDirectory = Next(args, ref i) },
                "--keys" => options with { KeysDirectory = Next(args, ref i) },
                "--listen" => options with { Listen = Address(args, ref i) },
                "--certificate" => options with { Certificate = Next(args, ref i) },
                "--certificate-key" => options with { CertificateKey = Next(args, ref i) },
                "--certificate-password-file" => options with { CertificatePasswordFile = Next(args, ref i) },
                "--grpc-port" => options with { GrpcPort = Port(args, ref i) },
                "--web-port" => options with { WebPort = Port(args, ref i) },
                "--body-cache-mib" => options with { BodyCacheBytes = (long)Number(args, ref i, most: 1 << 20) << 20 },
                "--keep-left-months" => options with { KeepAfterLeavingMonths = Number(args, ref i, most: 1200) },
                "--keep-never-engaged-months" => options with { KeepNeverEngagedMonths = Number(args, ref i, most: 1200) },
                "--rate-factor" => options with { RateFactor = Math.Max(1, Number(args, ref i, most: 1_000_000)) },
                "--evidence-file-mib" => options with { EvidenceFileBytes = Math.Max(1L, Number(args, ref i, most: 1024)) << 20 },
                "--evidence-files" => options with { EvidenceFiles = Number(args, ref i, most: 200) },
                "--oidc-issuer" => options with { OidcIssuer = Next(args, ref i) },
                "--oidc-audience" => options with { OidcAudience = Next(args, ref i) },
                "--oidc-roles" => options with { OidcRoles = Next(args, ref i) },
                "--oidc-roles-claim" => options with { OidcRolesClaim = Next(args, ref i) },
                "--oidc-keys" => options with { OidcKeys = Next(args, ref i) },
                "--oidc-plain-jwt" => options with { OidcPlainJwt = true },
                "--client-ca" => options with { ClientCa = Next(args, ref i) },
                "--client-names" => options with { ClientNames = Next(args, ref i) },
                "--font" => options with { Fonts = [.. options.Fonts, Next(args, ref i)] },
                "--working-days" => options with { WorkingDays = Next(args, ref i) },
                "--group-rules" => options with { GroupRules = Next(args, ref i) },
                "--pool-rules" => options with { PoolRules = Next(args, ref i) },
                "--sample" => options with { Sample = true },
                "--enrol" => options with { Enrol = true },
                "--store" => Next(args, ref i) == "embedded" ? options : throw new UsageException("--store: only 'embedded' is built into this version."),
                _ => throw new UsageException($"unknown option '{args[i]}'."),
            };
        }
        return options;
    }

    private static string Next(string[] args, ref int i) =>
        ++i < args.Length ? args[i] : throw new UsageException($"{args[i - 1]} needs a value.");

    private static IPAddress Address(string[] args, ref int i) =>
        IPAddress.TryParse(Next(args, ref i), out var address) ? address : throw new UsageException($"--listen takes an address such as 127.0.0.1, 0.0.0.0 or ::, not '{args[i]}'.");

    private static int Port(string[] args, ref int i) => Number(args, ref i, most: 65535);

    private static int Number(string[] args, ref int i, int most)
    {
        var text = Next(args, ref i);
        return text.Length is > 0 and < 9 && text.All(char.IsAsciiDigit) && int.Parse(text) <= most
            ? int.Parse(text)
            : throw new UsageException($"{args[i - 1]} takes a number from 0 to {most}, not '{text}'.");
    }
}

/// <summary>The command line is wrong; the process prints it and exits with 2.</summary>
internal sealed class UsageException(string problem) : Exception(problem);
