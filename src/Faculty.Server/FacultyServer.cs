using Faculty.Server.Access;
using Faculty.Server.Accounts;
using Faculty.Server.Accounts.Outside;
using Faculty.Server.Audit;
using Faculty.Server.Certification.Applications;
using Faculty.Server.Certification.Batches;
using Faculty.Server.Certification.Certificates;
using Faculty.Server.Certification.Files;
using Faculty.Server.Certification.Rechecks;
using Faculty.Server.Certification.Rules;
using Faculty.Server.Groups;
using Faculty.Server.Hosting;
using Faculty.Server.Imports;
using Faculty.Server.Metrics;
using Faculty.Server.Organisations;
using Faculty.Server.Privacy;
using Faculty.Server.Quotas;
using Faculty.Server.Quotas.Hiring;
using Faculty.Server.Quotas.Seats;
using Faculty.Server.Sightings;
using Faculty.Server.Teachers;
using Faculty.Server.Training.Pool;
using Faculty.Storage;
using Faculty.Storage.Embedded;
using Faculty.V1;
using Google.Protobuf.Reflection;
using Grpc.AspNetCore.Server.Model;
using Grpc.Health.V1;
using Grpc.Reflection;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Console;

namespace Faculty.Server;

/// <summary>Everything the server is made of, on one page.</summary>
internal sealed partial class FacultyServer : IAsyncDisposable
{
    /// <summary>The protos whose rpcs the server answers; one of them without an access option stops the start.</summary>
    public static readonly IReadOnlyList<FileDescriptor> Protos =
    [
        OrganisationReflection.Descriptor, TeacherReflection.Descriptor, RecognitionServiceReflection.Descriptor, RecheckReflection.Descriptor, CertificateReflection.Descriptor,
        RulePackReflection.Descriptor, PrecheckReflection.Descriptor, BatchServiceReflection.Descriptor, ApplicationServiceReflection.Descriptor, EvidenceFileReflection.Descriptor,
        GroupServiceReflection.Descriptor, EstablishmentServiceReflection.Descriptor, HiringServiceReflection.Descriptor, OrderServiceReflection.Descriptor, PartTimeServiceReflection.Descriptor, FinanceStatementReflection.Descriptor, MetricReflection.Descriptor, ImportReflection.Descriptor, ChangeReflection.Descriptor, AuditReflection.Descriptor, SightingReflection.Descriptor,
        AccountReflection.Descriptor, PrivacyReflection.Descriptor, SealingKeyReflection.Descriptor,
        SeatReflection.Descriptor, TrainerServiceReflection.Descriptor,
    ];

    private readonly WebApplication app;
    private readonly EmbeddedStore store;
    private readonly PersonalData personal;
    private readonly string? host;
    private string? signingIn;

    private FacultyServer(WebApplication app, EmbeddedStore store, PersonalData personal, string? host) =>
        (this.app, this.store, this.personal, this.host) = (app, store, personal, host);

    public IServiceProvider Services => app.Services;

    public static async Task<FacultyServer> StartAsync(ServerOptions options, TimeProvider clock)
    {
        // Beside the opening of the store, which takes as long; waited for before the first call is let in.
        var mappings = Task.Run(Wire.Compile);
        var (secured, host) = ServerCertificate.For(options, TimeProvider.System.GetUtcNow());
        var personal = PersonalData.Open(options, clock);
        EmbeddedStore? store = null;
        FacultyServer? server = null;
        try
        {
            store = await OpenStoreAsync(options, personal, clock);
            server = new(Build(options, secured, store, personal, clock), store, personal, host);
            // These say what is wrong with their options.
            server.app.Services.GetRequiredService<Authentication>();
            server.app.Services.GetRequiredService<CertificateFonts>().RequireNamed();
            await server.app.Services.GetRequiredService<Erasure>().CompleteAllAsync(CancellationToken.None);
            await server.app.Services.GetRequiredService<EvidenceFiles>().SweepAsync();
            server.app.Services.GetRequiredService<KeyRotation>().Resume();
            await server.app.Services.GetRequiredService<JournalFollower>().StartAsync(CancellationToken.None);
            if (options.Sample)
            {
                await server.app.Services.GetRequiredService<SampleSchool>().LoadAsync(CancellationToken.None);
                server.signingIn = await server.app.Services.GetRequiredService<SampleAccounts>().PrepareAsync(CancellationToken.None);
            }
            server.app.Services.GetRequiredService<Authentication>().RequirePlaces(server.app.Services.GetRequiredService<OrganisationDirectory>().Tree);
            await server.app.Services.GetRequiredService<LostKeys>().TellAsync(CancellationToken.None);
            await server.app.Services.GetRequiredService<StartSettings>().RecordAsync(CancellationToken.None);
            if (server.app.Services.GetRequiredService<EnrolmentCode>().Print() is { } code)
            {
                server.signingIn = $"Nobody can keep accounts yet. On this machine, within 15 minutes: faculty enrol NAME, with the sign-in code {code}";
            }
            await mappings;
            await server.ListenAsync();
            return server;
        }
        catch
        {
            await (server?.DisposeAsync() ?? store?.DisposeAsync() ?? default);
            personal.Dispose();
            throw;
        }
    }

