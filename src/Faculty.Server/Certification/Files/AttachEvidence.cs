using Faculty.Server.Access;
using Faculty.Server.Certification.Applications;
using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Certification.Files;

internal sealed partial class EvidenceFileService
{
    /// <summary>The file is whole and durable before the commit that names it; one that is refused leaves the upload as it was.</summary>
    public override async Task<AttachEvidenceResponse> AttachEvidence(AttachEvidenceRequest request, ServerCallContext context)
    {
        var check = new RequestCheck().Application(request).Id(request.UploadId, "upload_id")
            .Require(request.Sha256.Length == 64 && request.Sha256.All(char.IsAsciiHexDigitLower), "sha256", "must be 64 hexadecimal digits in lower case");
        (request.Fact is null ? check : check.Known(request.Fact.Kind, "fact.kind").Id(request.Fact.FactId, "fact.fact_id")).Done();
        EvidenceUploads.Work? work = null;
        try
        {
            var coverage = await scope.OfAsync(context);
            var sight = await sights.OfAsync(context);
            var reply = await write.ChangeAsync(
                request, context, Documents.Applications, request.ApplicationId, request.Etag, (found, _) => ValueTask.FromResult(coverage.Covers(found.Value.SchoolCode)),
                async (found, batch, ct) =>
                {
                    var teacher = await RequireFilingAsync(found.Value, batch, ct);
                    work ??= uploads.Take(Caller.Of(context).PrincipalId, request.UploadId);
                    if (work.Upload.ApplicationId != request.ApplicationId)
                    {
                        throw Refusal.Field("upload_id", "must be an upload that was begun for this application");
                    }
                    var file = work.Upload.Complete(request.Sha256, request.Fact, validateOnly: true);
                    var next = found.Value.Attach(file, teacher, options.EvidenceFiles);
                    if (!request.ValidateOnly)
                    {
                        await Task.Run(() => work.Upload.Complete(request.Sha256, request.Fact, validateOnly: false), CancellationToken.None);
                    }
                    return next;
                },
                (stored, _) => new AttachEvidenceResponse { Application = sight.Shown(stored) });
            if (work is not null)
            {
                work.IsAttached = !request.ValidateOnly;
            }
            await sight.FillAsync([reply.Application], context.CancellationToken);
            return reply;
        }
        finally
        {
            work?.Dispose();
        }
    }
}
