using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Certification.Applications;

internal sealed partial class ApplicationService
{
    public override async Task<GetApplicationResponse> GetApplication(GetApplicationRequest request, ServerCallContext context)
    {
        new RequestCheck().Id(request.ApplicationId, "application_id").Done();
        var found = await FindAsync(request.ApplicationId, await scope.OfAsync(context), context.CancellationToken);
        var sight = await sights.OfAsync(context);
        var shown = sight.Shown(found);
        await sight.FillAsync([shown], context.CancellationToken);
        return new() { Application = shown };
    }
}
