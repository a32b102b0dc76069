using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Certification.Rechecks;

internal sealed partial class RecheckService
{
    public override async Task StreamExpiries(StreamExpiriesRequest request, IServerStreamWriter<StreamExpiriesResponse> responseStream, ServerCallContext context)
    {
        using var until = watching.Until(context.CancellationToken);
        var asked = await AskedAsync(context, Check(request.WithinDays, request.Kind), request.ScopeCode, request.AsOf, request.Level);
        await StreamAsync<Expiry, StreamExpiriesResponse>(
            asked, Expiries(asked, request.WithinDays, request.Kind), rows => new() { Expiries = { rows } }, ShownExpiry, responseStream, until.Token);
    }
}
