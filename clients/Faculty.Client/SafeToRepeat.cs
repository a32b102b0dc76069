using Faculty.V1;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Faculty.Client;

/// <summary>
/// Gives every request that has room for one a request id, so that the channel's retries and ours write once, and repeats calls
/// another write came between (CONFLICT) or that came too fast (RATE_LIMITED: once, after the wait asked for, when that is short). A changed record (ETAG_MISMATCH) is for the caller to decide.
/// </summary>
internal sealed class SafeToRepeat : Interceptor
{
    private const int MostAttempts = 5;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        Name(request);
        var call = continuation(request, context);
        return new(
            RepeatedAsync(call, () => continuation(request, context), context.Options.CancellationToken),
            call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers, call.Dispose);
    }

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation)
    {
        Name(request);
        return continuation(request, context);
    }

    private static async Task<TResponse> RepeatedAsync<TResponse>(
        AsyncUnaryCall<TResponse> first, Func<AsyncUnaryCall<TResponse>> again, CancellationToken ct)
    {
        var call = first;
        var waited = false;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await call.ResponseAsync;
            }
            catch (RpcException refused) when (attempt < MostAttempts && ServerRefusal.Of(refused).Reason == ErrorReason.Conflict)
            {
                await Task.Delay(BackOff.Delay(attempt, TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(1)), ct);
                call = again();
            }
            // Such a call was turned away at the door: nothing of it was done.
            catch (RpcException refused) when (!waited && ServerRefusal.Of(refused) is { Reason: ErrorReason.RateLimited, RetryAfter: { } wait } && wait <= LongestWait)
            {
                waited = true;
                await Task.Delay(wait, ct);
                call = again();
            }
        }
    }

    private static void Name<TRequest>(TRequest request)
    {
        if (request is IMessage message
            && message.Descriptor.FindFieldByName("request_id")?.Accessor is { } requestId
            && requestId.GetValue(message) is "")
        {
            requestId.SetValue(message, Guid.CreateVersion7().ToString());
        }
    }
}
