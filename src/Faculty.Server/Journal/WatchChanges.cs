using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Journal;

internal sealed partial class ChangeService
{
    public override async Task WatchChanges(WatchChangesRequest request, IServerStreamWriter<WatchChangesResponse> responseStream, ServerCallContext context)
    {
        using var until = watching.Until(context.CancellationToken);
        var ct = until.Token;
        var at = request.AfterChangeToken.Length == 0 ? store.Revision : store.RequireReached(request.AfterChangeToken);

        await responseStream.WriteAsync(new WatchChangesResponse { ChangeToken = Tokens.Change(at) }, ct);
        while (true)
        {
            at = await SendAsync(at, changes => responseStream.WriteAsync(
                new WatchChangesResponse { Changes = { changes }, ChangeToken = changes[^1].ChangeToken }, ct), ct);
            var next = store.WaitPastAsync(at, ct);
            while (!await watching.ChangedAsync(next, ct))
            {
                await responseStream.WriteAsync(new WatchChangesResponse { ChangeToken = Tokens.Change(at) }, ct);
            }
        }
    }
}
