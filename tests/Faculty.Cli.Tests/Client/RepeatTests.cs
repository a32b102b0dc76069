using System.Diagnostics;
using Faculty.Cli.Tests.Running;
using Faculty.Client;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Cli.Tests.Client;

/// <summary>How the client repeats calls, seen by a server that fails on purpose.</summary>
public sealed class RepeatTests
{
    [Fact]
    public async Task A_call_another_write_came_between_is_sent_again_as_the_same_request()
    {
        var service = new Failing(2, Refusing.With(StatusCode.Aborted, "CONFLICT"));
        await CallAsync(service);

        Assert.Equal(3, service.RequestIds.Count);
        Assert.True(Guid.TryParse(Assert.Single(service.RequestIds.Distinct()), out _));
    }

    [Fact]
    public async Task A_call_to_a_server_that_comes_back_is_sent_again_as_the_same_request()
    {
        var service = new Failing(2, Refusing.With(StatusCode.Unavailable, "SHUTTING_DOWN"));
        await CallAsync(service);

        Assert.Equal(3, service.RequestIds.Count);
        Assert.Single(service.RequestIds.Distinct());
    }

    [Fact]
    public async Task A_changed_record_is_for_the_caller_to_decide()
    {
        var service = new Failing(1, Refusing.With(StatusCode.Aborted, "ETAG_MISMATCH"));

        Assert.Equal(ErrorReason.EtagMismatch, ServerRefusal.Of(await Assert.ThrowsAsync<RpcException>(() => CallAsync(service))).Reason);
        Assert.Single(service.RequestIds);
    }

    [Fact]
    public async Task A_conflict_that_never_ends_is_given_up()
    {
        var service = new Failing(int.MaxValue, Refusing.With(StatusCode.Aborted, "CONFLICT"));

        Assert.Equal(ErrorReason.Conflict, ServerRefusal.Of(await Assert.ThrowsAsync<RpcException>(() => CallAsync(service))).Reason);
        Assert.Equal(5, service.RequestIds.Count);
    }

    [Fact]
    public async Task Two_calls_are_two_requests()
    {
        var service = new Failing(0, Refusing.With(StatusCode.Aborted, "CONFLICT"));
        await CallAsync(service, times: 2);

        Assert.Equal(2, service.RequestIds.Distinct().Count());
    }

    [Fact]
    public async Task A_refusal_tells_reason_metadata_and_fields()
    {
        var service = new Failing(1, Refusing.With(StatusCode.Aborted, "ETAG_MISMATCH", ("type", "teacher")));
        var refusal = ServerRefusal.Of(await Assert.ThrowsAsync<RpcException>(() => CallAsync(service)));

        Assert.Equal((StatusCode.Aborted, "ETAG_MISMATCH", "told by the test"), (refusal.Code, refusal.ReasonName, refusal.Detail));
        Assert.Equal("teacher", refusal.Metadata["type"]);
        Assert.Equal([new("teacher.name", "must be given")], refusal.Fields);
        Assert.False(refusal.Unreachable);
    }

    [Fact]
    public async Task A_call_that_came_too_fast_waits_as_long_as_it_is_asked_to_and_is_sent_again_as_the_same_request()
    {
        var service = new Hurried(TimeSpan.FromMilliseconds(300));
        await CallAsync(service);

        Assert.Equal(2, service.RequestIds.Count);
        Assert.Single(service.RequestIds.Distinct());
    }

    [Fact]
    public async Task A_call_that_is_told_to_wait_again_is_the_callers_to_repeat()
    {
        var service = new Failing(int.MaxValue, Refusing.TooFast(TimeSpan.FromMilliseconds(1)));

        Assert.Equal(ErrorReason.RateLimited, ServerRefusal.Of(await Assert.ThrowsAsync<RpcException>(() => CallAsync(service))).Reason);
        Assert.Equal(2, service.RequestIds.Count);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(3600)]
    public async Task Nobody_is_kept_waiting_for_long(int seconds)
    {
        var service = new Failing(1, Refusing.TooFast(TimeSpan.FromSeconds(seconds)));

        var refusal = ServerRefusal.Of(await Assert.ThrowsAsync<RpcException>(() => CallAsync(service)));

        Assert.Equal((ErrorReason.RateLimited, TimeSpan.FromSeconds(seconds)), (refusal.Reason, refusal.RetryAfter));
        Assert.Single(service.RequestIds);
    }

    [Fact]
    public async Task A_call_that_is_told_no_time_to_wait_is_not_sent_again()
    {
        var service = new Failing(1, Refusing.With(StatusCode.ResourceExhausted, "RATE_LIMITED"));

        await Assert.ThrowsAsync<RpcException>(() => CallAsync(service));
        Assert.Single(service.RequestIds);
    }

    private static async Task CallAsync<TService>(TService service, int times = 1) where TService : OrganisationService.OrganisationServiceBase
    {
        await using var server = await ScriptedServer.StartAsync(service);
        for (var i = 0; i < times; i++)
        {
            await server.Connection.Organisations.CreateOrganisationAsync(new());
        }
    }

    /// <summary>Refuses the first calls, then answers.</summary>
    private sealed class Failing(int times, RpcException refusal) : OrganisationService.OrganisationServiceBase
    {
        public List<string> RequestIds { get; } = [];

        public override Task<CreateOrganisationResponse> CreateOrganisation(CreateOrganisationRequest request, ServerCallContext context)
        {
            RequestIds.Add(request.RequestId);
            return RequestIds.Count > times ? Task.FromResult(new CreateOrganisationResponse()) : throw refusal;
        }
    }

    /// <summary>Refuses the first call, and whoever comes back before the wait it names is over.</summary>
    private sealed class Hurried(TimeSpan wait) : OrganisationService.OrganisationServiceBase
    {
        private readonly Stopwatch since = new();

        public List<string> RequestIds { get; } = [];

        public override Task<CreateOrganisationResponse> CreateOrganisation(CreateOrganisationRequest request, ServerCallContext context)
        {
            RequestIds.Add(request.RequestId);
            if (since.IsRunning && since.Elapsed >= wait)
            {
                return Task.FromResult(new CreateOrganisationResponse());
            }
            since.Start();
            // A little more than is counted here: the two clocks need not tick together.
            throw Refusing.TooFast(wait + TimeSpan.FromMilliseconds(20));
        }
    }
}
