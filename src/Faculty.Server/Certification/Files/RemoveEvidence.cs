using Faculty.Server.Certification.Applications;
using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Certification.Files;

internal sealed partial class EvidenceFileService
{
    public override async Task<RemoveEvidenceResponse> RemoveEvidence(RemoveEvidenceRequest request, ServerCallContext context)
    {
        new RequestCheck().Application(request).Id(request.FileId, "file_id").Done();
        var coverage = await scope.OfAsync(context);
        var sight = await sights.OfAsync(context);
        var reply = await write.ChangeAsync(
            request, context, Documents.Applications, request.ApplicationId, request.Etag, (found, _) => ValueTask.FromResult(coverage.Covers(found.Value.SchoolCode)),
            async (found, batch, ct) =>
            {
                await RequireFilingAsync(found.Value, batch, ct);
                return found.Value.Detach(request.FileId) ?? throw NoFile(request.FileId);
            },
            (stored, _) => new RemoveEvidenceResponse { Application = sight.Shown(stored) });
        if (!request.ValidateOnly)
        {
            files.DeleteUnnamed(request.FileId);
        }
        await sight.FillAsync([reply.Application], context.CancellationToken);
        return reply;
    }

    private static Refusal NoFile(string fileId) => Refusal.NotFound("evidence-file", fileId);
}
