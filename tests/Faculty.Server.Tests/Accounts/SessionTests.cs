using Faculty.Server.Accounts;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Tests.Accounts;

public sealed class SessionTests
{
    [Fact]
    public async Task Who_is_not_signed_in_is_told_so_by_every_rpc_but_the_public_ones()
    {
        await using var server = await SigningIn.StartAsync();
        await Calls.RefusedAsync(ErrorReason.NotSignedIn, new OrganisationService.OrganisationServiceClient(server.Anonymous).ListOrganisationsAsync(new()));
        await Calls.RefusedAsync(ErrorReason.NotSignedIn, new ChangeService.ChangeServiceClient(server.Anonymous).WatchChanges(new()));
        await Calls.RefusedAsync(ErrorReason.NotSignedIn, server.Anonymous.Sessions().WhoAmIAsync(new()));
        await Calls.RefusedAsync(ErrorReason.SignInFailed, server.SignIn("nobody"));
    }

    [Fact]
    public async Task A_sign_in_code_becomes_a_password_once_and_the_password_signs_in()
    {
        await using var server = await SigningIn.StartAsync();
        var code = await server.CreatePersonAsync("clerk");
        await Calls.RefusedAsync(ErrorReason.SignInFailed, server.SignIn("clerk"));
        var enrol = new EnrolRequest { AccountName = "clerk", Code = code.Replace("-", " ", StringComparison.Ordinal).ToLowerInvariant(), Password = SigningIn.Password };
        var enrolled = await server.Anonymous.Sessions().EnrolAsync(enrol);
        Assert.Equal("clerk", (await server.WhoAmI(enrolled.Tokens)).Account.AccountName);
        await Calls.RefusedAsync(ErrorReason.SignInCodeInvalid, server.Anonymous.Sessions().EnrolAsync(enrol));

        var signedIn = await server.SignIn("clerk");
        Assert.Equal([new Grant { Role = Role.Auditor }], (await server.WhoAmI(signedIn.Tokens)).Grants);
        await Calls.RefusedAsync(ErrorReason.SignInFailed, server.SignIn("clerk", "not the password"));
        await Calls.RefusedAsync(ErrorReason.SignInFailed, server.SignIn("nobody"));
    }

