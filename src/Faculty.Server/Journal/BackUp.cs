using System.IO.Pipelines;
using Faculty.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Faculty.Server.Journal;

internal sealed partial class StoreService
{
    private const int BackupChunk = 1 << 18;

    /// <summary>The bytes, then the size, the revision they hold, and what is wrong with files shown as evidence. A slow caller holds the copying back, not the store.</summary>
    public override async Task BackUp(BackUpRequest request, IServerStreamWriter<BackUpResponse> responseStream, ServerCallContext context)
    {
        using var ended = watching.Until(context.CancellationToken);
        var pipe = new Pipe(new(pauseWriterThreshold: 4 * BackupChunk, resumeWriterThreshold: 2 * BackupChunk));
        var copying = CopyAsync(pipe.Writer, ended.Token);
        try
        {
            var bytes = pipe.Reader.AsStream();
            var chunk = new byte[BackupChunk];
            while (await bytes.ReadAtLeastAsync(chunk, chunk.Length, throwOnEndOfStream: false, ended.Token) is > 0 and var read)
            {
                await responseStream.WriteAsync(new() { Content = ByteString.CopyFrom(chunk, 0, read) }, ended.Token);
            }
            await responseStream.WriteAsync(await copying, ended.Token);
        }
        finally
        {
            await ended.CancelAsync();
            await pipe.Reader.CompleteAsync();
        }
    }

    private async Task<BackUpResponse> CopyAsync(PipeWriter writer, CancellationToken ct)
    {
        try
        {
            var summary = await store.BackupAsync(writer.AsStream(leaveOpen: true), ct);
            var missing = await files.MissingAsync(ct);
            await writer.CompleteAsync();
            return new()
            {
                TotalBytes = summary.Bytes,
                Revision = summary.Revision,
                EvidenceFileCount = summary.Attachments,
                DamagedEvidenceFileIds = { summary.DamagedAttachments.Split(' ', StringSplitOptions.RemoveEmptyEntries), missing },
            };
        }
        catch (Exception failure)
        {
            // The reader meets the failure where the bytes end, and it becomes the call's.
            await writer.CompleteAsync(failure);
            throw;
        }
    }
}
