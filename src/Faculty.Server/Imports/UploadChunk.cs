using System.Text.RegularExpressions;
using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Imports;

internal sealed partial class ImportService
{
    public override Task<BeginUploadResponse> BeginUpload(BeginUploadRequest request, ServerCallContext context) =>
        Task.FromResult(new BeginUploadResponse { UploadId = uploads.Begin(Caller.Of(context).PrincipalId).Id, MaxTotalBytes = Upload.MostBytes });

    public override Task<UploadChunkResponse> UploadChunk(UploadChunkRequest request, ServerCallContext context)
    {
        new RequestCheck()
            .Id(request.UploadId, "upload_id")
            .Require(FileName().IsMatch(request.FileName), "file_name", "must be NAME.xlsx or NAME.csv without folders, at most 75 characters")
            .Require(request.Offset >= 0, "offset", "must not be negative")
            .Require(request.Content.Length is > 0 and <= 1 << 20, "content", "must have 1 to 1,048,576 bytes")
            .Done();
        var held = uploads.FindIdle(Caller.Of(context).PrincipalId, request.UploadId).Append(request.FileName, request.Offset, request.Content);
        return Task.FromResult(new UploadChunkResponse { ReceivedBytes = held });
    }

    public override Task<DiscardUploadResponse> DiscardUpload(DiscardUploadRequest request, ServerCallContext context)
    {
        uploads.Discard(Caller.Of(context).PrincipalId, request.UploadId);
        return Task.FromResult(new DiscardUploadResponse());
    }

    // Letters and signs of any script, so that 2026年花名册（终稿）.xlsx keeps its name; nothing a file system reads as a folder, a drive or a
    // pattern, no leading dot, and no more characters than fit into 255 bytes.
    [GeneratedRegex(@"\A(?!\.)[\p{L}\p{N}\p{P}\p{S} -[/\\:*?""<>|]]{1,70}\.(xlsx|csv)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FileName();
}
