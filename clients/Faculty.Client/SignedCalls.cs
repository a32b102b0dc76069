using Faculty.V1;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Faculty.Client;

/// <summary>Shows the access token of a saved sign-in with every call. A call that was refused because it had ended is sent again with the next one.</summary>
internal sealed class SignedCalls(LoginTokens tokens) : Interceptor
{
    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        var shown = new Shown();
        var call = continuation(request, Signed(context, shown));
        return new(ReplyAsync(), call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers, call.Dispose);

        async Task<TResponse> ReplyAsync()
        {
            try
            {
                return await call.ResponseAsync;
            }
            catch (RpcException refused) when (HasEnded(refused))
            {
                if (!await tokens.RenewAsync(shown.Token, context.Options.CancellationToken))
                {
                    throw;
                }
                return await continuation(request, Signed(context, shown)).ResponseAsync;
            }
        }
    }

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation)
    {
        var shown = new Shown();
        var call = continuation(request, Signed(context, shown));
        AsyncServerStreamingCall<TResponse>? second = null;
        var replies = new Replies<TResponse>(call.ResponseStream, async () =>
            await tokens.RenewAsync(shown.Token, context.Options.CancellationToken)
                ? (second = continuation(request, Signed(context, shown))).ResponseStream
                : null);
        return new(replies, call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers, () =>
        {
            call.Dispose();
            second?.Dispose();
        });
    }

    private ClientInterceptorContext<TRequest, TResponse> Signed<TRequest, TResponse>(ClientInterceptorContext<TRequest, TResponse> context, Shown shown)
        where TRequest : class
        where TResponse : class =>
        new(context.Method, context.Host, context.Options.WithCredentials(CallCredentials.FromInterceptor(async (about, headers) =>
        {
            shown.Token = await tokens.TokenAsync(about.CancellationToken);
            if (shown.Token is not null)
            {
                headers.Add("authorization", $"Bearer {shown.Token}");
            }
        })));

    private static bool HasEnded(RpcException refused) =>
        refused.StatusCode == StatusCode.Unauthenticated && ServerRefusal.Of(refused).Reason is ErrorReason.TokenExpired or ErrorReason.TokenInvalid;

    private sealed class Shown
    {
        public string? Token { get; set; }
    }

    /// <summary>A stream that is opened a second time when the first was refused at once.</summary>
    private sealed class Replies<T>(IAsyncStreamReader<T> first, Func<Task<IAsyncStreamReader<T>?>> again) : IAsyncStreamReader<T>
    {
        private IAsyncStreamReader<T> reader = first;
        private bool begun;

        public T Current => reader.Current;

        public async Task<bool> MoveNext(CancellationToken cancellationToken)
        {
            try
            {
                return await reader.MoveNext(cancellationToken);
            }
            catch (RpcException refused) when (!begun && HasEnded(refused))
            {
                begun = true;
                if (await again() is not { } next)
                {
                    throw;
                }
                reader = next;
                return await reader.MoveNext(cancellationToken);
            }
            finally
            {
                begun = true;
            }
        }
    }
}
