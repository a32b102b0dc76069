using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Organisations;

internal sealed partial class OrganisationService
{
    public override async Task StreamOrganisations(StreamOrganisationsRequest request, IServerStreamWriter<StreamOrganisationsResponse> responseStream, ServerCallContext context)
    {
        using var until = watching.Until(context.CancellationToken);
        foreach (var page in (await SelectAsync(request.ParentCode, request.Kind, request.AsOf, until.Token)).Chunk(RowsPerMessage))
        {
            await responseStream.WriteAsync(new() { Organisations = { page.Select(ToWire) } }, until.Token);
        }
    }
}
