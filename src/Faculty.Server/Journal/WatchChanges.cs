using Faculty.Server.Access;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Journal;

internal sealed partial class ChangeService
{
    public override async Task WatchChanges(WatchChangesRequest request, IServerStreamWriter<WatchChangesResponse> responseStream, ServerCallContext context)
    {
        using var until = watching.Until(context.CancellationToken);
        var ct = until.Token;
        var coverage = await scope.OfAsync(context);
        var at = request.AfterChangeToken.Length == 0 ? store.Revision : tokens.Reached(context, request.AfterChangeToken);

        await AliveAsync();
        while (true)
        {
            at = await SendAsync(coverage, at, changes => responseStream.WriteAsync(
                new WatchChangesResponse { Encoded = changes.For(Caller.Of(context).PrincipalId, tokens, position: true) }, ct), ct);
            var next = store.WaitPastAsync(at, ct);
            while (!await watching.ChangedAsync(next, ct))
            {
                await AliveAsync();
            }
            await AnnounceAsync();
        }

        async Task AliveAsync()
        {
            await responseStream.WriteAsync(new WatchChangesResponse { ChangeToken = tokens.Change(context, at) }, ct);
            await AnnounceAsync();
        }

        // Other grants, or an organisation that moved: what lies before the position is no longer what the caller has read.
        async Task AnnounceAsync()
        {
            var before = coverage;
            coverage = await scope.OfAsync(context);
            if (!coverage.SameAs(before))
            {
                await responseStream.WriteAsync(new WatchChangesResponse { ScopeChanged = true, ChangeToken = tokens.Change(context, at) }, ct);
            }
        }
    }
}
