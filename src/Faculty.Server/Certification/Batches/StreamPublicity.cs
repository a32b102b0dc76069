using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Certification.Batches;

internal sealed partial class BatchService
{
    public override async Task StreamPublicity(StreamPublicityRequest request, IServerStreamWriter<StreamPublicityResponse> responseStream, ServerCallContext context)
    {
        using var until = watching.Until(context.CancellationToken);
        var (batch, shown) = await ShownAsync(request.Code, until.Token);
        foreach (var some in shown.Chunk(RowsPerMessage))
        {
            var message = new StreamPublicityResponse();
            foreach (var (index, application) in some)
            {
                message.Entries.Add(await EntryAsync(index + 1, application.Value, batch.PublicityStart!.Value, until.Token));
            }
            await responseStream.WriteAsync(message, until.Token);
        }
    }
}
