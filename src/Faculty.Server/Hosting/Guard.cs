using System.Diagnostics;
using Faculty.Server.Access;
using Faculty.Server.Accounts;
using Faculty.Server.Audit;
using Faculty.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Faculty.Server.Hosting;

/// <summary>What surrounds every handler: who calls, how often and by what right, the wish to stop, and the answer to a failure. Slow and failed calls are logged, others are not.</summary>
internal sealed partial class Guard(Authentication authentication, AuditLog audit, IHostApplicationLifetime lifetime, ServerMeter meter, RateLimits limits, ForeignNumbers foreignNumbers, ServerOptions options, ILogger<Guard> log)
{
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);
    private readonly Sampling sampling = new();

    public async Task<TResponse> UnaryAsync<TRequest, TResponse>(
        AccessRule rule, TRequest request, ServerCallContext call, UnaryServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class
    {
        var begun = Stopwatch.GetTimestamp();
        try
        {
            await AdmitAsync(rule, request, call);
            var reply = await handler(request, call);
            AuditedCall.RequireDisclosed(rule, call);
            audit.Done(rule, call);
            return reply;
        }
        catch (Exception failure) when (failure is not RpcException)
        {
            throw await AnswerAsync(rule, call, failure);
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
            await AdmitAsync(rule, request, call);
            using var open = rule.Permission == Permission.Public ? null : limits.OpenStream(rule.Rate, Caller.Of(call).PrincipalId);
            await handler(request, Guarded(new PatientWriter<TResponse>(replies, call, options.Patience, meter), rule, call), call);
            audit.Done(rule, call);
        }
        catch (Exception failure) when (failure is not RpcException)
        {
            throw await AnswerAsync(rule, call, failure);
        }
        finally
        {
            meter.StreamClosed(rule.Method);
        }
    }

    /// <summary>A refusal as the status it travels with; counted, and said in the log when it is a sign of abuse or of a wrong client.</summary>
    public RpcException Refuse(AccessRule rule, Refusal refusal)
    {
        meter.Refused(rule.Method, refusal.Reason);
        if (refusal.Reason is ErrorReason.MalformedMessage or ErrorReason.UnknownFields or ErrorReason.RateLimited or ErrorReason.StreamStalled
            && sampling.Due(rule.Method, $"{refusal.Reason}", out var unsaid))
        {
            Refused(log, rule.Method, refusal.Reason, unsaid);
        }
        return Refusals.ToStatus(refusal).ToRpcException();
    }

    private static IServerStreamWriter<T> Guarded<T>(IServerStreamWriter<T> replies, AccessRule rule, ServerCallContext call)
    {
        var recorded = rule.Audit == AuditClass.Disclosure ? new DisclosedStream<T>(replies, rule, call) : replies;
        return rule.Permission == Permission.Public ? recorded : new CheckedStream<T>(recorded, rule, call);
    }

    private async Task AdmitAsync<TRequest>(AccessRule rule, TRequest request, ServerCallContext call)
    {
        limits.TakeFor(rule.Rate, call.GetHttpContext().Connection.RemoteIpAddress);
        await authentication.AdmitAsync(rule, call);
        if (rule.Permission != Permission.Public)
        {
            limits.TakeFor(rule.Rate, Caller.Of(call).PrincipalId);
        }
        if (rule.LeavesTrace)
        {
            RequestTexts.Check((IMessage)request!);
        }
    }

    private async ValueTask<RpcException> AnswerAsync(AccessRule rule, ServerCallContext call, Exception failure)
    {
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
        if (Refusals.Of(failure) is { } told)
        {
            var refusal = told.TellsOfForeignNumber ? await CountedAsync(told, call) : told;
            audit.Refused(rule, call, refusal);
            if (refusal.Reason == ErrorReason.StreamStalled || AuditedCall.IsDisclosed(call))
            {
                audit.BrokenOff(rule, call);
            }
            return Refuse(rule, refusal);
        }
        audit.BrokenOff(rule, call);
        if (sampling.Due(rule.Method, failure.GetType().Name, out var unsaid))
        {
            Fault(log, rule.Method, unsaid, failure);
        }
        return new(new(StatusCode.Internal, "A fault of the server; it is in its log."));
    }

    private async ValueTask<Refusal> CountedAsync(Refusal told, ServerCallContext call)
    {
        try
        {
            await foreignNumbers.TakeAsync(Caller.Of(call).PrincipalId);
            return told;
        }
        catch (Refusal limited)
        {
            return limited;
        }
    }

    // The message of an exception of ours never holds personal data; a foreign one's might, so it stays out of the answer.
    [LoggerMessage(1, LogLevel.Error, "{Method} failed, and so did {Unsaid} calls that were not logged")]
    private static partial void Fault(ILogger log, string method, long unsaid, Exception failure);

    [LoggerMessage(3, LogLevel.Warning, "{Method} refused a call: {Reason}; {Unsaid} more were not logged")]
    private static partial void Refused(ILogger log, string method, ErrorReason reason, long unsaid);

    [LoggerMessage(2, LogLevel.Warning, "{Method} took {Milliseconds} ms")]
    private static partial void Slowly(ILogger log, string method, long milliseconds);
}
