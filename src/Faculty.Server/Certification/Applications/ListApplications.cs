using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Certification.Applications;

internal sealed partial class ApplicationService
{
    public override async Task<ListApplicationsResponse> ListApplications(ListApplicationsRequest request, ServerCallContext context)
    {
        new RequestCheck().PageSize(request.PageSize).Done();
        var asked = await AskedAsync(request.BatchCode, request.State, request.SchoolCode, request.TeacherId, request.Tier, context);
        var (found, next) = await asked.PageAsync(store, tokens.After(context, request, request.PageToken), PageSize.Of(request.PageSize), context.CancellationToken);
        var sight = await sights.OfAsync(context);
        return new() { Applications = { await sight.ShownAsync(found, context.CancellationToken) }, NextPageToken = tokens.Page(context, request, next) };
    }
}
