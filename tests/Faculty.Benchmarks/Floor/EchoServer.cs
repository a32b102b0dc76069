using System.Collections.Concurrent;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Faculty.Benchmarks.Floor;

/// <summary>The floor: grpc-dotnet itself, answering as many bytes as the server it is compared with.</summary>
internal static class EchoServer
{
    public static Task RunAsync() => Hosted.RunAsync(services => services.AddSingleton<EchoReplies>(), app => app.MapGrpcService<EchoReplies>());
}

internal sealed class EchoReplies : EchoService.EchoServiceBase
{
    private readonly ConcurrentDictionary<int, ByteString> payloads = new();
    private TaskCompletionSource pulse = NewPulse();

    public override Task<EchoResponse> Echo(EchoRequest request, ServerCallContext context) =>
        Task.FromResult(new EchoResponse { Payload = Payload(request.ReplyBytes) });

    public override async Task Watch(WatchRequest request, IServerStreamWriter<WatchResponse> responseStream, ServerCallContext context)
    {
        while (!context.CancellationToken.IsCancellationRequested)
        {
            var next = Volatile.Read(ref pulse).Task;
            await responseStream.WriteAsync(new WatchResponse { Payload = Payload(request.ReplyBytes) }, context.CancellationToken);
            await next.WaitAsync(context.CancellationToken);
        }
    }

    public override Task<PulseResponse> Pulse(PulseRequest request, ServerCallContext context)
    {
        Interlocked.Exchange(ref pulse, NewPulse()).SetResult();
        return Task.FromResult(new PulseResponse());
    }

    private ByteString Payload(int size) => payloads.GetOrAdd(size, bytes => ByteString.CopyFrom(new byte[bytes]));

    private static TaskCompletionSource NewPulse() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