    /// <summary>Completes when the stop asked for is done but for closing the store: streams have ended, calls in flight have finished (30 s at most).</summary>
    public Task WaitForStopAsync() => app.WaitForShutdownAsync();

    /// <summary>Asks for the stop that <see cref="WaitForStopAsync"/> waits for and carries out.</summary>
    public void BeginStop() => app.Lifetime.StopApplication();

    /// <summary>Stops and closes the store.</summary>
    public async Task StopAsync()
    {
        await app.StopAsync();
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await store.DisposeAsync();
        personal.Dispose();
    }

    private static async Task<EmbeddedStore> OpenStoreAsync(ServerOptions options, PersonalData personal, TimeProvider clock)
    {
        try
        {
            var types = SealedStore.TypesBelow(Documents.All, personal.Seal, personal.Blind);
            return await EmbeddedStore.OpenAsync(
                new() { Directory = options.DataDirectory, BodyCacheBytes = options.BodyCacheBytes - options.OpenedCacheBytes, IndexVersion = personal.Ring.Id, SnapshotKey = personal.Ring.Key("index snapshot") },
                types, clock, CancellationToken.None);
        }
        catch (Exception problem) when (problem is SealBrokenException or StoreDamagedException { File: PersonKeys.FileName })
        {
            throw new StartException($"the store in '{options.DataDirectory}' cannot be opened: {problem.Message.TrimEnd('.')}. Bring back the newest copy of the keys. If none has this key, this program with {LostKeyCommand.Usage}.");
        }
        catch (Exception problem) when (problem is StoreUnavailableException or StoreDamagedException or IOException or UnauthorizedAccessException)
        {
            throw new StartException($"the store in '{options.DataDirectory}' cannot be opened: {problem.Message}");
        }
    }

