using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Faculty.Server.Accounts;
using Faculty.V1;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using static Faculty.Server.Tests.Accounts.Outside.TestKey;

namespace Faculty.Server.Tests.Accounts.Outside;

/// <summary>Tokens that the issuer never gave, or gave for something else. The control: the library as it comes takes some of them.</summary>
public sealed class ForgedIssuerTokenTests : IDisposable
{
    private readonly IssuerSetup setup = new();

    public void Dispose() => setup.Dispose();

    [Fact]
    public async Task No_forged_token_is_taken_and_lax_checks_would_take_some()
    {
        var (curve, rsa) = (Ec("e"), Rsa("r"));
        await using var issuer = await TestIssuer.StartAsync(curve, rsa);
        var weak = Rsa("weak", bits: 1024);
        var secret = RandomNumberGenerator.GetBytes(32);
        issuer.Keys.AddRange([
            weak.Public(),
            new() { ["kty"] = "oct", ["kid"] = "oct", ["k"] = Text(secret) },
            Rsa("ps", "PS256") is var pss ? pss.Public().With("alg", "PS256") : null!,
            Ec("enc") is var encryption ? encryption.Public().With("use", "enc") : null!,
        ]);
        await using var server = await setup.StartAsync(issuer, "AUDITOR auditors");
        var claims = issuer.Claims(setup.Clock.Now, "u-1", "auditors");
        var expected = (await Calls.RefusedAsync(ErrorReason.TokenInvalid, server.With("nonsense").Sessions().WhoAmIAsync(new()))).GetRpcStatus();
        var forged = Forged(claims, curve, rsa, server.Server.Services.GetRequiredService<AccessTokens>())
            .Append(("a weak key", weak.Sign(claims)))
            .Append(("a secret among the keys", Hmac(claims, secret, "oct")))
            .Append(("a key for encryption", encryption.Sign(claims)))
            .Append(("an algorithm the key is not for", (pss with { Algorithm = "RS256" }).Sign(claims)))
            .ToList();
        Assert.Equal(53, forged.Count);
        var taken = new List<string>();
        foreach (var (name, token) in forged)
        {
            // All of them the same answer, from which nobody learns what was wrong.
            var refused = await Record.ExceptionAsync(async () => await server.With(token).Sessions().WhoAmIAsync(new())) as RpcException;
            if (refused?.Status is not { StatusCode: StatusCode.Unauthenticated } || refused.GetRpcStatus() is not { } status || !status.Equals(expected))
            {
                taken.Add($"{name}: {refused?.Status.ToString() ?? "taken"}");
            }
        }
        Assert.Empty(taken);
        // The controls. One that was given and has ended is told so; who made it up is not.
        foreach (var key in (TestKey[])[curve, rsa, pss])
        {
            await server.With(key.Sign(claims)).Sessions().WhoAmIAsync(new());
        }
        var ended = curve.Sign(claims.With("exp", setup.Clock.Now.AddMinutes(-3).ToUnixTimeSeconds()));
        await Calls.RefusedAsync(ErrorReason.TokenExpired, server.With(ended).Sessions().WhoAmIAsync(new()));
        forged.Add(("ended three minutes ago", ended));

        var lax = new TokenValidationParameters
        {
            ValidIssuer = issuer.Address, ValidAudience = TestIssuer.Audience, IssuerSigningKeys = new JsonWebKeySet(issuer.Jwks()).Keys,
            // What the defaults would ask the machine's clock.
            LifetimeValidator = (_, expires, _, p) => setup.Clock.Now.UtcDateTime < expires + p.ClockSkew,
        };
        foreach (var (name, token) in forged)
        {
            if ((await new JsonWebTokenHandler().ValidateTokenAsync(token, lax)).IsValid)
            {
                taken.Add(name);
            }
        }
        foreach (var name in (string[])["ended three minutes ago", "no type", "an id token", "no key id", "a key nobody has", "a secret among the keys", "what must be understood"])
        {
            Assert.Contains(name, taken);
        }
    }

    [Fact]
    public async Task Tokens_of_the_type_JWT_are_taken_where_that_is_asked_for_and_untyped_ones_nowhere()
    {
        var key = Ec("k");
        await using var issuer = await TestIssuer.StartAsync(key);
        await using var server = await setup.StartAsync(issuer, o => o with { OidcPlainJwt = true }, "AUDITOR auditors");
        var claims = issuer.Claims(setup.Clock.Now, "u-1", "auditors");
        foreach (var type in (string[])["JWT", "at+jwt"])
        {
            await server.With(key.Sign(claims, key.Header(("typ", type)))).Sessions().WhoAmIAsync(new());
        }
        foreach (var type in (string?[])[null, "", "logout+jwt", "dpop+jwt"])
        {
            await Calls.RefusedAsync(ErrorReason.TokenInvalid, server.With(key.Sign(claims, key.Header(("typ", type)))).Sessions().WhoAmIAsync(new()));
        }
    }

