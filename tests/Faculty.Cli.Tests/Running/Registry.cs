using Faculty.Server;
using Faculty.Server.Access;
using Faculty.Server.Accounts;
using Faculty.Server.Hosting;
using Faculty.Server.Tests;
using Faculty.Storage;
using Faculty.V1;
using Microsoft.Extensions.DependencyInjection;
using MenuItem = Faculty.Domain.Training.Menu.MenuItem;

namespace Faculty.Cli.Tests.Running;

/// <summary>A real server on its own directory, and the command line pointed at it.</summary>
internal sealed class Registry : IAsyncDisposable
{
    private static readonly IReadOnlyDictionary<RateClass, Allowance> Plenty =
        RateLimits.Usual.ToDictionary(a => a.Key, a => new Allowance(a.Value.Burst * 1_000, a.Value.PerSecond * 1_000));

    private readonly Clock clock = new();
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("faculty-cli-");
    private FacultyServer? server;
    private bool sample;
    private string key = "";

    private Registry()
    {
    }

    public string Address { get; private set; } = "";

    public string DataDirectory => InHome("data");

    /// <summary>What the sample accounts sign in with.</summary>
    public string SamplePassword { get; private set; } = "";

    public static async Task<Registry> StartAsync(bool sample = false)
    {
        var registry = new Registry { sample = sample };
        await registry.StartServerAsync(port: 0);
        registry.key = await OwnKeys.MakeAsync(registry.server!.Services, "tests", AllRoles);
        return registry;
    }

    /// <summary>A path for this test's own files.</summary>
    public string InHome(string name) => Path.Combine(home.FullName, name);

    /// <summary>What the server's clock shows.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Moves the server's clock on.</summary>
    public void Later(TimeSpan by) => clock.Later(by);

    /// <summary>Stops the server and starts it again on the same data and the same port.</summary>
    public async Task RestartAsync()
    {
        await StopServerAsync();
        await StartServerAsync(new Uri(Address).Port);
    }

    public async Task StopServerAsync()
    {
        if (server is not null)
        {
            await server.StopAsync();
            server = null;
        }
    }

    /// <summary>What every command line here ends with: this server, a key with every role, English.</summary>
    public string[] Common => CommonIn("en");

    /// <summary>Every role on the whole registry.</summary>
    private static IEnumerable<Grant> AllRoles => Enum.GetValues<Role>().Where(r => r != Role.Unspecified).Select(r => new Grant { Role = r });

    /// <summary>Runs `faculty` with these arguments in English, as the caller with every role.</summary>
    public Task<Ran> RunAsync(params string[] args) => Ran.OfAsync([.. args, .. Common]);

    /// <summary>Runs `faculty` in Chinese.</summary>
    public Task<Ran> RunInChineseAsync(params string[] args) => Ran.OfAsync([.. args, .. CommonIn("zh")]);

    /// <summary>Runs `faculty` as a user whose sign-ins are kept in a folder of that name.</summary>
    public Task<Ran> RunAsAsync(string user, params string[] args) => RunAsAsync(user, args, input: "");

    public Task<Ran> RunAsAsync(string user, string[] args, string input) =>
        Ran.OfAsync(new StringReader(input), [.. args, "--server", Address, "--config", InHome(user), "--language", "en"]);

    /// <summary>An account with this password and role, signed in.</summary>
    public async Task EnrolAsync(string name, string password, string role = "AUDITOR", string? place = null)
    {
        var code = (await DoneAsync(["users", "create", name, "--role", role, .. place is null ? (string[])[] : ["--place", place], "--json"])).Json.GetProperty("signInCode").GetString()!;
        var ran = await RunAsAsync(name, ["enrol", name, "--code", code, "--password-stdin"], password);
        Assert.True(ran.ExitCode == 0, ran.Error);
    }

    /// <summary>What was written since the registry was empty but for the account of the tests.</summary>
    public Task<Ran> ChangesAsync(params string[] args) => DoneAsync(["changes", "--after", EmptyToken, .. args]);

    /// <summary>Makes somebody recognised as the decision of a batch would.</summary>
    public async Task RecogniseAsync(string teacherId, Recognition recognition)
    {
        var store = server!.Services.GetRequiredService<IRegistryStore>();
        var found = (await store.FindAsync(Documents.Teachers, teacherId, CancellationToken.None))!;
        var decided = Wire.ToRecord(new Recognition(recognition) { RecognitionId = Ids.New(), Trust = RecognitionTrust.Decided });
        await store.CommitAsync(new WriteBatch("tests", "decide").Replace(Documents.Teachers, found, found.Value.GrantRecognition(decided, [], Ids.New)));
    }

    /// <summary>Puts an item on the menu of a school: welding, a thousand yuan a head.</summary>
    public async Task OfferAsync(string school, string code)
    {
        var item = new MenuItem
        {
            ItemId = Ids.New(), SchoolCode = school, Code = code, Name = "焊工", OccupationCode = "6-18-02-04", TheoryHours = 1, PracticeHours = 4, SmallestClass = 10, LargestClass = 40, PriceFen = 1_000_00,
            StartDate = new(2025, 1, 1), Mode = Domain.Training.Menu.TrainingMode.Mixed, Assessment = Domain.Training.Menu.AssessmentKind.Completion,
            Skills = [new() { OccupationCode = "6-18-02-04", Level = Domain.Training.SkillLevel.JuniorWorker }],
        };
        await server!.Services.GetRequiredService<IRegistryStore>().CommitAsync(new WriteBatch("tests", "menu").Insert(Documents.MenuItems, item.ItemId, item));
    }

    private string EmptyToken => server!.Services.GetRequiredService<CallerTokens>().Change(
        server.Services.GetRequiredService<AccountDirectory>().FindByName("tests")!.Id, 1);

    /// <summary>Runs a command that must be carried out.</summary>
    public async Task<Ran> DoneAsync(params string[] args)
    {
        var ran = await RunAsync(args);
        Assert.True(ran.ExitCode == 0, $"faculty {string.Join(' ', args)} ended with {ran.ExitCode}:\n{ran.Error}\n{ran.Output}");
        return ran;
    }

    public async ValueTask DisposeAsync()
    {
        await StopServerAsync();
        home.Delete(recursive: true);
    }

    private string[] CommonIn(string language) => ["--server", Address, "--token", key, "--language", language];

    private async Task StartServerAsync(int port)
    {
        server = await FacultyServer.StartAsync(
            new() { DataDirectory = DataDirectory, GrpcPort = port, WebPort = 0, BodyCacheBytes = 8 << 20, PasswordIterations = 1_000, Allowances = Plenty, Sample = sample }, clock);
        SamplePassword = sample ? server.Greeting.Split("password ")[1].Split('\n')[0].Trim() : "";
        Address = server.GrpcAddress.GetLeftPart(UriPartial.Authority);
    }

    /// <summary>Noon of 2025-11-25 in China until it is moved on; timers run by the real clock.</summary>
    private sealed class Clock : TimeProvider
    {
        private long now = new DateTimeOffset(2025, 11, 25, 4, 0, 0, TimeSpan.Zero).UtcTicks;

        public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref now), TimeSpan.Zero);

        public void Later(TimeSpan by) => Interlocked.Add(ref now, by.Ticks);
    }
}
