using System.Security.Cryptography;
using System.Text;
using Faculty.Server.Accounts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Faculty.Server.Tests.Accounts;

/// <summary>Tokens that nobody was given. The control: the library as it comes takes some of them.</summary>
public sealed class ForgedTokenTests
{
    [Fact]
    public async Task No_forged_token_is_taken_and_lax_checks_would_take_some()
    {
        var clock = TestClock.At(2025, 11, 25);
        await using var server = await SigningIn.StartAsync(clock);
        var good = await server.EnrolPersonAsync("clerk");
        var tokens = server.Server.Services.GetRequiredService<AccessTokens>();
        var forged = Forged(good.AccessToken, StolenKey.Of(tokens), clock.Now).ToList();
        Assert.Equal(27, forged.Count);
        foreach (var (name, token) in forged)
        {
            var refused = await Assert.ThrowsAsync<Grpc.Core.RpcException>(async () => await server.WhoAmI(new() { AccessToken = token }));
            Assert.True(refused.StatusCode is Grpc.Core.StatusCode.Unauthenticated, $"{name}: {refused.Status}");
        }
        await server.WhoAmI(good);

        var lax = new TokenValidationParameters
        {
            ValidIssuer = AccessTokens.Issuer, ValidAudience = AccessTokens.Audience, IssuerSigningKey = StolenKey.Of(tokens),
            // What the defaults would ask the machine's clock.
            LifetimeValidator = (_, expires, _, p) => clock.Now.UtcDateTime < expires + p.ClockSkew,
        };
        var taken = new List<string>();
        foreach (var (name, token) in forged)
        {
            if ((await new JsonWebTokenHandler().ValidateTokenAsync(token, lax)).IsValid)
            {
                taken.Add(name);
            }
        }
        Assert.Contains("ended three minutes ago", taken);
        Assert.Contains("no type", taken);
        Assert.Contains("no key id", taken);
    }

    private static IEnumerable<(string Name, string Token)> Forged(string good, ECDsaSecurityKey key, DateTimeOffset now)
    {
        var parts = good.Split('.');
        var (header, payload) = (Text(parts[0]), Text(parts[1]));
        var foreign = new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = key.KeyId };
        var point = key.ECDsa.ExportParameters(includePrivateParameters: false).Q;
        var publicKey = key.ECDsa.ExportSubjectPublicKeyInfo();

        yield return ("none", $"{Base64($$"""{"alg":"none","typ":"at+jwt"}""")}.{parts[1]}.");
        yield return ("NoNe", $"{Base64($$"""{"alg":"NoNe","typ":"at+jwt","kid":"{{key.KeyId}}"}""")}.{parts[1]}.");
        yield return ("none with the signature", $"{Base64($$"""{"alg":"none","typ":"at+jwt","kid":"{{key.KeyId}}"}""")}.{parts[1]}.{parts[2]}");
        yield return ("no signature", $"{parts[0]}.{parts[1]}.");
        yield return ("no signature part", $"{parts[0]}.{parts[1]}");
        yield return ("HMAC with the public key", Hmac(publicKey));
        yield return ("HMAC with the public point", Hmac([.. point.X!, .. point.Y!]));
        yield return ("HMAC with the public key as PEM", Hmac(Encoding.ASCII.GetBytes(key.ECDsa.ExportSubjectPublicKeyInfoPem())));
        yield return ("edited payload", $"{parts[0]}.{Base64(payload.Replace("\"sub\":\"", "\"sub\":\"0", StringComparison.Ordinal))}.{parts[2]}");
        yield return ("edited header", $"{Base64(header.Replace("{", "{\"x\":1,", StringComparison.Ordinal))}.{parts[1]}.{parts[2]}");
        yield return ("a zero signature", $"{parts[0]}.{parts[1]}.{Base64Url(new byte[64])}");
        yield return ("a short signature", $"{parts[0]}.{parts[1]}.{parts[2][..40]}");
        yield return ("another's key under our id", Signed(foreign, payload));
        yield return ("another's key under its own id", Signed(new ECDsaSecurityKey(foreign.ECDsa) { KeyId = "other" }, payload));
        yield return ("the key in the header", Signed(foreign, payload, $$$"""{"alg":"ES256","typ":"at+jwt","jwk":{"kty":"EC","crv":"P-256","x":"{{{Base64Url(point.X!)}}}","y":"{{{Base64Url(point.Y!)}}}"}}"""));
        yield return ("another audience", Signed(key, payload.Replace(AccessTokens.Audience, "other", StringComparison.Ordinal)));
        yield return ("another issuer", Signed(key, payload.Replace("\"iss\":\"faculty\"", "\"iss\":\"other\"", StringComparison.Ordinal)));
        yield return ("no end", Signed(key, Without(payload, "exp")));
        yield return ("ended three minutes ago", Signed(key, With(With(payload, "exp", now.AddMinutes(-3)), "nbf", now.AddMinutes(-13))));
        yield return ("begins in an hour", Signed(key, With(With(payload, "exp", now.AddHours(2)), "nbf", now.AddHours(1))));
        yield return ("no session", Signed(key, Without(payload, "sid")));
        yield return ("a session that never was", Signed(key, System.Text.RegularExpressions.Regex.Replace(payload, "\"sid\":\"[0-9a-f]+\"", "\"sid\":\"0123456789abcdef0123456789abcdef\"")));
        yield return ("no type", Signed(key, payload, $$"""{"alg":"ES256","kid":"{{key.KeyId}}"}"""));
        yield return ("an id token", Signed(key, payload, $$"""{"alg":"ES256","typ":"JWT","kid":"{{key.KeyId}}"}"""));
        yield return ("no key id", Signed(key, payload, """{"alg":"ES256","typ":"at+jwt"}"""));
        yield return ("a megabyte", Signed(key, payload)[..100] + new string('A', 12_000));
        yield return ("a refresh token", "fr_" + new string('A', 64));

        string Hmac(byte[] secret)
        {
            var signed = $"{Base64($$"""{"alg":"HS256","typ":"at+jwt","kid":"{{key.KeyId}}"}""")}.{parts[1]}";
            return $"{signed}.{Base64Url(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(signed)))}";
        }
    }

    private static string Signed(ECDsaSecurityKey key, string payload, string? header = null)
    {
        var signed = $"{Base64(header ?? $$"""{"alg":"ES256","typ":"at+jwt","kid":"{{key.KeyId}}"}""")}.{Base64(payload)}";
        return $"{signed}.{Base64Url(key.ECDsa.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";
    }

    private static string With(string payload, string claim, DateTimeOffset instant) =>
        System.Text.RegularExpressions.Regex.Replace(payload, $"\"{claim}\":[0-9]+", $"\"{claim}\":{instant.ToUnixTimeSeconds()}");

    private static string Without(string payload, string claim)
    {
        var json = System.Text.Json.Nodes.JsonNode.Parse(payload)!.AsObject();
        json.Remove(claim);
        return json.ToJsonString();
    }

    private static string Text(string part) => Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(part));

    private static string Base64(string text) => Base64Url(Encoding.UTF8.GetBytes(text));

    private static string Base64Url(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
