using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Audit;

internal sealed partial class AuditService
{
    private const int MessageSize = 500;

    public override async Task StreamAuditEvents(
        StreamAuditEventsRequest request, IServerStreamWriter<StreamAuditEventsResponse> responseStream, ServerCallContext context)
    {
        new RequestCheck().Known(request.Type, "type", optional: true).OptionalText(request.PrincipalId, "principal_id", longest: 64).Done();
        using var ended = watching.Until(context.CancellationToken);
        var (after, until) = await SpanAsync(request.After, request.Until, ended.Token);
        var message = new StreamAuditEventsResponse();
        await foreach (var (_, found) in ReadAsync(after, until, request.Type, request.PrincipalId, ended.Token))
        {
            if (found is not null)
            {
                message.Events.Add(found);
            }
            if (message.Events.Count == MessageSize)
            {
                await responseStream.WriteAsync(message, ended.Token);
                message = new();
            }
        }
        if (message.Events.Count > 0)
        {
            await responseStream.WriteAsync(message, ended.Token);
        }
    }
}
