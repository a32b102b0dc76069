using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Quotas.Hiring;

internal sealed partial class HiringService
{
    private const int RowsPerMessage = 50;

    public override async Task StreamHiringLines(StreamHiringLinesRequest request, IServerStreamWriter<StreamHiringLinesResponse> responseStream, ServerCallContext context)
    {
        using var until = watching.Until(context.CancellationToken);
        var (revision, found) = await SelectAsync(request, after: "", int.MaxValue, context);
        // One message at least, so that an empty answer says at which revision it is.
        foreach (var page in found.Count == 0 ? [[]] : found.Chunk(RowsPerMessage))
        {
            await responseStream.WriteAsync(new() { Lines = { page }, Revision = revision }, until.Token);
        }
    }
}
