using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;

namespace Faculty.Client;

/// <summary>How the channel is made: TLS, certificates, keep-alive, retries.</summary>
public sealed partial class FacultyConnection
{
    private const int MiB = 1 << 20;

    private static SslClientAuthenticationOptions Tls(string? authorityFile, string? certificateFile)
    {
        var tls = new SslClientAuthenticationOptions { EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13 };
        if (authorityFile is not null)
        {
            tls.CertificateChainPolicy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            try
            {
                tls.CertificateChainPolicy.CustomTrustStore.ImportFromPemFile(authorityFile);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or CryptographicException)
            {
                throw new ArgumentException(problem.Message, nameof(authorityFile));
            }
            if (tls.CertificateChainPolicy.CustomTrustStore.Count == 0)
            {
                throw new ArgumentException("There is no certificate in it.", nameof(authorityFile));
            }
        }
        if (certificateFile is not null)
        {
            tls.ClientCertificates = [Certificate(certificateFile)];
        }
        return tls;
    }

    private static X509Certificate2 Certificate(string certificateFile)
    {
        try
        {
            using var pair = X509Certificate2.CreateFromPemFile(certificateFile);
            // Windows shows no certificate whose key is in memory only.
            return X509CertificateLoader.LoadPkcs12(pair.Export(X509ContentType.Pkcs12), password: null);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new ArgumentException(problem.Message, nameof(certificateFile));
        }
    }

    private static GrpcChannelOptions Options(Uri uri, string? authorityFile, string? certificateFile) => new()
    {
        HttpHandler = new SocketsHttpHandler
        {
            SslOptions = Tls(authorityFile, certificateFile),
            ConnectTimeout = TimeSpan.FromSeconds(5),
            EnableMultipleHttp2Connections = true,
            // A silent network breaks a watch only when someone asks.
            KeepAlivePingDelay = TimeSpan.FromSeconds(30),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            AutomaticDecompression = DecompressionMethods.None,
            // A proxy cannot carry HTTP/2 without TLS.
            UseProxy = uri.Scheme == Uri.UriSchemeHttps,
        },
        DisposeHttpClient = true,
        // Credentials go over TLS or to this machine only: see RequirePrivate.
        UnsafeUseInsecureChannelCallCredentials = true,
        MaxReceiveMessageSize = 64 * MiB,
        MaxSendMessageSize = 2 * MiB,
        ServiceConfig = new ServiceConfig
        {
            MethodConfigs =
            {
                new MethodConfig
                {
                    Names = { MethodName.Default },
                    RetryPolicy = new RetryPolicy
                    {
                        MaxAttempts = 4,
                        InitialBackoff = TimeSpan.FromMilliseconds(200),
                        MaxBackoff = TimeSpan.FromSeconds(2),
                        BackoffMultiplier = 2,
                        RetryableStatusCodes = { StatusCode.Unavailable },
                    },
                },
            },
        },
    };
}
