using Faculty.V1;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;

namespace Faculty.Client;

/// <summary>A connection to one server and the services it offers. Calls are safe to repeat: every write carries a request id.</summary>
public sealed partial class FacultyConnection : IDisposable
{
    public const string DefaultAddress = "http://127.0.0.1:5081";
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

    public RecheckService.RecheckServiceClient Rechecks => new(calls);

    public ApplicationService.ApplicationServiceClient Applications => new(calls);

    public EvidenceFileService.EvidenceFileServiceClient EvidenceFiles => new(calls);

    public CertificateService.CertificateServiceClient Certificates => new(calls);

    public RulePackService.RulePackServiceClient RulePacks => new(calls);

    public PrecheckService.PrecheckServiceClient Prechecks => new(calls);

    public BatchService.BatchServiceClient Batches => new(calls);

    public GroupService.GroupServiceClient Groups => new(calls);

    public TrainerService.TrainerServiceClient Trainers => new(calls);

    public PartTimeService.PartTimeServiceClient PartTime => new(calls);

    public FinanceStatementService.FinanceStatementServiceClient FinanceStatements => new(calls);

    public MetricService.MetricServiceClient Metrics => new(calls);

    public SeatService.SeatServiceClient Seats => new(calls);

    public EstablishmentService.EstablishmentServiceClient Establishments => new(calls);

    public HiringService.HiringServiceClient HiringLines => new(calls);

    public OrderService.OrderServiceClient Orders => new(calls);

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
}
