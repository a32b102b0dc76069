using System.Collections.Frozen;
using System.Text.Json;
using Faculty.Server.Hosting;
using Faculty.V1;

namespace Faculty.Server.Accounts.Outside;

/// <summary>
/// The public keys of the configured issuer: from a file, or from where its discovery document says. Whoever shows a token can make the server
/// ask for them, so that is bounded: one fetch at a time, half a minute between two, five seconds and some kilobytes each, no redirects.
/// </summary>
internal sealed partial class IssuerKeys : IDisposable
{
    /// <summary>Between two fetches, whatever is asked for.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    /// <summary>Older keys are fetched again before they are used: so long a withdrawn key is still taken.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    /// <summary>Older keys are worth nothing: whoever can keep the issuer silent cannot keep a withdrawn key good.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private const int MostBytes = 256 << 10;

    private readonly string? issuer;
    private readonly TimeProvider clock;
    private readonly ILogger<IssuerKeys> log;
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = Patience }) { MaxResponseContentBufferSize = MostBytes };
    private readonly Lock gate = new();
    private volatile Held held = Held.None;
    private Task fetching = Task.CompletedTask;
    private DateTimeOffset? begun;

    /// <exception cref="StartException">The file cannot be used.</exception>
    public IssuerKeys(ServerOptions options, TimeProvider clock, ILogger<IssuerKeys> log)
    {
        (this.clock, this.log) = (clock, log);
        if (options.OidcKeys is not { } file)
        {
            issuer = options.OidcIssuer;
            return;
        }
        try
        {
            held = new(IssuerKey.Read(File.ReadAllBytes(file)), Fetched: null);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            throw new StartException($"--oidc-keys {file} cannot be used: {problem.Message}");
        }
        if (held.Keys.Count == 0)
        {
            throw new StartException($"--oidc-keys {file} holds no key that tokens can be checked with: RSA of 2,048 bits and more or P-256, each with a kid.");
        }
    }

    /// <summary>Waits for newer keys where they are due; not while the issuer is silent, which would hold up every caller.</summary>
    public async ValueTask RenewAsync()
    {
        if (held is { Failed: false } now && IsDue(now))
        {
            await FetchWhenDue();
        }
    }

    /// <summary>The key with an id; null when the issuer has none.</summary>
    /// <exception cref="Refusal">ISSUER_UNAVAILABLE: nobody can say.</exception>
    public async ValueTask<IssuerKey?> FindAsync(string id)
    {
        await RenewAsync();
        if (Current.Keys.TryGetValue(id, out var key))
        {
            return key;
        }
        await FetchWhenDue();
        var now = held;
        return Current.Keys.TryGetValue(id, out key) ? key : now.Failed ? throw Unavailable() : null;
    }

    /// <summary>The key is still one of the issuer's.</summary>
    public bool Holds(IssuerKey key) => Current.Marks.Contains(key.Mark);

    public void Dispose() => http.Dispose();

    /// <summary>What is held and not too old, renewed beside whoever cannot wait.</summary>
    private Held Current
    {
        get
        {
            var now = held;
            if (IsDue(now))
            {
                _ = FetchWhenDue();
            }
            return Age(now) < Kept ? now : Held.None;
        }
    }

    private bool IsDue(Held keys) => Age(keys) >= Fresh;

    // Those of a file do not age; a clock that was set back makes keys no younger.
    private TimeSpan Age(Held keys) => keys.Fetched is { } at ? (clock.GetUtcNow() - at).Duration() : TimeSpan.Zero;

    private Task FetchWhenDue()
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            if (issuer is null || !fetching.IsCompleted || (begun is { } last && (now - last).Duration() < Pause))
            {
                return fetching;
            }
            begun = now;
            return fetching = Task.Run(FetchAsync);
        }
    }

    private async Task FetchAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var discovery = new Uri($"{issuer!.TrimEnd('/')}/.well-known/openid-configuration");
            var keys = IssuerKey.Read(await GetAsync(KeysAddress(await GetAsync(discovery, patience.Token)), patience.Token));
            held = new(keys, clock.GetUtcNow());
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException or OperationCanceledException or JsonException or InvalidOperationException)
        {
            held = held with { Failed = true };
            Silent(log, problem is OperationCanceledException ? "no answer in time" : problem.Message);
        }
    }

    private Task<byte[]> GetAsync(Uri address, CancellationToken ct) => http.GetByteArrayAsync(address, ct);

    // Another issuer's document is not this one's, and what it names is asked for in the open only on this machine.
    private Uri KeysAddress(byte[] document)
    {
        using var json = JsonDocument.Parse(document);
        if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("issuer", out var named) && named.ValueKind == JsonValueKind.String && named.GetString() == issuer
            && json.RootElement.TryGetProperty("jwks_uri", out var keys) && keys.ValueKind == JsonValueKind.String && Uri.TryCreate(keys.GetString(), UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttps || (IsOpenHere(address) && IsOpenHere(new(issuer!)))))
        {
            return address;
        }
        throw new JsonException("the discovery document is another issuer's, or names no keys over https.");
    }

    /// <summary>Without TLS, on this machine.</summary>
    public static bool IsOpenHere(Uri address) => address.Scheme == Uri.UriSchemeHttp && address.IsLoopback;

    private static Refusal Unavailable() =>
        new(ErrorReason.IssuerUnavailable, "The keys of the issuer of this token cannot be had at present.") { RetryAfter = Pause };

    // At most one in each pause.
    [LoggerMessage(5, LogLevel.Warning, "The issuer's keys could not be fetched: {Problem}")]
    private static partial void Silent(ILogger log, string problem);

    private sealed record Held(FrozenDictionary<string, IssuerKey> Keys, DateTimeOffset? Fetched)
    {
        public static readonly Held None = new(FrozenDictionary<string, IssuerKey>.Empty, Fetched: null);

        /// <summary>The last attempt to renew them came to nothing.</summary>
        public bool Failed { get; init; }

        public FrozenSet<string> Marks { get; } = Keys.Values.Select(k => k.Mark).ToFrozenSet(StringComparer.Ordinal);
    }
}
