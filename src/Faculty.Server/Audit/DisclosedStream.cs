using Faculty.Server.Access;
using Grpc.Core;

namespace Faculty.Server.Audit;

/// <summary>A stream that sends nothing before what it shows is on record.</summary>
internal sealed class DisclosedStream<T>(IServerStreamWriter<T> replies, AccessRule rule, ServerCallContext call) : IServerStreamWriter<T>
{
    public WriteOptions? WriteOptions
    {
        get => replies.WriteOptions;
        set => replies.WriteOptions = value;
    }

    public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

    public Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        AuditedCall.RequireDisclosed(rule, call);
        return replies.WriteAsync(message, cancellationToken);
    }
}
