using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Quotas.Hiring;

internal sealed partial class HiringService
{
    private const int RowsPerMessage = 50;

    public override async Task StreamHiringLines(StreamHiringLinesRequest request, IServerStreamWriter<StreamHiringLinesResponse> responseStream, ServerCallContext context)
    {
        using var until = watching.Until(context.CancellationToken);
        foreach (var page in (await SelectAsync(request.ScopeCode, request.Year, request.State, request.OpenOnly, request.AsOf, after: "", context)).Chunk(RowsPerMessage))
        {
            await responseStream.WriteAsync(new() { Lines = { page } }, until.Token);
        }
    }
}
