using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Faculty.Server.Tests.Accounts.Outside;

/// <summary>An authority of a test, and certificates of it for ten years from 2025.</summary>
internal sealed class TestAuthority : IDisposable
{
    public const string ForClients = "1.3.6.1.5.5.7.3.2", ForServers = "1.3.6.1.5.5.7.3.1";
    public static readonly DateTimeOffset From = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero), To = new(2035, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly X509Certificate2 authority;
    private readonly X509Certificate2? above;

    public TestAuthority(string name = "CN=authority of a test", TestAuthority? above = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        this.above = above?.authority;
        authority = above is null ? request.CreateSelfSigned(From, To) : request.Create(above.authority, From, To, RandomNumberGenerator.GetBytes(16)).CopyWithPrivateKey(key);
    }

    /// <summary>What the server's --client-ca holds: the authority, and the one above it.</summary>
    public string Pem => $"{authority.ExportCertificatePem()}\n{above?.ExportCertificatePem()}";

    /// <summary>What a client trusts.</summary>
    public X509ChainPolicy Trust => new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, CustomTrustStore = { authority } };

    /// <summary>A certificate for names such as dns:a or uri:b:c, for a purpose or (null) none said.</summary>
    public X509Certificate2 Issue(string[] names, string? purpose = ForClients, string subject = "CN=client", DateTimeOffset? from = null, DateTimeOffset? until = null) =>
        Issue(names, purpose, subject, from ?? From, until ?? To, itself: false);

    /// <summary>One that nobody vouches for.</summary>
    public static X509Certificate2 SelfSigned(params string[] names)
    {
        using var nobody = new TestAuthority();
        return nobody.Issue(names, ForClients, "CN=client", From, To, itself: true);
    }

    public void Dispose() => authority.Dispose();

    private X509Certificate2 Issue(string[] names, string? purpose, string subject, DateTimeOffset from, DateTimeOffset until, bool itself)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        if (purpose is not null)
        {
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new(purpose)], critical: false));
        }
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (name.StartsWith("dns:", StringComparison.Ordinal))
            {
                alternatives.AddDnsName(name["dns:".Length..]);
            }
            else
            {
                alternatives.AddUri(new(name["uri:".Length..]));
            }
        }
        if (names.Length > 0)
        {
            request.CertificateExtensions.Add(alternatives.Build());
        }
        if (itself)
        {
            return request.CreateSelfSigned(from, until);
        }
        using var issued = request.Create(authority, from, until, RandomNumberGenerator.GetBytes(16));
        return issued.CopyWithPrivateKey(key);
    }
}
