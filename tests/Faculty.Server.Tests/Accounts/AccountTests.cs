using Faculty.Server.Accounts;
using Faculty.V1;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Accounts;

public sealed class AccountTests
{
    [Fact]
    public async Task A_suspended_account_is_out_at_once_also_in_an_open_stream_and_back_when_it_is_resumed()
    {
        await using var server = await SigningIn.StartAsync();
        var tokens = await server.EnrolPersonAsync("auditor");
        using var watch = new ChangeService.ChangeServiceClient(server.With(tokens.AccessToken)).WatchChanges(new());
        Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None));

        await server.Accounts().SuspendAccountAsync(new() { AccountName = "auditor", Reason = "left" });
        await Calls.RefusedAsync(ErrorReason.AccountSuspended, server.WhoAmI(tokens));
        await Calls.RefusedAsync(ErrorReason.AccountSuspended, server.Refresh(tokens));
        await Calls.RefusedAsync(ErrorReason.AccountSuspended, server.SignIn("auditor"));
        Calls.Refused(ErrorReason.AccountSuspended, await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await watch.ResponseStream.MoveNext(CancellationToken.None))
            {
            }
        }));

        await server.Accounts().ResumeAccountAsync(new() { AccountName = "auditor" });
        await Calls.RefusedAsync(ErrorReason.SessionEnded, server.Refresh(tokens));
        await server.SignIn("auditor");
    }

    [Fact]
    public async Task A_role_counts_from_the_moment_it_is_granted_until_the_moment_it_is_taken_away_also_in_an_open_stream()
    {
        await using var server = await SigningIn.StartAsync();
        await server.AddTreeAsync();
        var tokens = await server.EnrolPersonAsync("auditor");
        var organisations = new OrganisationService.OrganisationServiceClient(server.With(tokens.AccessToken));
        var create = Create("XX", OrganisationKind.School, "新校", County);
        await Calls.RefusedAsync(ErrorReason.PermissionDenied, organisations.CreateOrganisationAsync(create));
        await server.Accounts().GrantRoleAsync(new() { AccountName = "auditor", Grant = new() { Role = Role.Reviewer, OrganisationCode = County } });
        await organisations.CreateOrganisationAsync(create);

        using var watch = new ChangeService.ChangeServiceClient(server.With(tokens.AccessToken)).WatchChanges(new());
        Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None));
        await server.Accounts().RevokeRoleAsync(new() { AccountName = "auditor", Grant = new() { Role = Role.Auditor } });
        Calls.Refused(ErrorReason.PermissionDenied, await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await watch.ResponseStream.MoveNext(CancellationToken.None))
            {
            }
        }));
        await Calls.RefusedAsync(ErrorReason.NotGranted, server.Accounts().RevokeRoleAsync(new() { AccountName = "auditor", Grant = new() { Role = Role.Auditor } }));
        await Calls.RefusedAsync(ErrorReason.UnknownOrganisation, server.Accounts().GrantRoleAsync(new() { AccountName = "auditor", Grant = new() { Role = Role.HrClerk, OrganisationCode = "NOWHERE" } }));
    }

    [Fact]
    public async Task The_last_administrator_stays_one_also_when_two_take_each_other_away_at_once()
    {
        var clock = TestClock.At(2025, 11, 25);
        await using var server = await SigningIn.StartAsync(clock);
        await server.EnrolAdministratorAsync("first", clock);
        await Calls.RefusedAsync(ErrorReason.LastAdministrator, server.Accounts().SuspendAccountAsync(new() { AccountName = "first" }));
        await Calls.RefusedAsync(ErrorReason.LastAdministrator, server.Accounts().RevokeRoleAsync(new() { AccountName = "first", Grant = new() { Role = Role.Administrator } }));
        // Who cannot sign in yet is nobody to leave it to.
        var code = await server.CreatePersonAsync("newcomer", Role.Administrator);
        await Calls.RefusedAsync(ErrorReason.LastAdministrator, server.Accounts().SuspendAccountAsync(new() { AccountName = "first" }));
        await server.Anonymous.Sessions().EnrolAsync(new() { AccountName = "newcomer", Code = code, Password = SigningIn.Password });
        await Calls.RefusedAsync(ErrorReason.LastAdministrator, server.Accounts().SuspendAccountAsync(new() { AccountName = "first" }));
        await server.EnrolAdministratorAsync("second", clock);
        var refused = await Task.WhenAll(((string[])["first", "second"]).Select(name => Task.Run(async () =>
        {
            try
            {
                await server.Accounts().SuspendAccountAsync(new() { AccountName = name });
                return false;
            }
            catch (RpcException last)
            {
                Calls.Refused(ErrorReason.LastAdministrator, last);
                return true;
            }
        })));
        Assert.Single(refused, r => r);
    }

    [Fact]
    public async Task An_administrator_of_the_samples_who_may_not_sign_in_is_nobody_to_leave_it_to()
    {
        var clock = TestClock.At(2025, 11, 25);
        await using var server = await TestServer.StartAsync(clock, o => o with { PasswordIterations = 1000, Sample = true });
        await server.EnrolAdministratorAsync("first", clock);
        // The control: where samples may sign in, one of them is left.
        await server.Accounts().SuspendAccountAsync(new() { AccountName = "first", ValidateOnly = true });
        await server.RestartAsync(o => o with { Sample = false });
        await Calls.RefusedAsync(ErrorReason.LastAdministrator, server.Accounts().SuspendAccountAsync(new() { AccountName = "first" }));
    }

    [Fact]
    public async Task A_program_is_no_administrator()
    {
        await using var server = await SigningIn.StartAsync();
        var grant = new Grant { Role = Role.Administrator };
        var create = new CreateAccountRequest { Account = new() { AccountName = "robot", Kind = AccountKind.Service, Grants = { grant } } };
        Assert.Equal(["account.grants"], (await Calls.RefusedAsync(ErrorReason.InvalidRequest, server.Accounts().CreateAccountAsync(create))).Fields());
        create.Account.Grants[0].Role = Role.Auditor;
        await server.Accounts().CreateAccountAsync(create);
        Assert.Equal(["grant"], (await Calls.RefusedAsync(ErrorReason.InvalidRequest, server.Accounts().GrantRoleAsync(new() { AccountName = "robot", Grant = new() { Role = Role.Administrator } }))).Fields());
    }

    [Fact]
    public async Task What_a_suspended_account_tries_is_kept_under_its_own_id()
    {
        await using var server = await SigningIn.StartAsync();
        var tokens = await server.EnrolPersonAsync("auditor");
        var id = (await server.WhoAmI(tokens)).Account.AccountId;
        await server.Accounts().SuspendAccountAsync(new() { AccountName = "auditor" });
        await Calls.RefusedAsync(ErrorReason.AccountSuspended, server.WhoAmI(tokens));
        await server.RestartAsync();
        var refused = (await server.Audit.ListAuditEventsAsync(new() { PrincipalId = id })).Events;
        Assert.Contains(refused, e => e is { ReasonCode: "ACCOUNT_SUSPENDED", Decision: AuditDecision.Refused });
    }

    [Fact]
    public async Task A_key_does_what_it_was_made_for_until_it_ends_or_is_revoked()
    {
        var clock = TestClock.At(2025, 11, 25);
        await using var server = await SigningIn.StartAsync(clock);
        await server.AddTreeAsync();
        Grant[] grants = [new() { Role = Role.Reviewer, OrganisationCode = County }, new() { Role = Role.Auditor }];
        await server.Accounts().CreateAccountAsync(new() { Account = new() { AccountName = "sync", Kind = AccountKind.Service, Grants = { grants } } });
        var narrow = new CreateKeyRequest { AccountName = "sync", Grants = { grants[1] }, ValidDays = 2, Purpose = "nightly" };
        var key = await server.Accounts().CreateKeyAsync(narrow);
        var calls = server.With(key.Secret);
        await new ChangeService.ChangeServiceClient(calls).ListChangesAsync(new());
        await Calls.RefusedAsync(ErrorReason.PermissionDenied, new OrganisationService.OrganisationServiceClient(calls).CreateOrganisationAsync(Create("XX", OrganisationKind.School, "新校", County)));
        Assert.Equal((key.Key.KeyId, "sync"), ((await calls.Sessions().WhoAmIAsync(new())).KeyId, (await calls.Sessions().WhoAmIAsync(new())).Account.AccountName));

        narrow.Grants[0] = new() { Role = Role.Finance };
        await Calls.RefusedAsync(ErrorReason.KeyExceedsAccount, server.Accounts().CreateKeyAsync(narrow));
        await Calls.RefusedAsync(ErrorReason.TokenInvalid, server.With(key.Secret[..^1] + (key.Secret[^1] == 'A' ? 'B' : 'A')).Sessions().WhoAmIAsync(new()));
        // What the account loses, its keys lose.
        await server.Accounts().RevokeRoleAsync(new() { AccountName = "sync", Grant = grants[1] });
        await Calls.RefusedAsync(ErrorReason.PermissionDenied, new ChangeService.ChangeServiceClient(calls).ListChangesAsync(new()));

        var wide = await server.Accounts().CreateKeyAsync(new() { AccountName = "sync", ValidDays = 400 });
        await server.Accounts().RevokeKeyAsync(new() { KeyId = wide.Key.KeyId });
        await Calls.RefusedAsync(ErrorReason.TokenInvalid, server.With(wide.Secret).Sessions().WhoAmIAsync(new()));
        clock.Now += TimeSpan.FromDays(2);
        await Calls.RefusedAsync(ErrorReason.TokenExpired, calls.Sessions().WhoAmIAsync(new()));
        Assert.Equal([key.Key], (await server.Accounts().ListKeysAsync(new() { AccountName = "sync" })).Keys);
    }

    [Fact]
    public async Task Keys_are_of_programs_and_passwords_of_persons()
    {
        await using var server = await SigningIn.StartAsync();
        await server.CreatePersonAsync("clerk");
        await server.Accounts().CreateAccountAsync(new() { Account = new() { AccountName = "sync", Kind = AccountKind.Service } });
        await Calls.RefusedAsync(ErrorReason.AccountKind, server.Accounts().CreateKeyAsync(new() { AccountName = "clerk" }));
        await Calls.RefusedAsync(ErrorReason.AccountKind, server.Accounts().ResetPasswordAsync(new() { AccountName = "sync" }));
        await Calls.RefusedAsync(ErrorReason.SignInFailed, server.SignIn("sync"));
        await Calls.RefusedAsync(ErrorReason.AlreadyExists, server.Accounts().CreateAccountAsync(new() { Account = new() { AccountName = "sync", Kind = AccountKind.Person } }));
    }

    [Fact]
    public async Task A_secret_is_shown_once_and_a_repeat_of_the_request_answers_the_rest()
    {
        await using var server = await SigningIn.StartAsync();
        var create = new CreateAccountRequest { Account = new() { AccountName = "clerk", Kind = AccountKind.Person }, RequestId = Guid.NewGuid().ToString() };
        var created = await server.Accounts().CreateAccountAsync(create);
        Assert.Matches(@"\A[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}\z", created.SignInCode);
        var again = await server.Accounts().CreateAccountAsync(create);
        Assert.Equal(("", created.Account, created.ChangeToken), (again.SignInCode, again.Account, again.ChangeToken));

        var reset = new ResetPasswordRequest { AccountName = "clerk", RequestId = Guid.NewGuid().ToString() };
        Assert.NotEqual("", (await server.Accounts().ResetPasswordAsync(reset)).SignInCode);
        Assert.Equal("", (await server.Accounts().ResetPasswordAsync(reset)).SignInCode);
    }

    [Fact]
    public async Task A_reset_password_ends_sessions_and_one_time_codes_and_the_code_lasts_three_days()
    {
        var clock = TestClock.At(2025, 11, 25);
        await using var server = await SigningIn.StartAsync(clock);
        var tokens = await server.EnrolPersonAsync("clerk");
        var code = (await server.Accounts().ResetPasswordAsync(new() { AccountName = "clerk" })).SignInCode;
        await Calls.RefusedAsync(ErrorReason.SessionEnded, server.WhoAmI(tokens));
        await Calls.RefusedAsync(ErrorReason.SignInFailed, server.SignIn("clerk"));
        clock.Now += TimeSpan.FromHours(72);
        var enrol = new EnrolRequest { AccountName = "clerk", Code = code, Password = SigningIn.Password };
        await Calls.RefusedAsync(ErrorReason.SignInCodeInvalid, server.Anonymous.Sessions().EnrolAsync(enrol));
        enrol.Code = (await server.Accounts().ResetPasswordAsync(new() { AccountName = "clerk" })).SignInCode;
        clock.Now += TimeSpan.FromHours(71);
        await server.Anonymous.Sessions().EnrolAsync(enrol);
    }

    [Fact]
    public async Task The_code_of_the_start_makes_one_administrator_within_fifteen_minutes()
    {
        var clock = TestClock.At(2025, 11, 25);
        await using var server = await SigningIn.StartAsync(clock);
        Assert.Contains("faculty enrol", server.Server.Greeting, StringComparison.Ordinal);
        var code = server.Server.Greeting.TrimEnd()[^14..];
        var enrol = new EnrolRequest { AccountName = "chief", Code = code, Password = SigningIn.Password };
        await Calls.RefusedAsync(ErrorReason.SignInCodeInvalid, server.Anonymous.Sessions().EnrolAsync(new(enrol) { Code = "AAAA-AAAA-AAAA" }));
        Assert.Equal([new Grant { Role = Role.Administrator }], (await server.Anonymous.Sessions().EnrolAsync(enrol)).Account.Grants);
        await Calls.RefusedAsync(ErrorReason.SignInCodeInvalid, server.Anonymous.Sessions().EnrolAsync(new(enrol) { AccountName = "other" }));

        await server.RestartAsync();
        Assert.DoesNotContain("faculty enrol", server.Server.Greeting, StringComparison.Ordinal);
        var late = server.Server.Services.GetRequiredService<EnrolmentCode>();
        Assert.Null(late.Print());
    }

    [Fact]
    public async Task The_code_of_the_start_is_worth_nothing_after_fifteen_minutes()
    {
        var clock = TestClock.At(2025, 11, 25);
        await using var server = await SigningIn.StartAsync(clock);
        var code = server.Server.Greeting.TrimEnd()[^14..];
        clock.Now += TimeSpan.FromMinutes(15);
        await Calls.RefusedAsync(ErrorReason.SignInCodeInvalid, server.Anonymous.Sessions().EnrolAsync(new() { AccountName = "chief", Code = code, Password = SigningIn.Password }));
    }

    [Fact]
    public async Task Sample_accounts_get_a_password_at_each_start_and_are_worth_nothing_without_sample()
    {
        var folder = Directory.CreateTempSubdirectory("faculty-sample-").FullName;
        var options = new ServerOptions { DataDirectory = Path.Combine(folder, "data"), GrpcPort = 0, WebPort = 0, Sample = true, PasswordIterations = 1000, BodyCacheBytes = 8 << 20 };
        string? before = null;
        for (var start = 0; start < 2; start++)
        {
            await using var server = await FacultyServer.StartAsync(options, TimeProvider.System);
            var words = server.Greeting.Split((char[])[' ', '\n']);
            var password = words[Array.IndexOf(words, "password") + 1];
            Assert.NotEqual(before, password);
            before = password;
            using var channel = Grpc.Net.Client.GrpcChannel.ForAddress(server.GrpcAddress);
            var signedIn = await new V1.SessionService.SessionServiceClient(channel).SignInAsync(new() { AccountName = "clerk", Password = password });
            await new TeacherService.TeacherServiceClient(TestServer.With(channel, signedIn.Tokens.AccessToken)).ListTeachersAsync(new() { SchoolCode = "140581-GP01" });
        }
        await using (var real = await FacultyServer.StartAsync(options with { Sample = false }, TimeProvider.System))
        {
            Assert.Contains("faculty enrol", real.Greeting, StringComparison.Ordinal);
            using var channel = Grpc.Net.Client.GrpcChannel.ForAddress(real.GrpcAddress);
            await Calls.RefusedAsync(ErrorReason.AccountSuspended, new V1.SessionService.SessionServiceClient(channel).SignInAsync(new() { AccountName = "clerk", Password = before! }));
        }
        Directory.Delete(folder, recursive: true);
    }
}
