using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Certification.Rechecks;

internal sealed partial class RecheckService
{
    public override async Task StreamDueRechecks(StreamDueRechecksRequest request, IServerStreamWriter<StreamDueRechecksResponse> responseStream, ServerCallContext context)
    {
        using var until = watching.Until(context.CancellationToken);
        var asked = await AskedAsync(context, new RequestCheck(), request.ScopeCode, request.AsOf, request.Level);
        await StreamAsync<Recheck, StreamDueRechecksResponse>(asked, Due(asked, request.ByDate), rows => new() { Rechecks = { rows } }, ShownDue, responseStream, until.Token);
    }
}
