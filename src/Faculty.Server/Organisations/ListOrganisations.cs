using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Organisations;

internal sealed partial class OrganisationService
{
    public override async Task<ListOrganisationsResponse> ListOrganisations(ListOrganisationsRequest request, ServerCallContext context)
    {
        new RequestCheck().PageSize(request.PageSize).Done();
        var size = request.PageSize == 0 ? PageSize : request.PageSize;
        var after = tokens.After(context, request, request.PageToken) ?? "";
        var found = await SelectAsync(request.ParentCode, request.Kind, request.AsOf, after, context.CancellationToken);

        var page = found.Take(size + 1).ToList();
        return new()
        {
            Organisations = { page.Take(size) },
            NextPageToken = tokens.Page(context, request, page.Count > size ? page[size - 1].Code : null),
        };
    }

    /// <summary>The organisations asked for, by code; what the list and its stream share.</summary>
    private async Task<IEnumerable<Organisation>> SelectAsync(string parentCode, OrganisationKind kind, Google.Type.Date? asOf, string after, CancellationToken ct)
    {
        new RequestCheck()
            .OrganisationCode(parentCode.Length == 0 ? "-" : parentCode, "parent_code")
            .Known(kind, "kind", optional: true)
            .OptionalDay(asOf, "as_of")
            .Done();
        var day = asOf.ToOptionalDay() ?? clock.TodayInChina();
        await follower.CaughtUpAsync(store.Revision, ct);
        var view = directory.Now;
        var candidates = parentCode.Length == 0 ? view.Tree.All.Where(o => o.Period.Covers(day)) : view.Tree.ChildrenOn(parentCode, day);
        return candidates
            .Where(o => string.CompareOrdinal(o.Code, after) > 0 && (kind == OrganisationKind.Unspecified || (int)o.Kind == (int)kind))
            .Select(o => ToWire(view.Find(o.Code)!));
    }
}
