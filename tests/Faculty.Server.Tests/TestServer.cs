using Faculty.Server.Access;
using Faculty.V1;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;

namespace Faculty.Server.Tests;

/// <summary>The real server in this process: free ports, its own data directory, real files. Restart keeps the directory.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly TimeProvider clock;
    private readonly ServerOptions options;
    private FacultyServer server;

    private TestServer(FacultyServer server, ServerOptions options, TimeProvider clock)
    {
        (this.server, this.options, this.clock) = (server, options, clock);
        (Channel, Web) = Connect();
    }

    public GrpcChannel Channel { get; private set; }

    public HttpClient Web { get; private set; }

    public string DataDirectory => options.DataDirectory;

    public string KeysDirectory => options.KeysDirectory;

    public FacultyServer Server => server;

    public OrganisationService.OrganisationServiceClient Organisations => new(Channel);

    public TeacherService.TeacherServiceClient Teachers => new(Channel);

    public RecognitionService.RecognitionServiceClient Recognitions => new(Channel);

    public MetricService.MetricServiceClient Metrics => new(Channel);

    public ImportService.ImportServiceClient Imports => new(Channel);

    public ChangeService.ChangeServiceClient Changes => new(Channel);

    public StoreService.StoreServiceClient Store => new(Channel);

    /// <summary>Starts on an empty directory; the clock stands at noon of 2025-11-25 in China unless another is given.</summary>
    public static async Task<TestServer> StartAsync(TimeProvider? clock = null, Func<ServerOptions, ServerOptions>? with = null)
    {
        clock ??= TestClock.At(2025, 11, 25);
        var options = new ServerOptions { DataDirectory = "", GrpcPort = 0, WebPort = 0, BodyCacheBytes = 8 << 20 };
        options = with is null ? options : with(options);
        options = options with { CallerOf = Named };
        options = options.DataDirectory.Length > 0 ? options : options with { DataDirectory = Directory.CreateTempSubdirectory("faculty-test-").FullName };
        return new(await FacultyServer.StartAsync(options, clock), options, clock);
    }

    /// <summary>The way to the server as another caller: with one role, on a place and what is below it, or on the whole registry.</summary>
    public Task<CallInvoker> AsAsync(Role role, string place = "") => Task.FromResult(Channel.Intercept(headers =>
    {
        headers.Add("x-caller", $"{(int)role}|{place}");
        return headers;
    }));

    private static Caller? Named(ServerCallContext call) => call.RequestHeaders.GetValue("x-caller")?.Split('|') is [var role, var place]
        ? new($"{role}-{place}", [new() { Role = (Role)int.Parse(role), OrganisationCode = place }])
        : null;

    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAgainAsync();
    }

    /// <summary>Starts a stopped server on what its directory holds now.</summary>
    public async Task StartAgainAsync()
    {
        server = await FacultyServer.StartAsync(options, clock);
        (Channel, Web) = Connect();
    }

    public async Task StopAsync()
    {
        await server.StopAsync();
        Channel.Dispose();
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
