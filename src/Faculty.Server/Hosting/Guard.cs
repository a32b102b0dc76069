using System.Diagnostics;
using Faculty.Server.Access;
using Faculty.Server.Accounts;
using Faculty.Server.Audit;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Hosting;

/// <summary>What surrounds every handler: who calls and by what right, the wish to stop, and the answer to a failure. Slow and failed calls are logged, others are not.</summary>
internal sealed partial class Guard(Authentication authentication, AuditLog audit, IHostApplicationLifetime lifetime, ServerMeter meter, ILogger<Guard> log)
{
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);

    public async Task<TResponse> UnaryAsync<TRequest, TResponse>(
        AccessRule rule, TRequest request, ServerCallContext call, UnaryServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class
    {
        var begun = Stopwatch.GetTimestamp();
        try
        {
            await authentication.AdmitAsync(rule, call);
            var reply = await handler(request, call);
            AuditedCall.RequireDisclosed(rule, call);
            audit.Done(rule, call);
            return reply;
        }
        catch (Exception failure) when (Answer(rule, call, failure) is { } answer)
        {
            throw answer;
        }
        finally
        {
            if (Stopwatch.GetElapsedTime(begun) is var taken && taken >= Slow)
            {
                Slowly(log, rule.Method, (long)taken.TotalMilliseconds);
            }
        }
    }

    public async Task StreamAsync<TRequest, TResponse>(
        AccessRule rule, TRequest request, IServerStreamWriter<TResponse> replies, ServerCallContext call, ServerStreamingServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class
    {
        meter.StreamOpened(rule.Method);
        try
        {
            await authentication.AdmitAsync(rule, call);
            await handler(request, Guarded(replies, rule, call), call);
            audit.Done(rule, call);
        }
        catch (Exception failure) when (Answer(rule, call, failure) is { } answer)
        {
            throw answer;
        }
        finally
        {
            meter.StreamClosed(rule.Method);
        }
    }

    /// <summary>A refusal as the status it travels with; counted.</summary>
    public RpcException Refuse(AccessRule rule, Refusal refusal)
    {
        meter.Refused(rule.Method, refusal.Reason);
        return Refusals.ToStatus(refusal).ToRpcException();
    }

    private static IServerStreamWriter<T> Guarded<T>(IServerStreamWriter<T> replies, AccessRule rule, ServerCallContext call)
    {
        var recorded = rule.Audit == AuditClass.Disclosure ? new DisclosedStream<T>(replies, rule, call) : replies;
        return rule.Permission == Permission.Public ? recorded : new CheckedStream<T>(recorded, rule, call);
    }

    private RpcException? Answer(AccessRule rule, ServerCallContext call, Exception failure)
    {
        if (failure is RpcException)
        {
            return null;
        }
        // Writing to a caller who has left fails in several ways.
        if (call.CancellationToken.IsCancellationRequested && failure is OperationCanceledException or InvalidOperationException or IOException)
        {
            audit.BrokenOff(rule, call);
            return new(new(StatusCode.Cancelled, "The call was cancelled."));
        }
        if (failure is OperationCanceledException && lifetime.ApplicationStopping.IsCancellationRequested)
        {
            audit.BrokenOff(rule, call);
            return Refuse(rule, Refusal.ShuttingDown());
        }
        if (Refusals.Of(failure) is { } refusal)
        {
            audit.Refused(rule, call, refusal);
            return Refuse(rule, refusal);
        }
        audit.BrokenOff(rule, call);
        Fault(log, rule.Method, failure);
        return new(new(StatusCode.Internal, "A fault of the server; it is in its log."));
    }

    // The message of an exception of ours never holds personal data; a foreign one's might, so it stays out of the answer.
    [LoggerMessage(1, LogLevel.Error, "{Method} failed")]
    private static partial void Fault(ILogger log, string method, Exception failure);

    [LoggerMessage(2, LogLevel.Warning, "{Method} took {Milliseconds} ms")]
    private static partial void Slowly(ILogger log, string method, long milliseconds);
}
