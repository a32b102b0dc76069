using Faculty.V1;

namespace Faculty.Protocol.Certificates;

/// <summary>A badge's JWT in JSON: EnvelopedVerifiableCredential (Verifiable Credentials Data Model 2.0, §4.12.2), in one spelling.</summary>
public static class BadgeEnvelope
{
    private const string Before = """{"@context":"https://www.w3.org/ns/credentials/v2","id":"data:application/vc+jwt,""", Behind = "\",\"type\":\"EnvelopedVerifiableCredential\"}";

    public static string Of(string jwt) => $"{Before}{jwt}{Behind}";

    /// <summary>The JWT. Throws <see cref="NotGenuineException"/> when it stands in anything but such an envelope.</summary>
    public static string Open(string json) =>
        json.Length > Before.Length + Behind.Length && json.StartsWith(Before, StringComparison.Ordinal) && json.EndsWith(Behind, StringComparison.Ordinal)
            ? json[Before.Length..^Behind.Length]
            : throw new NotGenuineException(CertificateFault.Form);
}
