using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Certification.Batches;

internal sealed partial class BatchService
{
    private const int RowsPerMessage = 50;

    public override async Task StreamBatches(StreamBatchesRequest request, IServerStreamWriter<StreamBatchesResponse> responseStream, ServerCallContext context)
    {
        using var until = watching.Until(context.CancellationToken);
        foreach (var batches in (await SelectAsync(request.OrganisationCode, request.State, context)).Chunk(RowsPerMessage))
        {
            await responseStream.WriteAsync(new() { Batches = { batches } }, until.Token);
        }
    }
}
