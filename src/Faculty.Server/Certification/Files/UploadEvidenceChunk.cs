using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.Server.Privacy;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Certification.Files;

internal sealed partial class EvidenceFileService
{
    public override Task<UploadEvidenceChunkResponse> UploadEvidenceChunk(UploadEvidenceChunkRequest request, ServerCallContext context)
    {
        new RequestCheck()
            .Id(request.UploadId, "upload_id")
            .Require(request.Offset >= 0, "offset", "must not be negative")
            .Require(request.Content.Length is > 0 and <= FileSeal.ChunkSize, "content", "must have 1 to 65,536 bytes")
            .Done();
        using var work = uploads.Take(Caller.Of(context).PrincipalId, request.UploadId);
        return Task.FromResult(new UploadEvidenceChunkResponse { ReceivedBytes = work.Upload.Append(request.Offset, request.Content.Span) });
    }

    public override Task<DiscardEvidenceUploadResponse> DiscardEvidenceUpload(DiscardEvidenceUploadRequest request, ServerCallContext context)
    {
        new RequestCheck().Id(request.UploadId, "upload_id").Done();
        uploads.Discard(Caller.Of(context).PrincipalId, request.UploadId);
        return Task.FromResult(new DiscardEvidenceUploadResponse());
    }
}
