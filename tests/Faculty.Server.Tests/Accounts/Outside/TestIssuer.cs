using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Faculty.Server.Tests.Accounts.Outside;

/// <summary>A real small issuer over HTTP on this machine: a discovery document, keys, and tokens signed with them.</summary>
internal sealed class TestIssuer : IAsyncDisposable
{
    public const string Audience = "https://faculty.example/api";
    private readonly WebApplication app;
    private int fetches;

    private TestIssuer(WebApplication app) => this.app = app;

    public string Address { get; private set; } = "";

    /// <summary>How often the keys were asked for.</summary>
    public int Fetches => Volatile.Read(ref fetches);

    /// <summary>The keys it shows; the discovery document when it is not the usual one; what each answer waits for.</summary>
    public List<JsonObject> Keys { get; } = [];

    public Func<string, string>? Discovery { get; set; }

    public Func<Task>? Before { get; set; }

    public static async Task<TestIssuer> StartAsync(params IEnumerable<TestKey> keys)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(System.Net.IPAddress.Loopback, 0, l => l.Protocols = HttpProtocols.Http1));
        builder.Services.AddRoutingCore();
        var issuer = new TestIssuer(builder.Build());
        issuer.Keys.AddRange(keys.Select(k => k.Public()));
        issuer.app.MapGet("/.well-known/openid-configuration", () =>
        {
            var usual = $$"""{"issuer":"{{issuer.Address}}","jwks_uri":"{{issuer.Address}}/keys"}""";
            return Results.Text(issuer.Discovery is { } other ? other(usual) : usual, "application/json");
        });
        issuer.app.MapGet("/keys", async () =>
        {
            Interlocked.Increment(ref issuer.fetches);
            await (issuer.Before?.Invoke() ?? Task.CompletedTask);
            return Results.Text(issuer.Jwks(), "application/json");
        });
        await issuer.app.StartAsync();
        issuer.Address = issuer.app.Urls.First();
        return issuer;
    }

    public string Jwks() => new JsonObject { ["keys"] = new JsonArray([.. Keys.Select(k => k.DeepClone())]) }.ToJsonString();

    /// <summary>What a good token of it says.</summary>
    public JsonObject Claims(DateTimeOffset now, string subject = "u-1", params string[] roles) => new()
    {
        ["iss"] = Address,
        ["aud"] = Audience,
        ["sub"] = subject,
        ["jti"] = "t-1",
        ["iat"] = now.ToUnixTimeSeconds(),
        ["exp"] = now.AddMinutes(5).ToUnixTimeSeconds(),
        ["roles"] = new JsonArray([.. roles.Select(r => (JsonNode)r)]),
    };

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}

/// <summary>A key of an issuer with what it signs.</summary>
internal sealed record TestKey(string Id, AsymmetricAlgorithm Pair, string Algorithm)
{
    public static TestKey Ec(string id) => new(id, ECDsa.Create(ECCurve.NamedCurves.nistP256), "ES256");

    public static TestKey Rsa(string id, string algorithm = "RS256", int bits = 2048) => new(id, RSA.Create(bits), algorithm);

    public JsonObject Public()
    {
        if (Pair is ECDsa curve)
        {
            var point = curve.ExportParameters(includePrivateParameters: false).Q;
            return new() { ["kty"] = "EC", ["use"] = "sig", ["crv"] = "P-256", ["kid"] = Id, ["x"] = Text(point.X!), ["y"] = Text(point.Y!) };
        }
        var rsa = ((RSA)Pair).ExportParameters(includePrivateParameters: false);
        return new() { ["kty"] = "RSA", ["kid"] = Id, ["n"] = Text(rsa.Modulus!), ["e"] = Text(rsa.Exponent!) };
    }

    /// <summary>The header it writes, with fields added, replaced or (null) left out.</summary>
    public JsonObject Header(params IEnumerable<(string Name, JsonNode? Value)> more)
    {
        var header = new JsonObject { ["alg"] = Algorithm, ["typ"] = "at+jwt", ["kid"] = Id };
        foreach (var (name, value) in more)
        {
            header.Remove(name);
            if (value is not null)
            {
                header[name] = value;
            }
        }
        return header;
    }

    public string Sign(JsonObject claims, JsonObject? header = null)
    {
        var signed = $"{Text((header ?? Header()).ToJsonString())}.{Text(claims.ToJsonString())}";
        var bytes = Encoding.ASCII.GetBytes(signed);
        var signature = Pair is ECDsa curve
            ? curve.SignData(bytes, HashAlgorithmName.SHA256)
            : ((RSA)Pair).SignData(bytes, HashAlgorithmName.SHA256, Algorithm[0] == 'P' ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);
        return $"{signed}.{Text(signature)}";
    }

    public static string Text(string text) => Text(Encoding.UTF8.GetBytes(text));

    public static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);
}

/// <summary>Claims, changed.</summary>
internal static class TestClaims
{
    public static JsonObject With(this JsonObject claims, string name, JsonNode? value)
    {
        var next = claims.DeepClone().AsObject();
        next[name] = value;
        return next;
    }

    public static JsonObject Without(this JsonObject claims, string name)
    {
        var next = claims.DeepClone().AsObject();
        next.Remove(name);
        return next;
    }
}
