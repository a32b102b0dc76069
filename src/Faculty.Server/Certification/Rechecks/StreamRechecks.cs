using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Certification.Rechecks;

internal sealed partial class RecheckService
{
    public override async Task StreamRechecks(StreamRechecksRequest request, IServerStreamWriter<StreamRechecksResponse> responseStream, ServerCallContext context)
    {
        using var until = watching.Until(context.CancellationToken);
        var asked = await AskedAsync(context, Check(request.Cause, request.State), request.ScopeCode, request.AsOf, request.Level);
        await StreamAsync<Recheck, StreamRechecksResponse>(
            asked, Rechecks(asked, request.Cause, request.State), rows => new() { Rechecks = { rows } }, Shown, responseStream, until.Token);
    }
}
