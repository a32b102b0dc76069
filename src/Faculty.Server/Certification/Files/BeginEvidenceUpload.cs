using Faculty.Domain.Certification.Applications;
using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.Server.Privacy;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Certification.Files;

internal sealed partial class EvidenceFileService
{
    public override async Task<BeginEvidenceUploadResponse> BeginEvidenceUpload(BeginEvidenceUploadRequest request, ServerCallContext context)
    {
        new RequestCheck().Id(request.ApplicationId, "application_id").Done();
        var application = (await FindAsync(request.ApplicationId, context, context.CancellationToken)).Value;
        EvidenceFileRules.RequireName(request.FileName);
        EvidenceFileRules.RequireSize(request.SizeBytes, options.EvidenceFileBytes);
        await RequireFilingAsync(application, batch: null, context.CancellationToken);
        application.RequireRoom(options.EvidenceFiles);
        // The applicant's own record, also when it was merged since: its key goes when the person is erased.
        var slot = await sealedStore.SlotOfAsync(application.TeacherId, context.CancellationToken)
            ?? throw new InvalidOperationException($"The applicant of the application {application.ApplicationId} cannot be found.");
        var upload = files.Begin(new FileKey(application.TeacherId, slot), Caller.Of(context).PrincipalId, application.ApplicationId, request.FileName, request.SizeBytes);
        uploads.Begin(upload);
        return new() { UploadId = upload.Id };
    }
}
