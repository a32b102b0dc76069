using Faculty.Server.Access;
using Grpc.Core;

namespace Faculty.Server.Hosting;

/// <summary>
/// A stream that asks before each message whether its caller still may have it. Watches send one at least with every keep-alive, so a
/// suspended account hears no more after that, and any change that is told ends it at once. A stop is looked for before a message, never
/// within one: a message cut off half way resets the stream, and its reason does not reach the caller.
/// </summary>
internal sealed class CheckedStream<T>(IServerStreamWriter<T> replies, AccessRule rule, ServerCallContext call) : IServerStreamWriter<T>
{
    public WriteOptions? WriteOptions
    {
        get => replies.WriteOptions;
        set => replies.WriteOptions = value;
    }

    public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

    public Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Caller.Of(call).Require(rule);
        return replies.WriteAsync(message, CancellationToken.None);
    }
}
