using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Faculty.Domain.Organisations;
using Faculty.Domain.Teachers;
using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.V1;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Faculty.Server.Accounts.Outside;

/// <summary>
/// Access tokens of the one issuer that is configured (单点登录). What their holder may do stands in the file of roles; no more is believed of
/// a token than who its subject is, and the values of one claim.
/// </summary>
internal sealed class IssuerTokens
{
    public const int LongestToken = 8192;
    public const string PrincipalPrefix = "oidc:";
    private const int LongestSubject = 255;
    private const int LongestId = 64;
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    private readonly JsonWebTokenHandler handler = new() { MaximumTokenSizeInBytes = LongestToken };
    private readonly FrozenDictionary<string, IReadOnlyList<Grant>> roles;
    private readonly ServerOptions options;
    private readonly IssuerKeys keys;
    private readonly TimeProvider clock;

    /// <exception cref="StartException">The options contradict each other, or the file of roles is wrong.</exception>
    public IssuerTokens(ServerOptions options, IssuerKeys keys, TimeProvider clock)
    {
        (this.options, this.keys, this.clock) = (options, keys, clock);
        RequireWhole(options);
        roles = options.OidcRoles is { } file ? GrantFile.Read("--oidc-roles", file) : FrozenDictionary<string, IReadOnlyList<Grant>>.Empty;
    }

    /// <exception cref="StartException">The file of roles names a place that there is not.</exception>
    public void RequirePlaces(OrganisationTree tree) => GrantFile.RequirePlaces("--oidc-roles", options.OidcRoles, roles, tree);

    /// <summary>The token, if it is a JWT that says it is the issuer's.</summary>
    public JsonWebToken? Read(string token) =>
        options.OidcIssuer is not null && token.Length <= LongestToken && Parsed(token) is { } jwt && TextOf(jwt, JwtRegisteredClaimNames.Iss) == options.OidcIssuer ? jwt : null;

    /// <summary>Who holds a good token, asked anew each time: it ends by itself, and when the issuer withdraws its key.</summary>
    /// <exception cref="Refusal">TOKEN_EXPIRED, TOKEN_INVALID or ISSUER_UNAVAILABLE.</exception>
    public async ValueTask<Func<ValueTask<Principal>>> CheckAsync(JsonWebToken token)
    {
        // Extensions that must be understood are not.
        if (token.Kid is not { Length: > 0 } id || token.TryGetHeaderValue<object>("crit", out _) || await keys.FindAsync(id) is not { } key)
        {
            throw AccessTokens.Invalid();
        }
        var result = await handler.ValidateTokenAsync(token, Parameters(key));
        if (!result.IsValid || TextOf(token, JwtRegisteredClaimNames.Sub) is not { Length: > 0 and <= LongestSubject } subject || PlainText.FirstForbidden(subject) is not null)
        {
            throw AccessTokens.Invalid();
        }
        // Told to nobody but the holder of a token that was good.
        if (HasEnded(token.ValidTo))
        {
            throw AccessTokens.Expired();
        }
        var account = new Account { AccountId = IdOf(options.OidcIssuer!, subject), AccountName = subject, Kind = AccountKind.Person, State = AccountState.Active, Grants = { GrantsOf(token) } };
        var caller = new Caller(account.AccountId, [.. account.Grants]) { FromOutside = true };
        var (ends, credential) = (token.ValidTo, CredentialOf(token));
        return async () =>
        {
            await keys.RenewAsync();
            return new(() => Standing(caller, key, ends)) { Outside = account, CredentialId = credential };
        };
    }

    /// <summary>The principal of a subject: never one of this server's accounts, and the same for ever.</summary>
    public static string IdOf(string issuer, string subject) =>
        PrincipalPrefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{issuer}\0{subject}")).AsSpan(0, 16));

    private Caller Standing(Caller caller, IssuerKey key, DateTime ends) =>
        HasEnded(ends) ? throw AccessTokens.Expired() : keys.Holds(key) ? caller : throw AccessTokens.Invalid();

    private bool HasEnded(DateTime ends) => clock.GetUtcNow().UtcDateTime - Skew >= ends;

    // The library's defaults would take a token of any type, of any algorithm, and five minutes after its end.
    private TokenValidationParameters Parameters(IssuerKey key) => new()
    {
        ValidIssuer = options.OidcIssuer,
        ValidAudience = options.OidcAudience,
        ValidTypes = options.OidcPlainJwt ? [AccessTokens.Type, "JWT"] : [AccessTokens.Type],
        ValidAlgorithms = key.Algorithms,
        IssuerSigningKey = key.Key,
        TryAllIssuerSigningKeys = false,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        ClockSkew = Skew,
        // That it has not ended is asked last.
        LifetimeValidator = (notBefore, expires, _, _) => expires is not null && (notBefore is null || notBefore <= clock.GetUtcNow().UtcDateTime + Skew),
    };

    private IEnumerable<Grant> GrantsOf(JsonWebToken token)
    {
        var claim = options.OidcRolesClaim ?? "roles";
        var values = token.Claims.Where(c => c.Type == claim && c.ValueType == System.Security.Claims.ClaimValueTypes.String).Select(c => c.Value);
        return values.SelectMany(v => roles.GetValueOrDefault(v, [])).Distinct();
    }

    // What the issuer calls the token by, if that is an id and no prose.
    private static string CredentialOf(JsonWebToken token) =>
        TextOf(token, JwtRegisteredClaimNames.Jti) is { Length: <= LongestId } id && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') ? id : "";

    private static string? TextOf(JsonWebToken token, string claim) => token.TryGetPayloadValue<string>(claim, out var text) ? text : null;

    private static JsonWebToken? Parsed(string token)
    {
        try
        {
            return new JsonWebToken(token);
        }
        catch (Exception malformed) when (malformed is ArgumentException or FormatException or System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private static void RequireWhole(ServerOptions options)
    {
        if (options.OidcIssuer is null)
        {
            if ((options.OidcAudience ?? options.OidcKeys ?? options.OidcRoles ?? options.OidcRolesClaim) is not null || options.OidcPlainJwt)
            {
                throw new StartException("--oidc-… without --oidc-issuer: name the issuer, or leave them away.");
            }
            return;
        }
        if (options.OidcAudience is not { Length: > 0 } || options.OidcRoles is null)
        {
            throw new StartException("--oidc-issuer needs --oidc-audience NAME, which its tokens for this server carry, and --oidc-roles FILE, which says what their holders may do.");
        }
        if (!Uri.TryCreate(options.OidcIssuer, UriKind.Absolute, out var address) || address.Query.Length > 0 || address.Fragment.Length > 0
            || !(address.Scheme == Uri.UriSchemeHttps || IssuerKeys.IsOpenHere(address)))
        {
            throw new StartException($"--oidc-issuer takes an address of https, as its tokens spell it; http only on this machine. Not '{options.OidcIssuer}'.");
        }
    }
}
