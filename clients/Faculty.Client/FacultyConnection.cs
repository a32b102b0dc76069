using System.Net;
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
    private readonly CallInvoker calls;

    /// <param name="address">Such as http://127.0.0.1:5081 or https://host.</param>
    /// <param name="token">Access token, or null. Goes over TLS or to this machine only.</param>
    /// <exception cref="ArgumentException">The address is none, or the token would travel in the open.</exception>
    public FacultyConnection(string address, string? token)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps))
        {
            throw new ArgumentException("The server's address begins with http:// or https://.", nameof(address));
        }
        if (token is not null && uri.Scheme == Uri.UriSchemeHttp && !uri.IsLoopback)
        {
            throw new ArgumentException("A token is sent over https:// or to this machine only.", nameof(token));
        }
        Address = uri;
        channel = GrpcChannel.ForAddress(uri, Options(uri));
        calls = channel.Intercept(new SafeToRepeat());
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

    public void Dispose() => channel.Dispose();

    private static GrpcChannelOptions Options(Uri uri) => new()
    {
        HttpHandler = new SocketsHttpHandler
        {
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
