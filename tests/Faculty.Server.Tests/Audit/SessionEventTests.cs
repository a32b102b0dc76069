using Faculty.Server.Access;
using Faculty.Server.Accounts;
using Faculty.Server.Tests.Accounts;
using Faculty.V1;
using static Faculty.Server.Tests.Audit.AuditTests;
using static Faculty.Server.Tests.Calls;

namespace Faculty.Server.Tests.Audit;

/// <summary>Who signed in and out, who was turned away, and what became of accounts and keys stands in the audit; what they typed does not.</summary>
public sealed class SessionEventTests
{
    [Fact]
    public async Task Signing_in_and_out_are_events_of_the_session_and_going_on_is_none()
    {
        await using var server = await SigningIn.StartAsync();
        await server.EnrolPersonAsync("clerk");
        var tokens = (await server.SignIn("clerk")).Tokens;
        tokens = (await server.Refresh(tokens)).Tokens;
        var id = (await server.WhoAmI(tokens)).Account.AccountId;
        await server.With(tokens.AccessToken).Sessions().SignOutAsync(new());

        var events = await EventsAsync(server, new() { Type = AuditEventType.Session });
        Assert.Equal(["faculty.v1.SessionService/SignIn", "faculty.v1.SessionService/SignOut"], events.Select(e => e.Method));
        var session = $"session {events[1].CredentialId}";
        Assert.All(events, e => Assert.Equal((id, AuditDecision.Allowed, AddressClass.Loopback, 1), (e.PrincipalId, e.Decision, e.AddressClass, e.Count)));
        Assert.All(events, e => Assert.Equal([session], e.Subjects));
    }

    [Fact]
    public async Task A_session_that_ends_because_its_token_was_used_twice_says_so()
    {
        await using var server = await SigningIn.StartAsync();
        var stolen = await server.EnrolPersonAsync("clerk");
        await server.Refresh((await server.Refresh(stolen)).Tokens);
        await RefusedAsync(ErrorReason.SessionEnded, server.Refresh(stolen));

        var ended = Assert.Single(await EventsAsync(server, new() { Type = AuditEventType.Session }));
        Assert.Equal(("faculty.v1.SessionService/Refresh", AuditDecision.Refused, "SESSION_ENDED", "refresh token used twice"), (ended.Method, ended.Decision, ended.ReasonCode, ended.Reason));
        Assert.Equal([$"session {new RefreshToken(stolen.RefreshToken).SessionId}"], ended.Subjects);
    }

    [Fact]
    public async Task A_refused_sign_in_is_an_event_with_the_account_tried_and_without_what_was_typed_and_a_lockout_is_a_change_of_the_account()
    {
        const string Typed = "canary words typed";
        await using var server = await SigningIn.StartAsync();
        var id = (await server.WhoAmI(await server.EnrolPersonAsync("clerk"))).Account.AccountId;
        await RefusedAsync(ErrorReason.SignInFailed, server.SignIn("canary-nobody", Typed));
        for (var i = 0; i < 5; i++)
        {
            await RefusedAsync(ErrorReason.SignInFailed, server.SignIn("clerk", Typed));
        }
        await RefusedAsync(ErrorReason.SignInLocked, server.SignIn("clerk", Typed));
        await server.RestartAsync();

        var refused = await EventsAsync(server, new() { Type = AuditEventType.SessionRefused });
        Assert.Equal(7, refused.Sum(e => e.Count));
        Assert.All(refused, e => Assert.Equal(("anonymous", "SIGN_IN_FAILED", AuditDecision.Refused), (e.PrincipalId, e.ReasonCode, e.Decision)));
        // Which account was tried, when there is one; a name that is none's may be a password.
        Assert.Equal([("", 1), ($"account {id}", 6)], refused.GroupBy(e => string.Join(' ', e.Subjects)).Select(g => (g.Key, g.Sum(e => e.Count))).Order());
        var locked = Assert.Single(await EventsAsync(server, new() { Type = AuditEventType.AccountChange, PrincipalId = "server" }), e => e.Reason.Length > 0);
        Assert.Equal(("too many failed attempts", "faculty.v1.SessionService/SignIn"), (locked.Reason, locked.Method));
        Assert.Equal([$"account {id}"], locked.Subjects);
        await server.StopAsync();
        // The control: the name of the account that exists is found.
        Assert.True(Holds(server.DataDirectory, "clerk"));
        Assert.False(Holds(server.DataDirectory, "canary"));
        await server.StartAgainAsync();
    }

