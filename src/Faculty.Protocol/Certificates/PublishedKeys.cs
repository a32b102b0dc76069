using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Faculty.V1;
using Google.Protobuf;

namespace Faculty.Protocol.Certificates;

/// <summary>
/// The public keys of a server (签发公钥), by id, as it publishes them: a JSON Web Key Set (RFC 7517) of P-256 keys with a member "issuer" beside.
/// </summary>
public sealed class PublishedKeys
{
    private const int CoordinateBytes = 32;
    private static readonly JsonWriterOptions Layout = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly IReadOnlyList<CertificateKey> keys;

    public PublishedKeys(string issuer, IReadOnlyList<CertificateKey> keys) => (Issuer, this.keys) = (issuer, keys);

    /// <summary>Which server made them.</summary>
    public string Issuer { get; }

    /// <summary>The id of a public key: the first 96 bits of its thumbprint (RFC 7638) in base64url. Short, since every QR code holds one.</summary>
    public static string IdOf(ECPoint point) => Base64Text.Of(
        SHA256.HashData(System.Text.Encoding.ASCII.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{Base64Text.Of(point.X)}}","y":"{{Base64Text.Of(point.Y)}}"}""")).AsSpan(0, 12));

    /// <summary>The key with an id, to be disposed of; null when it is not among them.</summary>
    public ECDsa? Find(string keyId) => keys.FirstOrDefault(k => string.Equals(k.KeyId, keyId, StringComparison.Ordinal)) is { } key
        ? ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = key.X.ToByteArray(), Y = key.Y.ToByteArray() } })
        : null;

    public string ToJson()
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Layout))
        {
            json.WriteStartObject();
            json.WriteString("issuer", Issuer);
            json.WriteStartArray("keys");
            foreach (var key in keys)
            {
                json.WriteStartObject();
                foreach (var (name, value) in ((string, string)[])[("kty", "EC"), ("crv", "P-256"), ("use", "sig"), ("alg", "ES256"), ("kid", key.KeyId), ("x", Base64Text.Of(key.X.Span)), ("y", Base64Text.Of(key.Y.Span))])
                {
                    json.WriteString(name, value);
                }
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return System.Text.Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <summary>Keys out of a file. Throws <see cref="FormatException"/> when it is none, or a key is not what its id says.</summary>
    public static PublishedKeys Parse(string jwks)
    {
        try
        {
            using var document = JsonDocument.Parse(jwks);
            var keys = document.RootElement.GetProperty("keys").EnumerateArray().Select(Read).ToList();
            var published = new PublishedKeys(document.RootElement.TryGetProperty("issuer", out var issuer) ? issuer.GetString() ?? "" : "", keys);
            // Refuses a point that is none of the curve.
            keys.ForEach(key => published.Find(key.KeyId)!.Dispose());
            return published;
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException or CryptographicException)
        {
            throw new FormatException("This is no set of public keys of a registry.", problem);
        }
    }

    private static CertificateKey Read(JsonElement key)
    {
        var (x, y) = (Base64Text.Bytes(Text(key, "x")), Base64Text.Bytes(Text(key, "y")));
        if (Text(key, "kty") != "EC" || Text(key, "crv") != "P-256" || x?.Length != CoordinateBytes || y?.Length != CoordinateBytes || IdOf(new() { X = x, Y = y }) != Text(key, "kid"))
        {
            throw new FormatException("A key in the file is not what its id says.");
        }
        return new() { KeyId = Text(key, "kid"), X = ByteString.CopyFrom(x), Y = ByteString.CopyFrom(y) };
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";
}
