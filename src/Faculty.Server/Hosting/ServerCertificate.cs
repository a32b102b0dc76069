using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Faculty.Server.Accounts.Outside;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Faculty.Server.Hosting;

/// <summary>The certificate the server shows, and the rule that nothing goes over a network in the open.</summary>
internal static class ServerCertificate
{
    /// <summary>How to listen, or why not; and the host that the certificate names, null without one.</summary>
    /// <exception cref="StartException">In the open beyond this machine, or the certificate cannot be used.</exception>
    public static (Action<ListenOptions> Secured, string? Host) For(ServerOptions options, DateTimeOffset now)
    {
        if (options.Sample && !IPAddress.IsLoopback(options.Listen))
        {
            throw new StartException($"--sample makes accounts without one-time codes and prints their password, an administrator's too: leave --listen {options.Listen} or --sample away.");
        }
        if (options.Certificate is null)
        {
            RequireNothingOfOne(options);
            return IPAddress.IsLoopback(options.Listen)
                ? (_ => { }, null)
                : throw new StartException($"--listen {options.Listen} without --certificate would send personal data and passwords over the network in the open: "
                    + "give --certificate FILE and --certificate-key FILE ('faculty certificate create' makes a pair to try with), or leave --listen away to serve this machine only.");
        }
        var (certificate, chain) = Load(options);
        if (now < certificate.NotBefore.ToUniversalTime() || now >= certificate.NotAfter.ToUniversalTime())
        {
            throw new StartException($"--certificate {options.Certificate} is valid from {certificate.NotBefore:yyyy-MM-dd} to {certificate.NotAfter:yyyy-MM-dd}, not now: get a new one.");
        }
        return (listener => listener.UseHttps(tls =>
        {
            tls.ServerCertificate = certificate;
            tls.ServerCertificateChain = chain;
            tls.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
            // Not on the web port: a browser would ask people for a certificate.
            if (options.ClientCa is not null && listener.Protocols == HttpProtocols.Http2)
            {
                AskForCertificate(tls);
            }
        }), HostOf(certificate));
    }

    // Who names these means to speak TLS.
    private static void RequireNothingOfOne(ServerOptions options)
    {
        foreach (var (option, file) in ((string, string?)[])[("--certificate-key", options.CertificateKey), ("--certificate-password-file", options.CertificatePasswordFile)])
        {
            if (file is not null)
            {
                throw new StartException($"{option} {file} without --certificate: name the certificate with --certificate FILE, or leave {option} away to speak without TLS.");
            }
        }
    }

    // Of a wildcard, this machine below it.
    private static string HostOf(X509Certificate2 certificate)
    {
        var name = certificate.GetNameInfo(X509NameType.DnsName, forIssuer: false);
        return name.StartsWith("*.", StringComparison.Ordinal) ? Dns.GetHostName().Split('.')[0] + name[1..] : name;
    }

    // Whom it belongs to is looked at with each call, where a refusal can be given a reason.
    private static void AskForCertificate(HttpsConnectionAdapterOptions tls)
    {
        tls.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
        tls.ClientCertificateValidation = (_, _, _) => true;
        tls.OnAuthenticate = (_, handshake) =>
        {
            handshake.CertificateChainPolicy = ClientCertificates.OfHandshake();
            handshake.AllowTlsResume = false;
        };
    }

    private static (X509Certificate2, X509Certificate2Collection) Load(ServerOptions options)
    {
        var file = options.Certificate!;
        var key = options.CertificateKey ?? file;
        try
        {
            ReadOnlySpan<byte> bytes = File.ReadAllBytes(file);
            var isPem = bytes.StartsWith("-----BEGIN"u8);
            if (isPem && options.CertificateKey is null && bytes.IndexOf("PRIVATE KEY-----"u8) < 0)
            {
                throw new StartException($"--certificate {file} holds no private key: name the file of it with --certificate-key FILE.");
            }
            RequirePrivate(key);
            var password = options.CertificatePasswordFile is null ? null : File.ReadAllText(options.CertificatePasswordFile).TrimEnd('\r', '\n');
            var chain = new X509Certificate2Collection();
            if (isPem)
            {
                chain.ImportFromPemFile(file);
                return (password is null ? X509Certificate2.CreateFromPemFile(file, key) : X509Certificate2.CreateFromEncryptedPemFile(file, password, key), chain);
            }
            chain = X509CertificateLoader.LoadPkcs12CollectionFromFile(file, password);
            return (chain.FirstOrDefault(c => c.HasPrivateKey) ?? throw new StartException($"--certificate {file} holds no private key."), chain);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new StartException($"--certificate {file} cannot be used: {problem.Message} It takes PEM with --certificate-key FILE, or PKCS #12; a password stands in --certificate-password-file FILE.");
        }
    }

    private static void RequirePrivate(string key)
    {
        const UnixFileMode others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(key) & others) != 0)
        {
            throw new StartException($"the private key {key} is open to every user of this machine: chmod 600 {key}.");
        }
    }
}
