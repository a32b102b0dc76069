using System.Text.Json.Nodes;
using Faculty.Server.Accounts.Outside;
using Faculty.V1;
using Grpc.Core;
using static Faculty.Server.Tests.Audit.AuditTests;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Accounts.Outside;

/// <summary>Callers whom another issuer knows: who they are here, what they may do, and what its silence costs.</summary>
public sealed class IssuerTests : IDisposable
{
    private readonly IssuerSetup setup = new();

    public void Dispose() => setup.Dispose();

    [Theory]
    [InlineData("ES256")]
    [InlineData("RS256")]
    [InlineData("PS256")]
    public async Task A_token_of_the_issuer_gives_the_roles_that_the_file_gives_its_values(string algorithm)
    {
        var key = algorithm == "ES256" ? TestKey.Ec("k") : TestKey.Rsa("k", algorithm);
        await using var issuer = await TestIssuer.StartAsync(key);
        await using var server = await setup.StartAsync(issuer, "# a comment", "", $"HR_CLERK@{School} clerks of Gaoping", $"FINANCE\t/finance", $"AUDITOR  clerks of Gaoping");

        var caller = server.With(key.Sign(issuer.Claims(setup.Clock.Now, "u-1", "clerks of Gaoping", "nobody knows this one")));
        var who = await caller.Sessions().WhoAmIAsync(new());
        Assert.Equal([new Grant { Role = Role.HrClerk, OrganisationCode = School }, new Grant { Role = Role.Auditor }], who.Grants.ToList());
        Assert.Equal((IssuerTokens.IdOf(issuer.Address, "u-1"), "u-1"), (who.Account.AccountId, who.Account.AccountName));
        // Of their own school, and of no other.
        await Calls.RefusedAsync(ErrorReason.NotFound, Rename(caller, County));
        await Rename(caller, School);
        await Calls.RefusedAsync(ErrorReason.PermissionDenied, new AccountService.AccountServiceClient(caller).ListAccountsAsync(new()));
    }

    [Fact]
    public async Task Whoever_has_no_role_here_may_nothing_and_is_told_so()
    {
        var key = TestKey.Ec("k");
        await using var issuer = await TestIssuer.StartAsync(key);
        await using var server = await setup.StartAsync(issuer, "AUDITOR auditors");
        foreach (var roles in (JsonNode?[])[null, "clerks", new JsonArray(), new JsonArray("Auditors", " auditors", 7), new JsonObject { ["auditors"] = true }, true])
        {
            var caller = server.With(key.Sign(issuer.Claims(setup.Clock.Now).With("roles", roles?.DeepClone())));
            // Also what everybody may who is signed in.
            await Calls.RefusedAsync(ErrorReason.NoRole, caller.Sessions().WhoAmIAsync(new()));
            await Calls.RefusedAsync(ErrorReason.NoRole, new MetricService.MetricServiceClient(caller).StreamMetrics(new()));
        }
        // The controls: one value as a text, and in a list.
        foreach (var roles in (JsonNode[])["auditors", new JsonArray("x", "auditors")])
        {
            Assert.Single((await server.With(key.Sign(issuer.Claims(setup.Clock.Now).With("roles", roles.DeepClone()))).Sessions().WhoAmIAsync(new())).Grants);
        }
    }

    [Fact]
    public async Task They_are_themselves_in_the_audit_and_in_the_journal_and_nobody_else()
    {
        var key = TestKey.Ec("k");
        await using var issuer = await TestIssuer.StartAsync(key);
        await using var server = await setup.StartAsync(issuer, $"HR_CLERK@{School} clerks", "AUDITOR auditors");
        var (one, another) = (IssuerTokens.IdOf(issuer.Address, "u-1"), IssuerTokens.IdOf(issuer.Address, "u-2"));
        Assert.NotEqual(one, another);
        Assert.NotEqual(one, IssuerTokens.IdOf(issuer.Address + "/", "u-1"));

        await Rename(server.With(key.Sign(issuer.Claims(setup.Clock.Now, "u-1", "clerks"))), School);
        await Calls.RefusedAsync(ErrorReason.PermissionDenied, Rename(server.With(key.Sign(issuer.Claims(setup.Clock.Now, "u-2", "auditors").With("jti", "t-2"))), School));

        var changes = await server.Changes.StreamChanges(new()).AllAsync().ToListAsync();
        Assert.Equal(one, changes.SelectMany(m => m.Changes).First(c => c.Action.EndsWith("RenameOrganisation", StringComparison.Ordinal)).Actor);
        // Nobody waits for the entry of a refusal; a stop writes what is waiting.
        await server.RestartAsync();
        var denied = Assert.Single(await EventsAsync(server, new() { Type = AuditEventType.PermissionDenied }));
        Assert.Equal((another, "t-2"), (denied.PrincipalId, denied.CredentialId));
        // An account of the same name is somebody else.
        Assert.DoesNotContain((await server.Accounts().StreamAccounts(new()).AllAsync().ToListAsync()).SelectMany(m => m.Accounts), a => a.AccountId == one || a.AccountId == another);
    }

