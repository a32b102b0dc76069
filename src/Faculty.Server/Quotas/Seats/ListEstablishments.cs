using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Quotas.Seats;

internal sealed partial class EstablishmentService
{
    public override async Task<ListEstablishmentsResponse> ListEstablishments(ListEstablishmentsRequest request, ServerCallContext context)
    {
        new RequestCheck().PageSize(request.PageSize).Done();
        var size = PageSize.Of(request.PageSize);
        var after = tokens.After(context, request, request.PageToken) ?? "";
        var page = (await SelectAsync(request.ScopeCode, after, context)).Take(size + 1).ToList();
        return new()
        {
            Establishments = { page.Take(size) },
            NextPageToken = tokens.Page(context, request, page.Count > size ? page[size - 1].OrganisationCode : null),
        };
    }

    /// <summary>The establishments of the caller, by code; what the list and its stream share.</summary>
    private async Task<IEnumerable<Establishment>> SelectAsync(string scopeCode, string after, ServerCallContext context)
    {
        var within = await quotas.OfAsync(scopeCode, context);
        return establishments.Now.All.Where(e => string.CompareOrdinal(e.Key, after) > 0 && within(e.Key)).Select(e => ToWire(e.Value));
    }
}