    private static WebApplication Build(ServerOptions options, Action<ListenOptions> secured, EmbeddedStore store, PersonalData personal, TimeProvider clock)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => Listen(kestrel, options, secured));
        builder.Logging.AddFilter(level => level >= LogLevel.Warning).AddSimpleConsole(o => o.SingleLine = true);
        // The guard says what callers cause, and not for each call: the framework would write every bad frame with its stack.
        builder.Logging.AddFilter("Grpc.AspNetCore.Server", LogLevel.Critical);
        // What the host logs when a start fails is thrown too, and told in one line.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        // Else the framework begins an activity for each call, in case a line of a log wants to name it.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        AddServices(builder.Services, options, store, personal, clock);
        var app = builder.Build();
        Map(app);
        app.Services.GetRequiredService<ServerMeter>().Observe(store, app.Services.GetRequiredService<JournalFollower>());
        return app;
    }

    private static void AddServices(IServiceCollection services, ServerOptions options, EmbeddedStore store, PersonalData personal, TimeProvider clock)
    {
        services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(30));
        services.Configure<ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
        services.AddRoutingCore();
        services.AddGrpc(o =>
        {
            o.MaxReceiveMessageSize = 4 << 20;
            o.CompressionProviders.Clear();
            o.CompressionProviders.Add(new CheckedGzip());
        });
        services.AddGrpcHealthChecks().AddCheck<Readiness>("ready", tags: ["ready"]);
        services.AddTelemetry();

        // Every rpc is bound behind the guard instead of the way gRPC binds by itself.
        services.RemoveAll(typeof(IServiceMethodProvider<>));
        services.AddSingleton(typeof(IServiceMethodProvider<>), typeof(GuardedMethods<>));
        services.AddSingleton(new AccessRules(Protos));
        var described = Protos.Append(HealthReflection.Descriptor).SelectMany(f => f.Services).ToList();
        services.AddSingleton(new ReflectionServiceImpl(described));
        services.AddSingleton(new ReflectionV1ServiceImpl(described));
        services.AddSingleton<Authentication>();
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<AccountSeal>();
        services.AddSingleton<EnrolmentCode>();
        services.AddSingleton<ClientCertificates>();
        services.AddSingleton<IssuerKeys>();
        services.AddSingleton<IssuerTokens>();
        services.AddSingleton<Lockout>();
        services.AddSingleton<PasswordHashes>();
        services.AddSingleton<SampleAccounts>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<RateLimits>();
        services.AddSingleton<Guard>();
        services.AddSingleton<ServerMeter>();
        services.AddSingleton<AuditLog>();
        services.AddSingleton<ForeignNumbers>();
        services.AddSingleton<StartSettings>();
        services.AddSingleton<Disclosures>();

        services.AddSingleton(store);
        services.AddSingleton(personal);
        services.AddSingleton(personal.Ring);
        services.AddSingleton(new SealedStore(store, personal.Keys, personal.Seal, personal.Blind));
        services.AddSingleton(s => options.StoreBetween?.Invoke(s.GetRequiredService<SealedStore>()) ?? s.GetRequiredService<SealedStore>());
        services.AddSingleton(personal.Keys);
        services.AddSingleton<Erasure>();
        services.AddSingleton<LostKeys>();
        services.AddSingleton<KeyRotation>();
        services.AddSingleton<KeyCheck>();
        services.AddSingleton<KeyCopy>();
        services.AddSingleton(clock);
        services.AddSingleton(options);
        services.AddSingleton(WorkingDaysFile.Read(options.WorkingDays));
        services.AddSingleton(CompositionFile.Read(options.GroupRules));
        services.AddSingleton(PoolRulesFile.Read(options.PoolRules));
        services.AddSingleton<RequestDigest>();
        services.AddSingleton<CertificateKeys>();
        services.AddSingleton<CertificateFonts>();
        services.AddSingleton<CertificatePrinter>();
        services.AddSingleton<Write>();
        services.AddSingleton<TeacherWrites>();
        services.AddSingleton<SeatWrites>();
        services.AddSingleton<QuotaScope>();
        AddOrders(services);
        services.AddSingleton<Watching>();
        services.AddSingleton<Uploads>();
        services.AddSingleton<FileSeal>();
        services.AddSingleton<EvidenceFiles>();
        services.AddSingleton<ReviewSights>();
        services.AddSingleton<EvidenceUploads>();
        services.AddSingleton<SampleSchool>();
        services.AddSingleton<SampleRules>();
        services.AddSingleton<SampleSeats>();
        services.AddSingleton<Quotas.PartTime.SampleMoney>();
        services.AddSingleton<SampleTrainers>();
        services.AddSingleton<JournalFollower>();

        services.AddReadModel<AccountDirectory>();
        services.AddReadModel<OrganisationDirectory>();
        services.AddReadModel<RuleDirectory>();
        services.AddReadModel<EstablishmentDirectory>();
        services.AddReadModel<HiringDirectory>();
        services.AddReadModel<VisibleTeachers>();
        services.AddReadModel<GroupDirectory>();
        services.AddReadModel<TrainerDirectory>();
        services.AddSingleton<RowScope>();
        services.AddSingleton<CallerTokens>();
        services.AddReadModel<RatioView>();
        services.AddSingleton<RatioHistory>();
        services.AddSingleton<TrendFeeds>();
        services.AddReadModel<RecheckView>();
        services.AddSingleton<DefaultMonths>();
    }

    private static void Map(WebApplication app)
    {
        app.UseWebEdge();
        app.UseReasonForUnreadableFrames();
        app.MapGrpcService<Accounts.AccountService>();
        app.MapGrpcService<Accounts.SessionService>();
        app.MapGrpcService<Organisations.OrganisationService>();
        app.MapGrpcService<Metrics.MetricService>();
        app.MapGrpcService<Teachers.TeacherService>();
        app.MapGrpcService<Certification.RecognitionService>();
        app.MapGrpcService<Certification.Rechecks.RecheckService>();
        app.MapGrpcService<Certification.Certificates.CertificateService>();
        app.MapGrpcService<Certification.Rules.RulePackService>();
        app.MapGrpcService<Certification.Rules.PrecheckService>();
        app.MapGrpcService<Certification.Batches.BatchService>();
        app.MapGrpcService<Certification.Applications.ApplicationService>();
        app.MapGrpcService<Certification.Files.EvidenceFileService>();
        app.MapGrpcService<Groups.GroupService>();
        app.MapGrpcService<Quotas.Seats.EstablishmentService>();
        app.MapGrpcService<Quotas.PartTime.PartTimeService>();
        app.MapGrpcService<Quotas.Statements.FinanceStatementService>();
        app.MapGrpcService<Quotas.Hiring.HiringService>();
        app.MapGrpcService<Training.Orders.OrderService>();
        app.MapGrpcService<Journal.ChangeService>();
        app.MapGrpcService<Journal.StoreService>();
        app.MapGrpcService<Privacy.PrivacyService>();
        app.MapGrpcService<Privacy.SealingKeyService>();
        app.MapGrpcService<Audit.AuditService>();
        app.MapGrpcService<Sightings.SightingService>();
        app.MapGrpcService<Quotas.Seats.SeatService>();
        app.MapGrpcService<Training.Pool.TrainerService>();
        app.MapGrpcService<Imports.ImportService>();
        app.MapGrpcService<Imports.Export.ExportService>();
        app.MapGrpcService<ReflectionServiceImpl>();
        app.MapGrpcService<ReflectionV1ServiceImpl>();
        app.MapGrpcHealthChecksService();

        app.MapHealthChecks("/healthz");
        app.MapHealthChecks("/healthz/readyz");
        app.MapHealthChecks("/healthz/livez", new() { Predicate = _ => false });
        app.MapPrometheusScrapingEndpoint("/metrics");
        app.MapPublicityPages();
    }
}