    [Fact]
    public async Task They_have_no_password_session_or_code_here()
    {
        var key = TestKey.Ec("k");
        await using var issuer = await TestIssuer.StartAsync(key);
        await using var server = await setup.StartAsync(issuer, "AUDITOR auditors");
        var sessions = server.With(key.Sign(issuer.Claims(setup.Clock.Now, "u-1", "auditors"))).Sessions();
        await Calls.RefusedAsync(ErrorReason.AccountKind, sessions.ChangePasswordAsync(new() { Password = SigningIn.Password, NewPassword = SigningIn.Password + "!" }));
        await Calls.RefusedAsync(ErrorReason.AccountKind, sessions.EnrolTotpAsync(new()));
        await sessions.SignOutAsync(new());
        await sessions.WhoAmIAsync(new());
    }

    [Fact]
    public async Task A_token_ends_with_half_a_minute_of_grace_and_the_stream_it_opened_with_it()
    {
        var key = TestKey.Ec("k");
        await using var issuer = await TestIssuer.StartAsync(key);
        await using var server = await setup.StartAsync(issuer, o => o with { KeepAlive = TimeSpan.FromMilliseconds(20) }, "AUDITOR auditors");
        var caller = server.With(key.Sign(issuer.Claims(setup.Clock.Now, "u-1", "auditors")));
        using var watch = new ChangeService.ChangeServiceClient(caller).WatchChanges(new());
        Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None));
        setup.Clock.Now += TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(29);
        await caller.Sessions().WhoAmIAsync(new());
        setup.Clock.Now += TimeSpan.FromSeconds(1);
        await Calls.RefusedAsync(ErrorReason.TokenExpired, caller.Sessions().WhoAmIAsync(new()));
        Calls.Refused(ErrorReason.TokenExpired, await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await watch.ResponseStream.MoveNext(CancellationToken.None))
            {
            }
        }));
    }

    [Fact]
    public async Task A_new_key_is_found_at_once_and_a_withdrawn_one_is_forgotten()
    {
        var (old, next) = (TestKey.Rsa("2025"), TestKey.Ec("2026"));
        await using var issuer = await TestIssuer.StartAsync(old);
        await using var server = await setup.StartAsync(issuer, "AUDITOR auditors");
        var claims = issuer.Claims(setup.Clock.Now, "u-1", "auditors").With("exp", setup.Clock.Now.AddHours(8).ToUnixTimeSeconds());
        var before = server.With(old.Sign(claims));
        await before.Sessions().WhoAmIAsync(new());
        setup.Clock.Now += IssuerKeys.Pause;
        issuer.Keys.Add(next.Public());
        await server.With(next.Sign(claims)).Sessions().WhoAmIAsync(new());
        await before.Sessions().WhoAmIAsync(new());
        Assert.Equal(2, issuer.Fetches);

        issuer.Keys.RemoveAt(0);
        setup.Clock.Now += IssuerKeys.Fresh;
        await Calls.RefusedAsync(ErrorReason.TokenInvalid, before.Sessions().WhoAmIAsync(new()));
        await Calls.RefusedAsync(ErrorReason.TokenInvalid, server.With(old.Sign(claims.With("jti", "other"))).Sessions().WhoAmIAsync(new()));
        await server.With(next.Sign(claims)).Sessions().WhoAmIAsync(new());
        // Another key under the id of one is not that one.
        issuer.Keys[0] = TestKey.Ec("2026").Public();
        setup.Clock.Now += IssuerKeys.Fresh;
        await Calls.RefusedAsync(ErrorReason.TokenInvalid, server.With(next.Sign(claims)).Sessions().WhoAmIAsync(new()));
    }

    [Fact]
    public async Task Unknown_keys_make_the_server_ask_once_in_half_a_minute_however_many_come()
    {
        var key = TestKey.Ec("k");
        await using var issuer = await TestIssuer.StartAsync(key);
        await using var server = await setup.StartAsync(issuer, "AUDITOR auditors");
        await server.With(key.Sign(issuer.Claims(setup.Clock.Now, "u-1", "auditors"))).Sessions().WhoAmIAsync(new());
        Assert.Equal(1, issuer.Fetches);
        setup.Clock.Now += IssuerKeys.Pause;
        for (var minute = 2; minute < 5; minute++)
        {
            await Parallel.ForAsync(0, 100, async (i, ct) =>
                await Calls.RefusedAsync(ErrorReason.TokenInvalid, server.With((key with { Id = $"unknown-{i}" }).Sign(issuer.Claims(setup.Clock.Now, "u-1", "auditors"))).Sessions().WhoAmIAsync(new(), cancellationToken: ct)));
            Assert.Equal(minute, issuer.Fetches);
            setup.Clock.Now += IssuerKeys.Pause;
        }
    }

    [Fact]
    public async Task A_silent_issuer_holds_up_its_own_tokens_only()
    {
        var key = TestKey.Ec("k");
        await using var issuer = await TestIssuer.StartAsync(key);
        var answer = new TaskCompletionSource();
        issuer.Before = () => answer.Task;
        await using var server = await setup.StartAsync(issuer, "AUDITOR auditors");
        var person = await server.EnrolPersonAsync("clerk");
        var waiting = server.With(key.Sign(issuer.Claims(setup.Clock.Now, "u-1", "auditors"))).Sessions().WhoAmIAsync(new()).ResponseAsync;
        for (var i = 0; i < 100; i++)
        {
            await server.WhoAmI(person);
        }
        await server.Organisations.ListOrganisationsAsync(new());
        Assert.False(waiting.IsCompleted);
        answer.SetResult();
        await waiting;
        Assert.Equal(1, issuer.Fetches);
    }

    [Fact]
    public async Task A_dead_issuer_is_a_reason_to_wait_and_its_last_keys_go_on_for_a_day()
    {
        var key = TestKey.Ec("k");
        var issuer = await TestIssuer.StartAsync(key);
        await using var server = await setup.StartAsync(issuer, "AUDITOR auditors");
        var person = await server.EnrolPersonAsync("clerk");
        string Token(string id) => (key with { Id = id }).Sign(issuer.Claims(setup.Clock.Now, "u-1", "auditors"));
        await server.With(Token("k")).Sessions().WhoAmIAsync(new());
        await issuer.DisposeAsync();

        setup.Clock.Now += IssuerKeys.Fresh;
        await Calls.RefusedAsync(ErrorReason.IssuerUnavailable, server.With(Token("unknown")).Sessions().WhoAmIAsync(new()));
        await server.With(Token("k")).Sessions().WhoAmIAsync(new());
        await server.Organisations.ListOrganisationsAsync(new());
        setup.Clock.Now += IssuerKeys.Kept;
        await Calls.RefusedAsync(ErrorReason.IssuerUnavailable, server.With(Token("k")).Sessions().WhoAmIAsync(new()));
        await server.Refresh(person);
    }

    [Theory]
    [InlineData("another issuer", "\"issuer\":\"http://", "\"issuer\":\"http://other.")]
    [InlineData("keys of another machine in the open", "\"jwks_uri\":\"http://127.0.0.1", "\"jwks_uri\":\"http://192.0.2.1")]
    [InlineData("keys in a file", "\"jwks_uri\":\"http://", "\"jwks_uri\":\"file:///")]
    [InlineData("no JSON", "{", "")]
    [InlineData("no object", "{", "7, {")]
    [InlineData("half a character", "\"issuer\":\"", "\"issuer\":\"\\ud800")]
    public async Task A_document_that_is_not_the_issuers_own_gives_no_keys(string name, string part, string instead)
    {
        var key = TestKey.Ec("k");
        await using var issuer = await TestIssuer.StartAsync(key);
        issuer.Discovery = usual => usual.Replace(part, instead, StringComparison.Ordinal);
        await using var server = await setup.StartAsync(issuer, "AUDITOR auditors");
        await Calls.RefusedAsync(ErrorReason.IssuerUnavailable, server.With(key.Sign(issuer.Claims(setup.Clock.Now, name, "auditors"))).Sessions().WhoAmIAsync(new()));
        Assert.Equal(0, issuer.Fetches);
    }

    [Fact]
    public async Task Keys_without_end_are_not_read_to_their_end()
    {
        var key = TestKey.Ec("k");
        await using var issuer = await TestIssuer.StartAsync(key);
        issuer.Keys.Add(new() { ["kty"] = "EC", ["x"] = new string('A', 300_000) });
        await using var server = await setup.StartAsync(issuer, "AUDITOR auditors");
        await Calls.RefusedAsync(ErrorReason.IssuerUnavailable, server.With(key.Sign(issuer.Claims(setup.Clock.Now, "u-1", "auditors"))).Sessions().WhoAmIAsync(new()));
        setup.Clock.Now += IssuerKeys.Pause;
        issuer.Keys.RemoveAt(1);
        await server.With(key.Sign(issuer.Claims(setup.Clock.Now, "u-1", "auditors"))).Sessions().WhoAmIAsync(new());
    }

    [Fact]
    public async Task Keys_may_lie_in_a_file_and_nobody_is_asked_then()
    {
        var key = TestKey.Rsa("k");
        await using var issuer = await TestIssuer.StartAsync(key);
        var file = Path.Combine(setup.Folder, "keys");
        await File.WriteAllTextAsync(file, issuer.Jwks());
        await using var server = await setup.StartAsync(issuer, o => o with { OidcKeys = file }, "AUDITOR auditors");
        await server.With(key.Sign(issuer.Claims(setup.Clock.Now, "u-1", "auditors"))).Sessions().WhoAmIAsync(new());
        await Calls.RefusedAsync(ErrorReason.TokenInvalid, server.With((key with { Id = "x" }).Sign(issuer.Claims(setup.Clock.Now, "u-1", "auditors"))).Sessions().WhoAmIAsync(new()));
        setup.Clock.Now += IssuerKeys.Kept * 400;
        await server.With(key.Sign(issuer.Claims(setup.Clock.Now, "u-1", "auditors"))).Sessions().WhoAmIAsync(new());
        Assert.Equal(0, issuer.Fetches);
    }

    [Theory]
    [InlineData("WIZARD wizards", "line 1")]
    [InlineData("AUDITOR", "name")]
    [InlineData("AUDITOR a\nADMINISTRATOR admins", "ADMINISTRATOR")]
    [InlineData("ADMINISTRATOR@GP admins", "administrator")]
    [InlineData("AUDITOR@ auditors", "place")]
    [InlineData("hr_clerk clerks", "HR_CLERK")]
    [InlineData("ROLE_AUDITOR auditors", "AUDITOR")]
    [InlineData("AUDITOR@GP auditors\nHR_CLERK@GP-99 clerks", "no organisation 'GP-99'")]
    public async Task A_wrong_file_of_roles_stops_the_start(string roles, string said)
    {
        await using var issuer = await TestIssuer.StartAsync();
        var refused = await Assert.ThrowsAsync<StartException>(() => setup.StartAsync(issuer, roles));
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
        Assert.Contains("--oidc-roles", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--oidc-issuer", "http://idp.example")]
    [InlineData("--oidc-issuer", "idp.example")]
    [InlineData("--oidc-issuer", "https://idp.example/?a=b")]
    [InlineData("--oidc-audience", "")]
    [InlineData("--oidc-roles", "/no/such/file")]
    [InlineData("--oidc-keys", "/no/such/file")]
    public async Task Options_that_cannot_be_meant_stop_the_start(string option, string value)
    {
        var roles = Path.Combine(setup.Folder, "roles");
        await File.WriteAllTextAsync(roles, "");
        string[] whole = ["--oidc-issuer", "https://idp.example", "--oidc-audience", "faculty", "--oidc-roles", roles, "--data", Path.Combine(setup.Folder, "data"), option, value];
        var refused = await Assert.ThrowsAsync<StartException>(() => FacultyServer.StartAsync(ServerOptions.Parse(whole), setup.Clock));
        Assert.Contains(option == "--oidc-audience" ? option : value, refused.Message, StringComparison.Ordinal);
        // Half of them is none.
        await Assert.ThrowsAsync<StartException>(() => FacultyServer.StartAsync(ServerOptions.Parse(["--data", Path.Combine(setup.Folder, "data"), "--oidc-audience", "faculty"]), setup.Clock));
    }

    [Fact]
    public async Task Another_file_of_roles_is_told_in_the_journal()
    {
        await using var issuer = await TestIssuer.StartAsync();
        var server = await setup.StartAsync(issuer, "AUDITOR auditors");
        await server.StopAsync();
        await using var other = await setup.StartAsync(issuer, o => o with { DataDirectory = server.DataDirectory }, "AUDITOR others");
        var told = (await EventsAsync(other, new() { Type = AuditEventType.Configuration })).Select(e => e.Subjects).ToList();
        Assert.Contains($"oidc-issuer - -> {issuer.Address}", told[0]);
        Assert.StartsWith("oidc-roles ", Assert.Single(told[1]), StringComparison.Ordinal);
    }

    private static AsyncUnaryCall<RenameOrganisationResponse> Rename(CallInvoker caller, string code) =>
        new OrganisationService.OrganisationServiceClient(caller).RenameOrganisationAsync(new() { Code = code, Name = "另名", StartDate = Day(2024, 1, 1) });
}
