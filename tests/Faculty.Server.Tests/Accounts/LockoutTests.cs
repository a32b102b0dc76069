using Faculty.Server.Accounts;
using Faculty.V1;
using Google.Rpc;
using Grpc.Core;

namespace Faculty.Server.Tests.Accounts;

public sealed class LockoutTests
{
    [Theory]
    [InlineData(4, 0)]
    [InlineData(5, 1)]
    [InlineData(6, 2)]
    [InlineData(7, 4)]
    [InlineData(10, 32)]
    [InlineData(11, 60)]
    [InlineData(1000, 60)]
    public void The_wait_doubles_from_the_fifth_failure_up_to_an_hour(int failures, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), Lockout.WaitAfter(failures, free: 5));

    [Theory]
    [InlineData("clerk")]
    [InlineData("nobody")]
    public async Task After_five_failures_an_account_waits_also_over_a_restart_and_so_does_a_name_that_does_not_exist(string name)
    {
        var clock = TestClock.At(2025, 11, 25);
        await using var server = await SigningIn.StartAsync(clock);
        await server.EnrolPersonAsync("clerk");
        for (var i = 0; i < 5; i++)
        {
            await Calls.RefusedAsync(ErrorReason.SignInFailed, server.SignIn(name, "not the password"));
        }
        var refused = await Calls.RefusedAsync(ErrorReason.SignInLocked, server.SignIn(name));
        Assert.Equal("60", refused.Fact("seconds"));
        if (name == "clerk")
        {
            await server.RestartAsync();
            await Calls.RefusedAsync(ErrorReason.SignInLocked, server.SignIn(name));
        }
        clock.Now += TimeSpan.FromSeconds(60);
        await Calls.RefusedAsync(ErrorReason.SignInFailed, server.SignIn(name, "not the password"));
        Assert.Equal("120", (await Calls.RefusedAsync(ErrorReason.SignInLocked, server.SignIn(name))).Fact("seconds"));
        clock.Now += TimeSpan.FromSeconds(120);
        if (name == "clerk")
        {
            await server.SignIn(name);
            // The count begins anew.
            await Calls.RefusedAsync(ErrorReason.SignInFailed, server.SignIn(name, "not the password"));
            await server.SignIn(name);
        }
    }

    [Fact]
    public async Task An_address_waits_a_minute_or_two_after_fifty_failures_and_forgets_them_by_and_by()
    {
        var clock = TestClock.At(2025, 11, 25);
        await using var server = await SigningIn.StartAsync(clock);
        await server.EnrolPersonAsync("clerk");
        for (var i = 0; i < 50; i++)
        {
            await Calls.RefusedAsync(ErrorReason.SignInFailed, server.SignIn($"nobody-{i}", "not the password"));
        }
        Assert.Equal("60", (await Calls.RefusedAsync(ErrorReason.SignInLocked, server.SignIn("clerk"))).Fact("seconds"));
        clock.Now += TimeSpan.FromSeconds(60);
        await server.SignIn("clerk");
        // One more, and it waits again, but never longer than two minutes.
        await Calls.RefusedAsync(ErrorReason.SignInFailed, server.SignIn("nobody-50", "not the password"));
        Assert.InRange(int.Parse((await Calls.RefusedAsync(ErrorReason.SignInLocked, server.SignIn("clerk"))).Fact("seconds")), 60, 120);
        clock.Now += TimeSpan.FromMinutes(2);
        await server.SignIn("clerk");
        // An hour later there is room for another fifty.
        clock.Now += TimeSpan.FromHours(1);
        for (var i = 0; i < 49; i++)
        {
            await Calls.RefusedAsync(ErrorReason.SignInFailed, server.SignIn($"other-{i}", "not the password"));
        }
        await server.SignIn("clerk");
    }

    [Fact]
    public async Task Many_attempts_at_once_are_no_way_around()
    {
        await using var server = await SigningIn.StartAsync();
        await server.EnrolPersonAsync("clerk");
        var reasons = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Task.Run(async () =>
            (await Assert.ThrowsAsync<RpcException>(async () => await server.SignIn("clerk", "not the password"))).GetRpcStatus()!.GetDetail<ErrorInfo>()!.Reason)));
        Assert.Equal(5, reasons.Count(r => r == "SIGN_IN_FAILED"));
        Assert.Equal(25, reasons.Count(r => r == "SIGN_IN_LOCKED"));
    }

    [Fact]
    public async Task Passwords_are_hashed_two_at_once_and_sixteen_wait_and_more_are_sent_away()
    {
        // Enough rounds that the first are not done before the last have come.
        using var passwords = new PasswordHashes(new() { PasswordIterations = 200_000 });
        var tries = Enumerable.Range(0, 40).Select(_ => passwords.IsRightAsync(null, "whatever it may be", CancellationToken.None)).ToList();
        var refused = tries.Count(t => t.IsFaulted);
        Assert.Equal(40 - 18, refused);
        Assert.All(await Task.WhenAll(tries.Where(t => !t.IsFaulted)), Assert.False);
        Assert.False(await passwords.IsRightAsync(null, "there is room again", CancellationToken.None));
    }
}
