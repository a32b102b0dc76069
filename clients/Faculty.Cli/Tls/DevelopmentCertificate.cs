using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Faculty.Cli.Tls;

/// <summary>An authority to try TLS with, and the certificates it vouches for: its key lives no longer than this object and is never written.</summary>
internal sealed class DevelopmentCertificate : IDisposable
{
    /// <summary>What browsers and others still take.</summary>
    public const int Days = 397;

    private const string ForServers = "1.3.6.1.5.5.7.3.1", ForClients = "1.3.6.1.5.5.7.3.2";
    private readonly DateTimeOffset from, to;
    private readonly X509Certificate2 authority;

    public DevelopmentCertificate(DateTimeOffset now)
    {
        (from, to) = (now.AddMinutes(-5), now.AddDays(Days).AddMinutes(-5));
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authorityRequest = new CertificateRequest("CN=Faculty development authority", authorityKey, HashAlgorithmName.SHA256);
        authorityRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        authorityRequest.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        authorityRequest.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(authorityRequest.PublicKey, critical: false));
        authority = authorityRequest.CreateSelfSigned(from, to);
    }

    /// <summary>The authority's certificate as PEM.</summary>
    public string Authority => authority.ExportCertificatePem();

    /// <summary>A server's certificate and its key as PEM.</summary>
    public (string Certificate, string Key) ForServer(IReadOnlyList<string> hosts) => Create("CN=Faculty development server", ForServers, Names(hosts));

    /// <summary>The certificate of a program that calls, for a host name or a URI, and its key as PEM.</summary>
    public (string Certificate, string Key) ForClient(string name) => Create("CN=Faculty development client", ForClients, ClientName(name));

    public void Dispose() => authority.Dispose();

    private (string Certificate, string Key) Create(string subject, string purpose, X509Extension names)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new(purpose)], critical: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        request.CertificateExtensions.Add(names);
        using var certificate = request.Create(authority, from, to, RandomNumberGenerator.GetBytes(16));
        return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    private static X509Extension ClientName(string name)
    {
        var names = new SubjectAlternativeNameBuilder();
        if (Uri.TryCreate(name, UriKind.Absolute, out var uri))
        {
            names.AddUri(uri);
        }
        else
        {
            names.AddDnsName(name);
        }
        return names.Build(critical: true);
    }

    private static X509Extension Names(IReadOnlyList<string> hosts)
    {
        var names = new SubjectAlternativeNameBuilder();
        foreach (var host in hosts)
        {
            if (IPAddress.TryParse(host, out var address))
            {
                names.AddIpAddress(address);
            }
            else
            {
                names.AddDnsName(host);
            }
        }
        return names.Build(critical: true);
    }
}
