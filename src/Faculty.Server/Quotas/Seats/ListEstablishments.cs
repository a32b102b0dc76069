using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using Establishment = Faculty.Domain.Quotas.Seats.Establishment;

namespace Faculty.Server.Quotas.Seats;

internal sealed partial class EstablishmentService
{
    public override async Task<ListEstablishmentsResponse> ListEstablishments(ListEstablishmentsRequest request, ServerCallContext context)
    {
        var found = await SelectAsync(request.ScopeCode, context);
        var (page, next) = tokens.PageOf(context, request, (request.PageSize, request.PageToken), found, e => e.Value.OrganisationCode);
        return new() { Establishments = { page.Select(ToWire) }, NextPageToken = next };
    }

    /// <summary>The establishments of the caller, by code; what the list and its stream share.</summary>
    private async Task<IEnumerable<Stored<Establishment>>> SelectAsync(string scopeCode, ServerCallContext context)
    {
        var within = await quotas.OfAsync(scopeCode, context);
        return establishments.Now.All.Where(e => within(e.Key)).Select(e => e.Value);
    }
}