    [Theory]
    [InlineData("short", "must have 12")]
    [InlineData("aaaaaaaaaaaaaaaa", "first that are guessed")]
    [InlineData("123456789012", "first that are guessed")]
    [InlineData("Password12345", "first that are guessed")]
    [InlineData("my name is clerk", "account's name")]
    [InlineData("zero​width here", "invisible")]
    public async Task A_password_that_is_easily_guessed_is_refused(string password, string problem)
    {
        await using var server = await SigningIn.StartAsync();
        var code = await server.CreatePersonAsync("clerk");
        var refused = await Calls.RefusedAsync(ErrorReason.InvalidRequest, server.Anonymous.Sessions().EnrolAsync(new() { AccountName = "clerk", Code = code, Password = password }));
        Assert.Equal(["password"], refused.Fields());
        Assert.Contains(problem, refused.GetRpcStatus()!.GetDetail<Google.Rpc.BadRequest>()!.FieldViolations[0].Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refresh_token_is_good_once_and_one_used_again_later_ends_the_session_for_all()
    {
        var clock = TestClock.At(2025, 11, 25);
        await using var server = await SigningIn.StartAsync(clock);
        var first = await server.EnrolPersonAsync("clerk");
        var second = (await server.Refresh(first)).Tokens;
        await server.WhoAmI(second);

        clock.Now += Sessions.Grace;
        await Calls.RefusedAsync(ErrorReason.SessionEnded, server.Refresh(first));
        await Calls.RefusedAsync(ErrorReason.SessionEnded, server.Refresh(second));
        await Calls.RefusedAsync(ErrorReason.SessionEnded, server.WhoAmI(second));
        // The control: another session of the account goes on.
        var other = (await server.SignIn("clerk")).Tokens;
        await server.WhoAmI((await server.Refresh(other)).Tokens);
    }

    [Fact]
    public async Task A_refresh_whose_answer_was_lost_may_be_asked_for_once_more_for_a_short_time_also_over_a_restart()
    {
        var clock = TestClock.At(2025, 11, 25);
        await using var server = await SigningIn.StartAsync(clock);
        var first = await server.EnrolPersonAsync("clerk");
        await server.Refresh(first);
        await server.RestartAsync();
        clock.Now += Sessions.Grace - TimeSpan.FromSeconds(1);
        var again = (await server.Refresh(first)).Tokens;
        await server.WhoAmI(again);
        // And what follows has a grace of its own.
        await server.Refresh(again);
        await server.WhoAmI((await server.Refresh(again)).Tokens);
    }

    [Fact]
    public async Task Within_the_grace_a_third_use_ends_the_session()
    {
        await using var server = await SigningIn.StartAsync();
        var first = await server.EnrolPersonAsync("clerk");
        await server.Refresh(first);
        var again = (await server.Refresh(first)).Tokens;
        await Calls.RefusedAsync(ErrorReason.SessionEnded, server.Refresh(first));
        await Calls.RefusedAsync(ErrorReason.SessionEnded, server.WhoAmI(again));
    }

    [Fact]
    public async Task Within_the_grace_what_the_first_use_got_and_any_older_token_end_the_session()
    {
        await using var server = await SigningIn.StartAsync();
        await server.EnrolPersonAsync("clerk");
        foreach (var older in (bool[])[false, true])
        {
            var oldest = (await server.SignIn("clerk")).Tokens;
            var first = (await server.Refresh(oldest)).Tokens;
            var lost = (await server.Refresh(first)).Tokens;
            var again = older ? lost : (await server.Refresh(first)).Tokens;
            await Calls.RefusedAsync(ErrorReason.SessionEnded, server.Refresh(older ? oldest : lost));
            await Calls.RefusedAsync(ErrorReason.SessionEnded, server.Refresh(again));
            await Calls.RefusedAsync(ErrorReason.SessionEnded, server.WhoAmI(again));
        }
    }

    [Fact]
    public async Task A_refresh_is_one_entry_of_the_journal()
    {
        await using var server = await SigningIn.StartAsync();
        var tokens = await server.EnrolPersonAsync("clerk");
        var before = await server.RevisionAsync();
        await server.Refresh((await server.Refresh(tokens)).Tokens);
        await server.RestartAsync();
        Assert.Equal(before + 2, await server.RevisionAsync());
    }

    [Fact]
    public async Task Of_many_that_use_one_refresh_token_at_once_two_get_tokens_and_the_session_is_over()
    {
        await using var server = await SigningIn.StartAsync();
        var first = await server.EnrolPersonAsync("clerk");
        for (var round = 0; round < 5; round++)
        {
            var tokens = (await server.SignIn("clerk")).Tokens;
            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
            {
                try
                {
                    return (await server.Refresh(tokens)).Tokens;
                }
                catch (RpcException refused)
                {
                    Calls.Refused(ErrorReason.SessionEnded, refused);
                    return null;
                }
            })));
            Assert.Equal(2, answers.Count(a => a is not null));
            foreach (var won in answers.Where(a => a is not null))
            {
                await Calls.RefusedAsync(ErrorReason.SessionEnded, server.Refresh(won!));
                await Calls.RefusedAsync(ErrorReason.SessionEnded, server.WhoAmI(won!));
            }
        }
        await server.WhoAmI(first);
    }

    [Fact]
    public async Task Tokens_made_up_end_nobodys_session()
    {
        await using var server = await SigningIn.StartAsync();
        var tokens = await server.EnrolPersonAsync("clerk");
        foreach (var made in (string[])["", "nonsense", "fr_" + new string('A', 64), tokens.AccessToken, tokens.RefreshToken[..^1]])
        {
            await Calls.RefusedAsync(ErrorReason.SessionEnded, server.Refresh(new() { RefreshToken = made }));
        }
        await server.Refresh(tokens);
    }

    [Fact]
    public async Task An_access_token_ends_after_ten_minutes_and_a_session_after_a_week_without_use_or_a_month()
    {
        var clock = TestClock.At(2025, 11, 25);
        await using var server = await SigningIn.StartAsync(clock);
        var tokens = await server.EnrolPersonAsync("clerk");
        clock.Now += TimeSpan.FromSeconds(599);
        await server.WhoAmI(tokens);
        clock.Now += TimeSpan.FromSeconds(1);
        await Calls.RefusedAsync(ErrorReason.TokenExpired, server.WhoAmI(tokens));

        for (var week = 0; week < 4; week++)
        {
            clock.Now += TimeSpan.FromDays(7) - TimeSpan.FromSeconds(601);
            tokens = (await server.Refresh(tokens)).Tokens;
        }
        clock.Now += TimeSpan.FromDays(6);
        await Calls.RefusedAsync(ErrorReason.SessionEnded, server.Refresh(tokens));

        var idle = (await server.SignIn("clerk")).Tokens;
        clock.Now += TimeSpan.FromDays(7);
        await Calls.RefusedAsync(ErrorReason.SessionEnded, server.Refresh(idle));
    }

    [Fact]
    public async Task Signing_out_ends_the_session_and_a_restart_does_not()
    {
        await using var server = await SigningIn.StartAsync();
        var tokens = await server.EnrolPersonAsync("clerk");
        var other = (await server.SignIn("clerk")).Tokens;
        await server.With(other.AccessToken).Sessions().SignOutAsync(new());
        await Calls.RefusedAsync(ErrorReason.SessionEnded, server.WhoAmI(other));
        await Calls.RefusedAsync(ErrorReason.SessionEnded, server.Refresh(other));

        await server.RestartAsync();
        // The key of access tokens went with the process; the refresh token brings the next.
        await Calls.RefusedAsync(ErrorReason.TokenInvalid, server.WhoAmI(tokens));
        await server.WhoAmI((await server.Refresh(tokens)).Tokens);
    }

    [Fact]
    public async Task A_changed_password_ends_every_other_session()
    {
        await using var server = await SigningIn.StartAsync();
        var tokens = await server.EnrolPersonAsync("clerk");
        var other = (await server.SignIn("clerk")).Tokens;
        var change = new ChangePasswordRequest { Password = "wrong, quite wrong", NewPassword = "another whole sentence" };
        await Calls.RefusedAsync(ErrorReason.SignInFailed, server.With(tokens.AccessToken).Sessions().ChangePasswordAsync(change));
        change.Password = SigningIn.Password;
        var changed = (await server.With(tokens.AccessToken).Sessions().ChangePasswordAsync(change)).Tokens;

        await server.WhoAmI(changed);
        await Calls.RefusedAsync(ErrorReason.SessionEnded, server.WhoAmI(tokens));
        await Calls.RefusedAsync(ErrorReason.SessionEnded, server.Refresh(other));
        await Calls.RefusedAsync(ErrorReason.SignInFailed, server.SignIn("clerk"));
        await server.SignIn("clerk", change.NewPassword);
    }
}
