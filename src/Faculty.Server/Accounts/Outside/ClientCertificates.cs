using System.Collections.Frozen;
using System.Formats.Asn1;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Faculty.Domain.Organisations;
using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.V1;

namespace Faculty.Server.Accounts.Outside;

/// <summary>
/// Programs that show a certificate instead of a key (mTLS). One authority vouches for them, and a list says which of its names may do what; a
/// name that is not in it is nobody, and an empty list lets nobody in. Names are those of the certificate's alternative names, never of its subject.
/// </summary>
internal sealed class ClientCertificates
{
    public const string PrincipalPrefix = "cert:";
    private const string ForClients = "1.3.6.1.5.5.7.3.2";
    private const string AlternativeNames = "2.5.29.17";
    private static readonly Asn1Tag Dns = new(TagClass.ContextSpecific, 2), Uri = new(TagClass.ContextSpecific, 6);

    private readonly FrozenDictionary<string, IReadOnlyList<Grant>> names = FrozenDictionary<string, IReadOnlyList<Grant>>.Empty;
    private readonly ServerOptions options;
    private readonly TimeProvider clock;
    private readonly X509ChainPolicy? policy;

    // A connection shows one certificate with all its calls.
    private readonly ConditionalWeakTable<X509Certificate2, Func<Principal>> known = [];

    /// <exception cref="StartException">The options contradict each other, or one of the files is wrong.</exception>
    public ClientCertificates(ServerOptions options, TimeProvider clock)
    {
        (this.options, this.clock) = (options, clock);
        if (options.ClientCa is null && options.ClientNames is null)
        {
            return;
        }
        if (options.ClientCa is null || options.ClientNames is null || options.Certificate is null)
        {
            throw new StartException("--client-ca FILE and --client-names FILE go together, and with --certificate FILE: certificates are shown over TLS only.");
        }
        policy = Policy(options.ClientCa);
        names = GrantFile.Read("--client-names", options.ClientNames);
        if (names.Keys.FirstOrDefault(n => !IsName(n)) is { } wrong)
        {
            throw new StartException($"--client-names {options.ClientNames}: '{wrong}' is no name of a certificate. Names are dns:HOST or uri:URI, without wildcards; hosts in small letters.");
        }
    }

    /// <exception cref="StartException">The list names a place that there is not.</exception>
    public void RequirePlaces(OrganisationTree tree) => GrantFile.RequirePlaces("--client-names", options.ClientNames, names, tree);

    /// <summary>What a TLS handshake looks at: it proves who holds the key, and fetches nothing. Who the holder is, is asked afterwards, so that refusals have a reason.</summary>
    public static X509ChainPolicy OfHandshake() => new() { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true, TrustMode = X509ChainTrustMode.CustomRootTrust };

    /// <summary>Who shows this certificate.</summary>
    /// <exception cref="Refusal">CERTIFICATE_REFUSED.</exception>
    public Principal PrincipalOf(X509Certificate2 certificate)
    {
        if (!known.TryGetValue(certificate, out var principal))
        {
            known.AddOrUpdate(certificate, principal = Check(certificate));
        }
        return principal();
    }

    private Func<Principal> Check(X509Certificate2 certificate)
    {
        // Asked again with the next call, unlike the rest.
        RequireTime(certificate);
        if (!IsForClients(certificate))
        {
            return () => throw Refused("purpose");
        }
        if (!IsVouchedFor(certificate))
        {
            return () => throw Refused("authority");
        }
        var listed = NamesOf(certificate).Where(names.ContainsKey).Distinct(StringComparer.Ordinal).ToList();
        if (listed is not [var name])
        {
            // Two would be two callers.
            return () => throw Refused(listed.Count == 0 ? "not_listed" : "several_listed");
        }
        var account = new Account { AccountId = IdOf(name), AccountName = name, Kind = AccountKind.Service, State = AccountState.Active, Grants = { names[name] } };
        var caller = new Caller(account.AccountId, names[name]) { FromOutside = true };
        var credential = certificate.GetCertHashString(HashAlgorithmName.SHA256)[..32].ToLowerInvariant();
        return () => new(() =>
        {
            RequireTime(certificate);
            return caller;
        }) { Outside = account, CredentialId = credential };
    }

    /// <summary>The principal of a listed name: never one of this server's accounts, and the same for ever.</summary>
    public static string IdOf(string name) => PrincipalPrefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(name)).AsSpan(0, 16));

    private void RequireTime(X509Certificate2 certificate)
    {
        var now = clock.GetUtcNow();
        if (now < certificate.NotBefore.ToUniversalTime() || now >= certificate.NotAfter.ToUniversalTime())
        {
            throw Refused("time");
        }
    }

    // One that says nothing of its purpose is good for any, a server's too; and is none.
    private static bool IsForClients(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().SelectMany(e => e.EnhancedKeyUsages.Cast<Oid>()).Any(p => p.Value == ForClients);

    private bool IsVouchedFor(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy = policy!.Clone();
        chain.ChainPolicy.VerificationTime = clock.GetUtcNow().LocalDateTime;
        return chain.Build(certificate);
    }

    private static List<string> NamesOf(X509Certificate2 certificate)
    {
        var found = new List<string>();
        try
        {
            foreach (var extension in certificate.Extensions.Where(e => e.Oid?.Value == AlternativeNames))
            {
                var sequence = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence();
                while (sequence.HasData)
                {
                    var tag = sequence.PeekTag();
                    if (tag.HasSameClassAndValue(Dns))
                    {
                        found.Add($"dns:{sequence.ReadCharacterString(UniversalTagNumber.IA5String, Dns).ToLowerInvariant()}");
                    }
                    else if (tag.HasSameClassAndValue(Uri))
                    {
                        found.Add($"uri:{sequence.ReadCharacterString(UniversalTagNumber.IA5String, Uri)}");
                    }
                    else
                    {
                        sequence.ReadEncodedValue();
                    }
                }
            }
        }
        catch (AsnContentException)
        {
            // Names that cannot be read are none.
            return [];
        }
        return found;
    }

    private static bool IsName(string name) =>
        name.All(c => c is > ' ' and <= '~' and not '*')
        && (name.StartsWith("uri:", StringComparison.Ordinal) || (name.StartsWith("dns:", StringComparison.Ordinal) && !name.Any(char.IsAsciiLetterUpper)))
        && name.Length > "dns:".Length;

    private static X509ChainPolicy Policy(string file)
    {
        var all = new X509Certificate2Collection();
        try
        {
            all.ImportFromPemFile(file);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new StartException($"--client-ca {file} cannot be used: {problem.Message} It takes PEM: the authority, and what lies between it and the clients' certificates.");
        }
        // Lists of revoked certificates are not asked for: a name that is taken out of our list is.
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        policy.ApplicationPolicy.Add(new(ForClients));
        foreach (var certificate in all)
        {
            (certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData) ? policy.CustomTrustStore : policy.ExtraStore).Add(certificate);
        }
        return policy.CustomTrustStore.Count > 0 ? policy : throw new StartException($"--client-ca {file} holds no authority that vouches for itself.");
    }

    private static Refusal Refused(string cause) =>
        new(ErrorReason.CertificateRefused, "The client's certificate is none that this server takes.") { Metadata = [("cause", cause)] };
}
