using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Faculty.V1;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;

namespace Faculty.Client;

/// <summary>A connection to one server and the services it offers. Calls are safe to repeat: every write carries a request id.</summary>
public sealed class FacultyConnection : IDisposable
{
    public const string DefaultAddress = "http://127.0.0.1:5081";
    private const int MiB = 1 << 20;
    private readonly GrpcChannel channel;
    private readonly CallInvoker unsigned;
    private readonly CallInvoker calls;
    private readonly SavedLogins? logins;
    private readonly LoginTokens? tokens;

    /// <param name="address">Such as http://127.0.0.1:5081 or https://host.</param>
    /// <param name="token">Access token or key, or null. Goes over TLS or to this machine only.</param>
    /// <param name="logins">Where sign-ins are kept that calls go on with when there is no token; null = call without.</param>
    /// <param name="authorityFile">PEM file of the only authority the server's certificate may come from; null = those of this machine.</param>
    /// <param name="certificateFile">PEM file of a certificate and its key that a program shows instead of a token; saved sign-ins are not used then. Null = none.</param>
    /// <exception cref="ArgumentException">The address is none, the token would travel in the open, or one of the files cannot be used.</exception>
    public FacultyConnection(string address, string? token, SavedLogins? logins = null, string? authorityFile = null, string? certificateFile = null)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps))
        {
            throw new ArgumentException("The server's address begins with http:// or https://.", nameof(address));
        }
        Address = uri;
        if (token is not null)
        {
            RequirePrivate();
        }
        channel = GrpcChannel.ForAddress(uri, Options(uri, authorityFile, certificateFile));
        calls = channel.CreateCallInvoker();
        unsigned = channel.Intercept(new SafeToRepeat());
        if (token is null && certificateFile is null && logins is not null && IsPrivate)
        {
            (this.logins, tokens) = (logins, new LoginTokens(logins, uri, new(calls)));
            calls = calls.Intercept(new SignedCalls(tokens));
        }
        calls = calls.Intercept(new SafeToRepeat());
        if (token is not null)
        {
            calls = calls.Intercept(headers =>
            {
                headers.Add("authorization", $"Bearer {token}");
                return headers;
            });
        }
    }

    public Uri Address { get; }

    /// <summary>For signing in, which goes without a token: a saved session that is over is no obstacle.</summary>
    public SessionService.SessionServiceClient SigningIn => new(unsigned);

    public SessionService.SessionServiceClient Sessions => new(calls);

    public AccountService.AccountServiceClient Accounts => new(calls);

    public OrganisationService.OrganisationServiceClient Organisations => new(calls);

    public TeacherService.TeacherServiceClient Teachers => new(calls);

    public RecognitionService.RecognitionServiceClient Recognitions => new(calls);

    public MetricService.MetricServiceClient Metrics => new(calls);

    public ImportService.ImportServiceClient Imports => new(calls);

    public ExportService.ExportServiceClient Exports => new(calls);

    public ChangeService.ChangeServiceClient Changes => new(calls);

    public StoreService.StoreServiceClient Store => new(calls);

    public PrivacyService.PrivacyServiceClient Privacy => new(calls);

    public SealingKeyService.SealingKeyServiceClient SealingKeys => new(calls);

    public AuditService.AuditServiceClient Audit => new(calls);

    public SightingService.SightingServiceClient Sightings => new(calls);

    private bool IsPrivate => Address.Scheme == Uri.UriSchemeHttps || Address.IsLoopback;

    /// <summary>Secrets may be sent to this server.</summary>
    /// <exception cref="ArgumentException">They would travel in the open.</exception>
    public void RequirePrivate()
    {
        if (!IsPrivate)
        {
            throw new ArgumentException("Tokens and passwords are sent over https:// or to this machine only.", "token");
        }
    }

    /// <summary>Keeps the tokens of a sign-in for later calls, here and of later programs.</summary>
    public void Keep(string accountName, SessionTokens received)
    {
        var login = LoginTokens.Login(accountName, received);
        logins?.Save(Address, login);
        tokens?.Take(login);
    }

    /// <summary>Forgets the sign-in at this server; false when there was none.</summary>
    public bool Forget() => logins?.Remove(Address) ?? false;

    public void Dispose()
    {
        channel.Dispose();
        tokens?.Dispose();
    }

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
