using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using Organisation = Faculty.Domain.Organisations.Organisation;

namespace Faculty.Server.Organisations;

internal sealed partial class OrganisationService
{
    public override async Task<ListOrganisationsResponse> ListOrganisations(ListOrganisationsRequest request, ServerCallContext context)
    {
        var found = await SelectAsync(request.ParentCode, request.Kind, request.AsOf, context.CancellationToken);
        var (page, next) = tokens.PageOf(context, request, (request.PageSize, request.PageToken), found, o => o.Value.Code);
        return new() { Organisations = { page.Select(ToWire) }, NextPageToken = next };
    }

    /// <summary>The organisations asked for, by code; what the list and its stream share.</summary>
    private async Task<IEnumerable<Stored<Organisation>>> SelectAsync(string parentCode, OrganisationKind kind, Google.Type.Date? asOf, CancellationToken ct)
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
            .Where(o => kind == OrganisationKind.Unspecified || (int)o.Kind == (int)kind)
            .Select(o => view.Find(o.Code)!);
    }
}
