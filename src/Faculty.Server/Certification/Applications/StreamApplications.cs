using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Certification.Applications;

internal sealed partial class ApplicationService
{
    private const int ApplicationsPerMessage = 50;

    public override async Task StreamApplications(StreamApplicationsRequest request, IServerStreamWriter<StreamApplicationsResponse> responseStream, ServerCallContext context)
    {
        using var until = watching.Until(context.CancellationToken);
        var asked = await AskedAsync(request.BatchCode, request.State, request.SchoolCode, request.TeacherId, request.Tier, context);
        var sight = await sights.OfAsync(context);
        string? after = null;
        do
        {
            var (found, next) = await asked.PageAsync(store, after, ApplicationsPerMessage, until.Token);
            after = next;
            if (found.Count > 0)
            {
                await responseStream.WriteAsync(new() { Applications = { await sight.ShownAsync(found, until.Token) } }, until.Token);
            }
        }
        while (after is not null);
    }
}
