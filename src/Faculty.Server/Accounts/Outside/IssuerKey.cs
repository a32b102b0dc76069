using System.Buffers.Text;
using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace Faculty.Server.Accounts.Outside;

/// <summary>A public key of the issuer, and the algorithms it is good for. Two with one mark are the same key.</summary>
internal sealed record IssuerKey(SecurityKey Key, IReadOnlyList<string> Algorithms, string Mark)
{
    private const int MostKeys = 100;
    private const int SmallestRsa = 2048;
    private static readonly string[] OfRsa = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256];
    private static readonly string[] OfCurve = [SecurityAlgorithms.EcdsaSha256];

    /// <summary>The keys of a JWKS that tokens can be checked with, by their ids: RSA of 2,048 bits and more, P-256. Others are passed over, and of two with one id the second.</summary>
    /// <exception cref="JsonException">It is no JWKS.</exception>
    public static FrozenDictionary<string, IssuerKey> Read(ReadOnlyMemory<byte> jwks)
    {
        using var json = JsonDocument.Parse(jwks);
        if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("keys", out var keys) || keys.ValueKind != JsonValueKind.Array)
        {
            throw new JsonException("A JWKS is an object with an array 'keys'.");
        }
        var found = new Dictionary<string, IssuerKey>(StringComparer.Ordinal);
        foreach (var key in keys.EnumerateArray().Take(MostKeys))
        {
            if (Text(key, "kid") is { Length: > 0 } id && Text(key, "use") is null or "sig" && Of(key, id) is { Algorithms.Count: > 0 } usable)
            {
                found.TryAdd(id, usable);
            }
        }
        return found.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static IssuerKey? Of(JsonElement key, string id)
    {
        try
        {
            return Text(key, "kty") switch
            {
                "RSA" when new RSAParameters { Modulus = Bytes(key, "n"), Exponent = Bytes(key, "e") } is var rsa && Import(rsa) => Of(key, new RsaSecurityKey(rsa) { KeyId = id }, OfRsa),
                "EC" when Text(key, "crv") == "P-256" => Of(key, new ECDsaSecurityKey(Point(Bytes(key, "x"), Bytes(key, "y"))) { KeyId = id }, OfCurve),
                _ => null,
            };
        }
        catch (Exception broken) when (broken is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private static IssuerKey Of(JsonElement json, SecurityKey key, string[] algorithms) =>
        new(key, Text(json, "alg") is { } only ? [.. algorithms.Where(a => a == only)] : algorithms, Convert.ToHexString(key.ComputeJwkThumbprint()));

    private static bool Import(RSAParameters parameters)
    {
        using var rsa = RSA.Create(parameters);
        return rsa.KeySize >= SmallestRsa;
    }

    // Refuses a point that is not on the curve.
    private static ECDsa Point(byte[] x, byte[] y) => ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = x, Y = y } });

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static byte[] Bytes(JsonElement json, string name) => Base64Url.DecodeFromChars(Text(json, name) ?? throw new FormatException($"{name} is missing."));
}
