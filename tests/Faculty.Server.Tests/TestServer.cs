using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;

namespace Faculty.Server.Tests;

/// <summary>
/// The real server in this process: free ports, its own data directory, real files. Restart keeps the directory. The first entry of its
/// journal is an account with every role on the whole registry, which all clients here call as.
/// </summary>
internal sealed class TestServer : IAsyncDisposable
{
    /// <summary>The revision of a registry that holds nothing but the account of the tests.</summary>
    public const int Empty = 1;

    // Not by the rate factor: that an operator sets, and a changed one is an entry of the journal.
    private static readonly IReadOnlyDictionary<RateClass, Allowance> Plenty =
        RateLimits.Usual.ToDictionary(a => a.Key, a => new Allowance(a.Value.Burst * 1_000, a.Value.PerSecond * 1_000));

    private readonly TimeProvider clock;
    private ServerOptions options;
    private readonly string key;
    private FacultyServer server;
    private GrpcChannel channel;

    private TestServer(FacultyServer server, string key, ServerOptions options, TimeProvider clock)
    {
        (this.server, this.key, this.options, this.clock) = (server, key, options, clock);
        (channel, Web) = Connect();
    }

    /// <summary>The way to the server as the caller with every role.</summary>
    public CallInvoker Channel => With(key);

    /// <summary>The way to the server without signing in.</summary>
    public CallInvoker Anonymous => channel.CreateCallInvoker();

    /// <summary>The key of the caller with every role.</summary>
    public string Key => key;

    public HttpClient Web { get; private set; }

    public string DataDirectory => options.DataDirectory;

    public string KeysDirectory => options.KeysDirectory;

    public FacultyServer Server => server;

    public OrganisationService.OrganisationServiceClient Organisations => new(Channel);

    public TeacherService.TeacherServiceClient Teachers => new(Channel);

    public RecognitionService.RecognitionServiceClient Recognitions => new(Channel);

    public RecheckService.RecheckServiceClient Rechecks => new(Channel);

    public RulePackService.RulePackServiceClient RulePacks => new(Channel);

    public PrecheckService.PrecheckServiceClient Prechecks => new(Channel);

    public BatchService.BatchServiceClient Batches => new(Channel);

    public ApplicationService.ApplicationServiceClient Applications => new(Channel);

    public EvidenceFileService.EvidenceFileServiceClient EvidenceFiles => new(Channel);

    public EstablishmentService.EstablishmentServiceClient Establishments => new(Channel);

    public PartTimeService.PartTimeServiceClient PartTime => new(Channel);

    public HiringService.HiringServiceClient Hiring => new(Channel);

    public MetricService.MetricServiceClient Metrics => new(Channel);

    public SeatService.SeatServiceClient Seats => new(Channel);

    public ImportService.ImportServiceClient Imports => new(Channel);

    public ChangeService.ChangeServiceClient Changes => new(Channel);

    public StoreService.StoreServiceClient Store => new(Channel);

    public ExportService.ExportServiceClient Exports => new(Channel);

    public AuditService.AuditServiceClient Audit => new(Channel);

    public SightingService.SightingServiceClient Sightings => new(Channel);

    /// <summary>Starts on an empty directory; the clock stands at noon of 2025-11-25 in China unless another is given.</summary>
    public static async Task<TestServer> StartAsync(TimeProvider? clock = null, Func<ServerOptions, ServerOptions>? with = null)
    {
        clock ??= TestClock.At(2025, 11, 25);
        var options = new ServerOptions { DataDirectory = "", GrpcPort = 0, WebPort = 0, BodyCacheBytes = 8 << 20, Allowances = Plenty, MostStreams = 200_000 };
        options = with is null ? options : with(options);
        options = options.DataDirectory.Length > 0 ? options : options with { DataDirectory = Directory.CreateTempSubdirectory("faculty-test-").FullName };
        var server = await FacultyServer.StartAsync(options, clock);
        // A data directory may have been used by another server of the tests.
        return new(server, await MakeKeyAsync(server, NewName("tests"), AllRoles), options, clock);
    }

    /// <summary>A data directory that holds the tree of the tests, for a server to start on.</summary>
    public static async Task<string> PrepareTreeAsync(TimeProvider clock)
    {
        var server = await StartAsync(clock);
        await server.AddTreeAsync();
        await server.StopAsync();
        return server.DataDirectory;
    }

    /// <summary>Every role on the whole registry.</summary>
    public static IEnumerable<Grant> AllRoles => Enum.GetValues<Role>().Where(r => r != Role.Unspecified).Select(r => new Grant { Role = r });

    public static Task<string> MakeKeyAsync(FacultyServer server, string accountName, params IEnumerable<Grant> grants) =>
        OwnKeys.MakeAsync(server.Services, accountName, grants);

    /// <summary>
    /// The way to the server as another caller: a new account with one role, on a place and what is below it, or on the whole registry.
    /// </summary>
    public async Task<CallInvoker> AsAsync(Role role, string place = "")
    {
        return With(await MakeKeyAsync(server, NewName($"{role}"), new Grant { Role = role, OrganisationCode = place }));
    }

    /// <summary>The way to the server with a token or key in hand.</summary>
    public CallInvoker With(string token) => With(channel, token);

    /// <summary>Makes a data directory for a server that is a process of its own; the key it will take, with every role.</summary>
    public static async Task<string> PrepareAsync(string dataDirectory)
    {
        await using var server = await FacultyServer.StartAsync(new() { DataDirectory = dataDirectory, GrpcPort = 0, WebPort = 0 }, TimeProvider.System);
        return await MakeKeyAsync(server, NewName("tests"), AllRoles);
    }

    /// <summary>Calls with a token or key in hand.</summary>
    public static CallInvoker With(ChannelBase channel, string token) => channel.Intercept(headers =>
    {
        headers.Add("authorization", $"Bearer {token}");
        return headers;
    });

    public async Task RestartAsync(Func<ServerOptions, ServerOptions>? with = null)
    {
        await StopAsync();
        options = with is null ? options : with(options);
        await StartAgainAsync();
    }

    /// <summary>Starts a stopped server on what its directory holds now.</summary>
    public async Task StartAgainAsync()
    {
        server = await FacultyServer.StartAsync(options, clock);
        (channel, Web) = Connect();
    }

    public async Task StopAsync()
    {
        await server.StopAsync();
        channel.Dispose();
        Web.Dispose();
    }

    /// <summary>Copies the keys to where a server on another data directory looks for them.</summary>
    public void CopyKeysFor(string dataDirectory)
    {
        var copy = Directory.CreateDirectory($"{dataDirectory}.keys", File.GetUnixFileMode(KeysDirectory)).FullName;
        foreach (var file in Directory.GetFiles(KeysDirectory))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }
    }

    private static string NewName(string kind) => $"{kind.ToLowerInvariant()}-{Guid.NewGuid():n}"[..32];

    /// <summary>The newest revision, by way of the feed.</summary>
    public async Task<long> RevisionAsync()
    {
        long revision = 0;
        await foreach (var message in Changes.StreamChanges(new()).AllAsync())
        {
            revision = message.Changes[^1].Revision;
        }
        return revision;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(DataDirectory, recursive: true);
        Directory.Delete(KeysDirectory, recursive: true);
    }

    private (GrpcChannel, HttpClient) Connect() => (GrpcChannel.ForAddress(server.GrpcAddress), new HttpClient { BaseAddress = server.WebAddress });
}
