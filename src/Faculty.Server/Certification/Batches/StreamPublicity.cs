using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Certification.Batches;

internal sealed partial class BatchService
{
    public override async Task StreamPublicity(StreamPublicityRequest request, IServerStreamWriter<StreamPublicityResponse> responseStream, ServerCallContext context)
    {
        using var until = watching.Until(context.CancellationToken);
        var shown = await PublicAsync(request.Code, context);
        for (var from = 0; from < shown.Count; from += RowsPerMessage)
        {
            await responseStream.WriteAsync(new() { Entries = { await shown.EntriesAsync(from, Math.Min(from + RowsPerMessage, shown.Count), until.Token) } }, until.Token);
        }
    }
}
