using Grpc.Core;
using Microsoft.AspNetCore.Http.Features;

namespace Faculty.Server.Hosting;

/// <summary>
/// The replies of a stream, whose reader may be slow but not stand still: what a stalled reader holds of the server's memory is given back
/// after a time. The reset is the only word that reaches a reader who takes nothing; clients see RESOURCE_EXHAUSTED and resume from their token.
/// </summary>
internal sealed class PatientWriter<T>(IServerStreamWriter<T> replies, ServerCallContext call, TimeSpan patience, ServerMeter meter) : IServerStreamWriter<T>
{
    // HTTP/2's ENHANCE_YOUR_CALM.
    private const int EnhanceYourCalm = 0xb;

    public WriteOptions? WriteOptions
    {
        get => replies.WriteOptions;
        set => replies.WriteOptions = value;
    }

    public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

    public Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        var writing = replies.WriteAsync(message, cancellationToken);
        return writing.IsCompleted ? writing : WaitAsync(writing);
    }

    private async Task WaitAsync(Task writing)
    {
        meter.ReaderAwaited(call.Method);
        try
        {
            await writing.WaitAsync(patience);
        }
        catch (TimeoutException)
        {
            call.GetHttpContext().Features.GetRequiredFeature<IHttpResetFeature>().Reset(EnhanceYourCalm);
            throw Refusal.Stalled();
        }
        finally
        {
            meter.ReaderWentOn(call.Method);
        }
    }
}