    [Fact]
    public async Task Every_verb_on_accounts_roles_passwords_and_keys_is_an_event_without_its_secrets()
    {
        var clock = TestClock.At(2025, 11, 25);
        await using var server = await SigningIn.StartAsync(clock);
        var grant = new Grant { Role = Role.Auditor };
        var accounts = server.Accounts();
        var secrets = new List<string> { SigningIn.Password };

        var tokens = await server.EnrolPersonAsync("person");
        var changed = await server.With(tokens.AccessToken).Sessions().ChangePasswordAsync(new() { Password = SigningIn.Password, NewPassword = "another whole sentence" });
        var own = server.With(changed.Tokens.AccessToken).Sessions();
        var totp = await own.EnrolTotpAsync(new() { Password = "another whole sentence" });
        secrets.AddRange(["another whole sentence", totp.Secret]);
        await own.ConfirmTotpAsync(new() { Totp = Authenticator.Shows(totp.Secret, clock.Now) });
        await accounts.RevokeRoleAsync(new() { AccountName = "person", Grant = grant, Reason = "moved on" });
        await accounts.GrantRoleAsync(new() { AccountName = "person", Grant = grant });
        await accounts.SuspendAccountAsync(new() { AccountName = "person" });
        await accounts.ResumeAccountAsync(new() { AccountName = "person" });
        secrets.Add((await accounts.ResetPasswordAsync(new() { AccountName = "person" })).SignInCode);
        await accounts.CreateAccountAsync(new() { Account = new() { AccountName = "program", Kind = AccountKind.Service, Grants = { grant } } });
        var key = await accounts.CreateKeyAsync(new() { AccountName = "program" });
        secrets.Add(key.Secret);
        await accounts.RevokeKeyAsync(new() { KeyId = key.Key.KeyId, Reason = "lost" });
        // Only checked: no event.
        await accounts.SuspendAccountAsync(new() { AccountName = "person", ValidateOnly = true });

        var events = (await EventsAsync(server, new() { Type = AuditEventType.AccountChange })).Where(e => e.Method.Contains('/', StringComparison.Ordinal)).ToList();
        var verbs = new AccessRules(FacultyServer.Protos).All.Where(r => r.Event == AuditEventType.AccountChange).Select(r => r.Method[1..]);
        Assert.Equal(verbs.Order(StringComparer.Ordinal), events.Select(e => e.Method).Distinct().Order(StringComparer.Ordinal));
        Assert.All(events, e => Assert.True(e is { Decision: AuditDecision.Allowed, AddressClass: AddressClass.Loopback, PrincipalId.Length: > 0, Subjects.Count: > 0 }, $"{e}"));
        Assert.Single(events, e => e.Method.EndsWith("/SuspendAccount", StringComparison.Ordinal));
        var revoked = events.Single(e => e.Method.EndsWith("/RevokeKey", StringComparison.Ordinal));
        Assert.Equal("lost", revoked.Reason);
        Assert.Equal([$"api-key {key.Key.KeyId}"], revoked.Subjects);
        Assert.All(secrets, s => Assert.DoesNotContain(s, string.Concat(events.Select(e => $"{e}")), StringComparison.Ordinal));
    }

    private static bool Holds(string folder, string text) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Any(f => File.ReadAllBytes(f).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0);
}
