using Faculty.Server.Accounts.Outside;
using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Google.Protobuf;

namespace Faculty.Server.Audit;

/// <summary>
/// Tells the journal when the server is started with other settings than last time, as far as security rests on them: the names of options and
/// their values, never what is in a file they name but for its hash. A registry that tells nothing was always started with the usual ones.
/// </summary>
internal sealed class StartSettings(IRegistryStore store, ServerOptions options, JournalFollower follower)
{
    public const string Action = "Start";
    private const string Id = "server";

    /// <summary>Records what differs; a start that cannot be recorded is none.</summary>
    public async Task RecordAsync(CancellationToken ct)
    {
        var last = await store.FindAsync(Documents.Settings, Id, ct);
        var before = last?.Value ?? Of(new());
        var now = Of(options);
        // A setting that this version knows and the last did not is none that changed while it is not used.
        if (!Differences(before, now).Any())
        {
            return;
        }
        var batch = new WriteBatch("server", Action) { Details = Changed(before, now).ToByteArray() };
        _ = last is null ? batch.Insert(Documents.Settings, Id, now) : batch.Replace(Documents.Settings, last, now);
        try
        {
            var commit = await store.CommitAsync(batch);
            await follower.CaughtUpAsync(commit.Revision, ct);
        }
        catch (StoreUnavailableException problem)
        {
            throw new StartException($"the journal cannot take that the settings changed ({string.Join(", ", Differences(before, now))}): {problem.Message} Make room, or start with the former settings.");
        }
    }

    private static AuditDetails Changed(StoredSettings before, StoredSettings now) => new()
    {
        Type = AuditEventType.Configuration,
        Decision = AuditDecision.Allowed,
        Subjects = { Differences(before, now) },
        Count = 1,
    };

    /// <summary>Such as "rate-factor 1 -> 1000".</summary>
    private static IEnumerable<string> Differences(StoredSettings before, StoredSettings now)
    {
        var (was, becomes) = (ByName(before), ByName(now));
        return was.Keys.Union(becomes.Keys).Order(StringComparer.Ordinal)
            .Select(name => (name, Before: was.GetValueOrDefault(name, "-"), Now: becomes.GetValueOrDefault(name, "-")))
            .Where(s => s.Before != s.Now)
            .Select(s => $"{s.name} {s.Before} -> {s.Now}");
    }

    private static Dictionary<string, string> ByName(StoredSettings settings) => settings.Settings.ToDictionary(s => s.Name, s => s.Value, StringComparer.Ordinal);

    public static StoredSettings Of(ServerOptions options) => new()
    {
        Settings =
        {
            Setting("listen", $"{options.Listen}"),
            Setting("certificate", options.Certificate ?? "-"),
            Setting("rate-factor", $"{options.RateFactor}"),
            Setting("keep-left-months", $"{options.KeepAfterLeavingMonths}"),
            Setting("keep-never-engaged-months", $"{options.KeepNeverEngagedMonths}"),
            Setting("evidence-file-mib", $"{options.EvidenceFileBytes >> 20}"),
            Setting("evidence-files", $"{options.EvidenceFiles}"),
            Setting("sample", options.Sample ? "yes" : "no"),
            Setting("oidc-issuer", options.OidcIssuer ?? "-"),
            Setting("oidc-audience", options.OidcAudience ?? "-"),
            Setting("oidc-roles", GrantFile.Told(options.OidcRoles)),
            Setting("oidc-roles-claim", options.OidcRolesClaim ?? "-"),
            Setting("oidc-keys", GrantFile.Told(options.OidcKeys)),
            Setting("oidc-plain-jwt", options.OidcPlainJwt ? "yes" : "-"),
            Setting("client-ca", GrantFile.Told(options.ClientCa)),
            Setting("client-names", GrantFile.Told(options.ClientNames)),
            Setting("working-days", GrantFile.Told(options.WorkingDays)),
            Setting("group-rules", GrantFile.Told(options.GroupRules)),
            Setting("pool-rules", GrantFile.Told(options.PoolRules)),
            Setting("enrol", options.Enrol ? "yes" : "no"),
        },
    };

    private static StoredSetting Setting(string name, string value) => new() { Name = name, Value = value };
}
