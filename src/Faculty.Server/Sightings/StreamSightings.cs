using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Sightings;

internal sealed partial class SightingService
{
    private const int MessageSize = 200;

    public override async Task StreamSightings(StreamSightingsRequest request, IServerStreamWriter<StreamSightingsResponse> responseStream, ServerCallContext context)
    {
        using var until = watching.Until(context.CancellationToken);
        var asked = await AskedAsync(request.TeacherId, request.SchoolCode, context, until.Token);
        string? after = null;
        do
        {
            (var found, after) = await asked.AfterAsync(after, MessageSize, until.Token);
            if (found.Count > 0)
            {
                await responseStream.WriteAsync(new StreamSightingsResponse { Sightings = { found.Select(ToWire) } }, until.Token);
            }
        }
        while (after is not null);
    }
}
