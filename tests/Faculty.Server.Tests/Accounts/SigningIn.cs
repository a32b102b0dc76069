using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Tests.Accounts;

/// <summary>Persons who sign in to a test server.</summary>
internal static class SigningIn
{
    public const string Password = "ein ganzer Satz ist leicht";

    public static SessionService.SessionServiceClient Sessions(this CallInvoker calls) => new(calls);

    public static AccountService.AccountServiceClient Accounts(this TestServer server) => new(server.Channel);

    /// <summary>A person's account with one role, and the sign-in code of it.</summary>
    public static async Task<string> CreatePersonAsync(this TestServer server, string name, Role role = Role.Auditor, string place = "")
    {
        var created = await server.Accounts().CreateAccountAsync(new()
        {
            Account = new() { AccountName = name, Kind = AccountKind.Person, Grants = { new Grant { Role = role, OrganisationCode = place } } },
        });
        return created.SignInCode;
    }

    /// <summary>A person who has chosen a password and is signed in.</summary>
    public static async Task<SessionTokens> EnrolPersonAsync(this TestServer server, string name, Role role = Role.Auditor)
    {
        var code = await server.CreatePersonAsync(name, role);
        return (await server.Anonymous.Sessions().EnrolAsync(new() { AccountName = name, Code = code, Password = Password })).Tokens;
    }

    /// <summary>An administrator who can sign in: with password and one-time codes.</summary>
    public static async Task EnrolAdministratorAsync(this TestServer server, string name, TestClock clock)
    {
        var sessions = server.With((await server.EnrolPersonAsync(name, Role.Administrator)).AccessToken).Sessions();
        var totp = await sessions.EnrolTotpAsync(new() { Password = Password });
        await sessions.ConfirmTotpAsync(new() { Totp = Authenticator.Shows(totp.Secret, clock.Now) });
    }

    public static AsyncUnaryCall<SignInResponse> SignIn(this TestServer server, string name, string password = Password, string totp = "") =>
        server.Anonymous.Sessions().SignInAsync(new() { AccountName = name, Password = password, Totp = totp });

    public static AsyncUnaryCall<RefreshResponse> Refresh(this TestServer server, SessionTokens tokens) =>
        server.Anonymous.Sessions().RefreshAsync(new() { RefreshToken = tokens.RefreshToken });

    public static AsyncUnaryCall<WhoAmIResponse> WhoAmI(this TestServer server, SessionTokens tokens) => server.With(tokens.AccessToken).Sessions().WhoAmIAsync(new());

    /// <summary>Few rounds of the password's hash: what is tested here is not how slow it is.</summary>
    public static Task<TestServer> StartAsync(TimeProvider? clock = null) => TestServer.StartAsync(clock, o => o with { PasswordIterations = 1000 });
}
