using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Audit;

internal sealed partial class AuditService
{
    // Events are few among many changes: a page ends after this many documents, found or not, and goes on in the next.
    private const int DocumentsAPage = 50_000;

    public override async Task<ListAuditEventsResponse> ListAuditEvents(ListAuditEventsRequest request, ServerCallContext context)
    {
        new RequestCheck().PageSize(request.PageSize).Known(request.Type, "type", optional: true).OptionalText(request.PrincipalId, "principal_id", longest: 64).Done();
        var ct = context.CancellationToken;
        var size = PageSize.Of(request.PageSize);
        var (after, until) = await SpanAsync(request.After, request.Until, ct);
        after = tokens.After(context, request, request.PageToken) is { } page ? long.Parse(page) : after;

        var reply = new ListAuditEventsResponse();
        var read = 0;
        await foreach (var (entry, found) in ReadAsync(after, until, request.Type, request.PrincipalId, ct))
        {
            after = entry.Revision;
            if (found is not null)
            {
                reply.Events.Add(found);
            }
            read += 1 + entry.Changes.Count;
            if (reply.Events.Count == size || read >= DocumentsAPage)
            {
                break;
            }
        }
        reply.NextPageToken = tokens.Page(context, request, after < until ? $"{after}" : null);
        return reply;
    }
}
