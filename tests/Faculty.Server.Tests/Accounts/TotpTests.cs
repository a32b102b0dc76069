using Faculty.Server.Accounts;
using Faculty.V1;

namespace Faculty.Server.Tests.Accounts;

public sealed class TotpTests
{
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void The_codes_are_those_of_RFC_6238(long seconds, string code)
    {
        var key = "12345678901234567890"u8;
        var at = DateTimeOffset.FromUnixTimeSeconds(seconds);
        Assert.Equal(seconds / 30, Totp.StepOf(code, key, at, last: -1));
        Assert.Equal(code, Authenticator.Shows(Totp.Base32(key), at));
    }

    [Fact]
    public void Keys_are_written_as_RFC_4648_has_it()
    {
        Assert.Equal("MZXW6YTBOI", Totp.Base32("foobar"u8));
        Assert.Equal("MZXW6", Totp.Base32("foo"u8));
    }

    [Fact]
    public async Task An_administrator_may_do_nothing_until_one_time_codes_are_set_up_and_signs_in_with_each_once()
    {
        var clock = TestClock.At(2025, 11, 25);
        await using var server = await SigningIn.StartAsync(clock);
        var tokens = await server.EnrolPersonAsync("chief", Role.Administrator);
        var calls = server.With(tokens.AccessToken);
        Assert.True((await server.WhoAmI(tokens)).TotpSetupRequired);
        await Calls.RefusedAsync(ErrorReason.TotpNotSetUp, new V1.AccountService.AccountServiceClient(calls).ListAccountsAsync(new()));

        await Calls.RefusedAsync(ErrorReason.SignInFailed, calls.Sessions().EnrolTotpAsync(new() { Password = "not the password" }));
        var begun = await calls.Sessions().EnrolTotpAsync(new() { Password = SigningIn.Password });
        Assert.StartsWith($"otpauth://totp/Faculty:chief?secret={begun.Secret}&", begun.OtpauthUri, StringComparison.Ordinal);
        var key = begun.Secret;
        await Calls.RefusedAsync(ErrorReason.SignInFailed, calls.Sessions().ConfirmTotpAsync(new() { Totp = Authenticator.Shows(key, clock.Now.AddHours(1)) }));
        var confirmed = Authenticator.Shows(key, clock.Now);
        await calls.Sessions().ConfirmTotpAsync(new() { Totp = confirmed });
        await new V1.AccountService.AccountServiceClient(calls).ListAccountsAsync(new());
        await Calls.RefusedAsync(ErrorReason.TotpSetUp, calls.Sessions().EnrolTotpAsync(new() { Password = SigningIn.Password }));

        await Calls.RefusedAsync(ErrorReason.TotpNeeded, server.SignIn("chief"));
        await Calls.RefusedAsync(ErrorReason.SignInFailed, server.SignIn("chief", totp: confirmed));
        clock.Now += TimeSpan.FromSeconds(30);
        var next = Authenticator.Shows(key, clock.Now);
        await Calls.RefusedAsync(ErrorReason.SignInFailed, server.SignIn("chief", "not the password", next));
        await server.SignIn("chief", totp: next);
        await Calls.RefusedAsync(ErrorReason.SignInFailed, server.SignIn("chief", totp: next));
        clock.Now += TimeSpan.FromMinutes(5);
        await Calls.RefusedAsync(ErrorReason.SignInFailed, server.SignIn("chief", totp: Authenticator.Shows(key, clock.Now.AddMinutes(-1))));
        await server.SignIn("chief", totp: Authenticator.Shows(key, clock.Now.AddSeconds(-30)));
    }

    [Fact]
    public async Task One_code_used_by_many_at_once_signs_one_in()
    {
        var clock = TestClock.At(2025, 11, 25);
        await using var server = await SigningIn.StartAsync(clock);
        var tokens = await server.EnrolPersonAsync("chief", Role.Finance);
        var sessions = server.With(tokens.AccessToken).Sessions();
        var key = (await sessions.EnrolTotpAsync(new() { Password = SigningIn.Password })).Secret;
        await sessions.ConfirmTotpAsync(new() { Totp = Authenticator.Shows(key, clock.Now) });
        clock.Now += TimeSpan.FromMinutes(1);
        var code = Authenticator.Shows(key, clock.Now);
        var done = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            try
            {
                await server.SignIn("chief", totp: code);
                return true;
            }
            catch (Grpc.Core.RpcException refused)
            {
                Calls.Refused(ErrorReason.SignInFailed, refused);
                return false;
            }
        }));
        Assert.Single(done, d => d);
    }
}
