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

    private static async Task CallAsync(Failing service, int times = 1)
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
}
