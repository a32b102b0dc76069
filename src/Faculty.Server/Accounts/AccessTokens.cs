using System.Security.Cryptography;
using Faculty.Server.Hosting;
using Faculty.V1;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Faculty.Server.Accounts;

/// <summary>
/// Access tokens: JWTs of ten minutes that name a session and nothing else. The key lives in this process only; after a restart clients refresh.
/// What a token may do is not in it: the account's grants of the moment decide.
/// </summary>
internal sealed class AccessTokens(TimeProvider clock)
{
    public const string Issuer = "faculty";
    public const string Audience = "faculty.v1";
    public const string Type = "at+jwt";
    public const string SessionClaim = "sid";
    public const int LongestToken = 2048;
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    private readonly ECDsaSecurityKey key = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = RandomNumberGenerator.GetHexString(16, lowercase: true) };
    private readonly JsonWebTokenHandler handler = new() { MaximumTokenSizeInBytes = LongestToken, SetDefaultTimesOnTokenCreation = false };

    public string Issue(string accountId, string sessionId)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return handler.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = Type,
            Issuer = Issuer,
            Audience = Audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + Life,
            Claims = new Dictionary<string, object> { [JwtRegisteredClaimNames.Sub] = accountId, [SessionClaim] = sessionId },
            SigningCredentials = new(key, SecurityAlgorithms.EcdsaSha256),
        });
    }

    /// <summary>The session a good token names.</summary>
    /// <exception cref="Refusal">TOKEN_EXPIRED or TOKEN_INVALID.</exception>
    public async ValueTask<CheckedToken> CheckAsync(string token)
    {
        if (token.Length is 0 or > LongestToken)
        {
            throw Invalid();
        }
        var result = await handler.ValidateTokenAsync(token, Parameters());
        if (result.IsValid && result.SecurityToken is JsonWebToken jwt && jwt.TryGetPayloadValue<string>(SessionClaim, out var sessionId) && sessionId.Length > 0)
        {
            return new(sessionId, new DateTimeOffset(jwt.ValidTo, TimeSpan.Zero));
        }
        throw result.Exception is SecurityTokenInvalidLifetimeException ? Expired() : Invalid();
    }

    /// <summary>A token that was good once has not ended since.</summary>
    /// <exception cref="Refusal">TOKEN_EXPIRED.</exception>
    public void RequireStanding(CheckedToken token)
    {
        if (clock.GetUtcNow() >= token.Expires)
        {
            throw Expired();
        }
    }

    // The library's defaults would take a token five minutes after its end, one of any type, and one whose key is not named.
    private TokenValidationParameters Parameters() => new()
    {
        ValidIssuer = Issuer,
        ValidAudience = Audience,
        ValidTypes = [Type],
        ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
        IssuerSigningKey = key,
        TryAllIssuerSigningKeys = false,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        ClockSkew = TimeSpan.Zero,
        LifetimeValidator = (notBefore, expires, _, _) =>
            notBefore <= clock.GetUtcNow().UtcDateTime && clock.GetUtcNow().UtcDateTime < expires,
    };

    public static Refusal Expired() => new(ErrorReason.TokenExpired, "The access token has ended; refresh it.");

    public static Refusal Invalid() => new(ErrorReason.TokenInvalid, "The access token or key is none of this server's.");
}

/// <summary>What a good token says.</summary>
internal sealed record CheckedToken(string SessionId, DateTimeOffset Expires);
