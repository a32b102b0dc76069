using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Quotas.Seats;

internal sealed partial class EstablishmentService
{
    private const int RowsPerMessage = 50;

    public override async Task StreamEstablishments(StreamEstablishmentsRequest request, IServerStreamWriter<StreamEstablishmentsResponse> responseStream, ServerCallContext context)
    {
        using var until = watching.Until(context.CancellationToken);
        foreach (var page in (await SelectAsync(request.ScopeCode, context)).Chunk(RowsPerMessage))
        {
            await responseStream.WriteAsync(new() { Establishments = { page.Select(ToWire) } }, until.Token);
        }
    }
}