    private IEnumerable<(string Name, string Token)> Forged(JsonObject claims, TestKey curve, TestKey rsa, AccessTokens own)
    {
        var now = setup.Clock.Now;
        var parts = curve.Sign(claims).Split('.');
        var stranger = Ec(curve.Id);
        var ours = new TestKey(StolenKey.Of(own).KeyId, StolenKey.Of(own).ECDsa, "ES256");

        yield return ("none", $"{Text("""{"alg":"none","typ":"at+jwt"}""")}.{parts[1]}.");
        yield return ("NoNe", $"{Text("""{"alg":"NoNe","typ":"at+jwt","kid":"e"}""")}.{parts[1]}.");
        yield return ("none with the signature", $"{Text("""{"alg":"none","typ":"at+jwt","kid":"e"}""")}.{parts[1]}.{parts[2]}");
        yield return ("no signature", $"{parts[0]}.{parts[1]}.");
        yield return ("no signature part", $"{parts[0]}.{parts[1]}");
        yield return ("HMAC with the curve's public key", Hmac(claims, ((ECDsa)curve.Pair).ExportSubjectPublicKeyInfo(), "e"));
        yield return ("HMAC with RSA's public key", Hmac(claims, ((RSA)rsa.Pair).ExportSubjectPublicKeyInfo(), "r"));
        yield return ("HMAC with RSA's public key as PEM", Hmac(claims, Encoding.ASCII.GetBytes(((RSA)rsa.Pair).ExportSubjectPublicKeyInfoPem()), "r"));
        yield return ("edited payload", $"{parts[0]}.{Text(claims.With("sub", "u-2").ToJsonString())}.{parts[2]}");
        yield return ("edited header", $"{Text(curve.Header(("x", 1)).ToJsonString())}.{parts[1]}.{parts[2]}");
        yield return ("a zero signature", $"{parts[0]}.{parts[1]}.{Text(new byte[64])}");
        yield return ("a short signature", $"{parts[0]}.{parts[1]}.{parts[2][..40]}");
        yield return ("another's key under the id", stranger.Sign(claims));
        yield return ("a key nobody has", (curve with { Id = "nobody" }).Sign(claims));
        yield return ("another's key under its own id", (stranger with { Id = "nobody" }).Sign(claims));
        yield return ("the key in the header", stranger.Sign(claims, stranger.Header(("kid", null), ("jwk", stranger.Public()))));
        yield return ("the address of keys in the header", stranger.Sign(claims, stranger.Header(("kid", "nobody"), ("jku", "http://127.0.0.1:1/keys"))));
        yield return ("the curve's id over RSA's signature", rsa.Sign(claims, rsa.Header(("kid", "e"))));
        yield return ("RSA's id over the curve's signature", curve.Sign(claims, curve.Header(("kid", "r"))));
        yield return ("RS256 that says PS256", rsa.Sign(claims, rsa.Header(("alg", "PS256"))));
        yield return ("RS512", rsa.Sign(claims, rsa.Header(("alg", "RS512"))));
        yield return ("no key id", curve.Sign(claims, curve.Header(("kid", null))));
        yield return ("an empty key id", curve.Sign(claims, curve.Header(("kid", ""))));
        yield return ("no type", curve.Sign(claims, curve.Header(("typ", null))));
        yield return ("an id token", curve.Sign(claims, curve.Header(("typ", "JWT"))));
        yield return ("a logout token", curve.Sign(claims, curve.Header(("typ", "logout+jwt"))));
        yield return ("what must be understood", curve.Sign(claims, curve.Header(("crit", new JsonArray("exp")))));
        yield return ("another audience", curve.Sign(claims.With("aud", "other")));
        yield return ("other audiences", curve.Sign(claims.With("aud", new JsonArray("a", "b"))));
        yield return ("no audience", curve.Sign(claims.Without("aud")));
        yield return ("another issuer", curve.Sign(claims.With("iss", "https://other.example")));
        yield return ("the issuer with a slash", curve.Sign(claims.With("iss", $"{claims["iss"]}/")));
        yield return ("no issuer", curve.Sign(claims.Without("iss")));
        yield return ("our issuer and its key", curve.Sign(claims.With("iss", AccessTokens.Issuer).With("aud", AccessTokens.Audience)));
        yield return ("its claims and our key", ours.Sign(claims));
        yield return ("no end", curve.Sign(claims.Without("exp")));
        yield return ("an end that is a text", curve.Sign(claims.With("exp", "2030-01-01")));
        yield return ("ended and another's", stranger.Sign(claims.With("exp", now.AddMinutes(-3).ToUnixTimeSeconds())));
        yield return ("ended and edited", $"{parts[0]}.{Text(claims.With("exp", now.AddMinutes(-3).ToUnixTimeSeconds()).ToJsonString())}.{parts[2]}");
        yield return ("ended and for another audience", curve.Sign(claims.With("exp", now.AddMinutes(-3).ToUnixTimeSeconds()).With("aud", "other")));
        yield return ("begins in a minute", curve.Sign(claims.With("nbf", now.AddMinutes(1).ToUnixTimeSeconds())));
        yield return ("nobody", curve.Sign(claims.Without("sub")));
        yield return ("a subject without letters", curve.Sign(claims.With("sub", "")));
        yield return ("an issuer that is a list", curve.Sign(claims.With("iss", new JsonArray((JsonNode)claims["iss"]!.DeepClone()))));
        yield return ("an audience within an object", curve.Sign(claims.With("aud", new JsonObject { ["aud"] = TestIssuer.Audience })));
        yield return ("a key id that is a number", curve.Sign(claims, curve.Header(("kid", 7))));
        yield return ("an algorithm that is a number", curve.Sign(claims, curve.Header(("alg", 7))));
        yield return ("encrypted", $"{parts[0]}.{parts[1]}.{parts[2]}.{parts[1]}.{parts[2]}");
        yield return ("a subject that hides what it is", curve.Sign(claims.With("sub", "u\u202e-1")));
    }

    private static string Hmac(JsonObject claims, byte[] secret, string id)
    {
        var signed = $"{Text($$"""{"alg":"HS256","typ":"at+jwt","kid":"{{id}}"}""")}.{Text(claims.ToJsonString())}";
        return $"{signed}.{Text(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(signed)))}";
    }
}
