using System.Net;
using Faculty.Server.Hosting;
using Faculty.V1;
using Google.Rpc;
using Grpc.Core;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Hosting;

/// <summary>Who calls too often waits, and nobody else does.</summary>
public sealed class RateLimitTests
{
    // So slow that nothing comes back while a test runs.
    private static readonly Allowance Five = new(5, 1 / 3600.0);

    [Fact]
    public async Task A_caller_beyond_its_allowance_is_told_how_long_to_wait_and_others_go_on()
    {
        await using var server = await TestServer.StartAsync(with: o => o with { Allowances = Only(RateClass.Read, Five) });
        var clerk = new OrganisationService.OrganisationServiceClient(await server.AsAsync(Role.Auditor));
        for (var i = 0; i < 5; i++)
        {
            await clerk.ListOrganisationsAsync(new());
        }
        var refused = await Calls.RefusedAsync(ErrorReason.RateLimited, clerk.ListOrganisationsAsync(new()));
        Assert.Equal(("Read", "principal"), (refused.Fact("rate_class"), refused.Fact("counted")));
        Assert.InRange(refused.GetRpcStatus()!.GetDetail<RetryInfo>()!.RetryDelay.ToTimeSpan(), TimeSpan.FromMinutes(1), TimeSpan.FromHours(1));

        // Another class of calls, and another caller.
        await clerk.StreamOrganisations(new()).AllAsync().ToListAsync();
        await new OrganisationService.OrganisationServiceClient(await server.AsAsync(Role.Reviewer)).ListOrganisationsAsync(new());
    }

    [Fact]
    public async Task A_refused_write_has_done_nothing()
    {
        await using var server = await TestServer.StartAsync(with: o => o with { Allowances = Only(RateClass.Write, new(1, 1 / 3600.0)) });
        await server.Organisations.CreateOrganisationAsync(Create(County, OrganisationKind.County, "高平市"));
        await Calls.RefusedAsync(ErrorReason.RateLimited, server.Organisations.CreateOrganisationAsync(Create("X", OrganisationKind.County, "阳城县")));
        // The refusal itself is kept by the audit; what it refused is not there.
        await Calls.RefusedAsync(ErrorReason.NotFound, server.Organisations.GetOrganisationAsync(new() { Code = "X" }));
    }

    [Fact]
    public async Task A_stream_is_a_call_too_and_only_so_many_stay_open()
    {
        await using var server = await TestServer.StartAsync(with: o => o with { MostStreams = 3 });
        using var leave = new CancellationTokenSource();
        var open = new List<AsyncServerStreamingCall<WatchChangesResponse>>();
        for (var i = 0; i < 3; i++)
        {
            var watch = server.Changes.WatchChanges(new(), cancellationToken: leave.Token);
            Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None));
            open.Add(watch);
        }
        var refused = await Calls.RefusedAsync(ErrorReason.RateLimited, server.Changes.WatchChanges(new()));
        Assert.Equal("open_streams", refused.Fact("counted"));

        open[0].Dispose();
        // The place is free when the server has noticed; until then the refusal repeats.
        while (true)
        {
            using var again = server.Changes.WatchChanges(new(), cancellationToken: leave.Token);
            try
            {
                Assert.True(await again.ResponseStream.MoveNext(CancellationToken.None));
                break;
            }
            catch (RpcException full) when (full.StatusCode == StatusCode.ResourceExhausted)
            {
            }
        }
        await leave.CancelAsync();
        open.ForEach(o => o.Dispose());
    }

    [Fact]
    public void An_address_has_ten_times_the_calls_of_a_principal_whoever_calls()
    {
        using var limits = new RateLimits(new() { Allowances = Only(RateClass.SignIn, Five) });
        var here = IPAddress.Parse("2001:db8::1");
        for (var i = 0; i < 50; i++)
        {
            limits.TakeFor(RateClass.SignIn, here);
        }
        // Whoever has one of these addresses has them all.
        var refused = Assert.Throws<Refusal>(() => limits.TakeFor(RateClass.SignIn, IPAddress.Parse("2001:db8::ffff:1")));
        Assert.Contains(("counted", "address"), refused.Metadata);
        var others = Enumerable.Range(0, 3).Count(i => Record.Exception(() => limits.TakeFor(RateClass.SignIn, IPAddress.Parse($"192.0.2.{i}"))) is null);
        // Buckets are shared by chance, one in 4,096: not by all three.
        Assert.InRange(others, 1, 3);
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(0, 6)]
    [InlineData(4, 2)]
    public void Who_asks_for_more_than_is_left_is_refused_and_nothing_is_left(int taken, int more)
    {
        using var limits = new RateLimits(new() { Allowances = Only(RateClass.ForeignNumber, Five) });
        for (var i = 0; i < taken; i++)
        {
            limits.TakeFor(RateClass.ForeignNumber, "one");
        }
        Assert.Equal(ErrorReason.RateLimited, Assert.Throws<Refusal>(() => limits.TakeFor(RateClass.ForeignNumber, "one", more)).Reason);
        Assert.Equal(ErrorReason.RateLimited, Assert.Throws<Refusal>(() => limits.TakeFor(RateClass.ForeignNumber, "one")).Reason);
        // The control: as many as there are.
        limits.TakeFor(RateClass.ForeignNumber, "other", 5);
    }

    [Fact]
    public void Every_class_has_an_allowance() =>
        Assert.Equal(Enum.GetValues<RateClass>().Where(r => r != RateClass.Unspecified).Order(), RateLimits.Usual.Keys.Order());

    private static Dictionary<RateClass, Allowance> Only(RateClass rate, Allowance allowance) => new(RateLimits.Usual) { [rate] = allowance };
}
