using Faculty.Server.Access;
using Grpc.Core;

namespace Faculty.Server.Hosting;

/// <summary>What surrounds every handler: the caller's right, the wish to stop, and the answer to a failure.</summary>
internal sealed partial class Guard(IHostApplicationLifetime lifetime, ILogger<Guard> log)
{
    public async Task<TResponse> UnaryAsync<TRequest, TResponse>(
        AccessRule rule, TRequest request, ServerCallContext call, UnaryServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class
    {
        try
        {
            Caller.Of(call).Require(rule);
            return await handler(request, call);
        }
        catch (Exception failure) when (Answer(rule, call, failure) is { } answer)
        {
            throw answer;
        }
    }

    public async Task StreamAsync<TRequest, TResponse>(
        AccessRule rule, TRequest request, IServerStreamWriter<TResponse> replies, ServerCallContext call, ServerStreamingServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class
    {
        try
        {
            Caller.Of(call).Require(rule);
            await handler(request, replies, call);
        }
        catch (Exception failure) when (Answer(rule, call, failure) is { } answer)
        {
            throw answer;
        }
    }

    private RpcException? Answer(AccessRule rule, ServerCallContext call, Exception failure)
    {
        if (failure is RpcException)
        {
            return null;
        }
        if (failure is OperationCanceledException && call.CancellationToken.IsCancellationRequested)
        {
            return new(new(StatusCode.Cancelled, "The call was cancelled."));
        }
        if (failure is OperationCanceledException && lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return Refusals.Answer(Refusal.ShuttingDown());
        }
        var answer = Refusals.Answer(failure);
        if (answer is null)
        {
            Fault(log, rule.Method, failure);
            return new(new(StatusCode.Internal, "A fault of the server; it is in its log."));
        }
        Refused(log, rule.Method, answer.StatusCode);
        return answer;
    }

    // The message of an exception of ours never holds personal data; a foreign one's might, so it stays out of the answer.
    [LoggerMessage(1, LogLevel.Error, "{Method} failed")]
    private static partial void Fault(ILogger log, string method, Exception failure);

    [LoggerMessage(2, LogLevel.Debug, "{Method} refused: {Status}")]
    private static partial void Refused(ILogger log, string method, StatusCode status);
}
