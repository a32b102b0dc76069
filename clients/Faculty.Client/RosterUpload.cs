using Faculty.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Faculty.Client;

/// <summary>Sends files to the server in chunks that may be repeated, since browsers and proxies cannot stream upwards.</summary>
public sealed class RosterUpload(ImportService.ImportServiceClient imports)
{
    private const int ChunkBytes = 1 << 20;

    /// <summary>
    /// Sends the files, named in the upload by their file name, as one upload and returns its id. Progress is bytes sent and bytes in all.
    /// On failure the upload is left to the server's own sweep.
    /// </summary>
    public async Task<string> SendAsync(IReadOnlyList<string> files, Action<long, long> progress, CancellationToken ct)
    {
        var total = files.Sum(f => new FileInfo(f).Length);
        var upload = await imports.BeginUploadAsync(new(), cancellationToken: ct);
        long sent = 0;
        foreach (var file in files)
        {
            sent += await SendFileAsync(upload.UploadId, file, done => progress(sent + done, total), ct);
        }
        return upload.UploadId;
    }

    private async Task<long> SendFileAsync(string uploadId, string path, Action<long> progress, CancellationToken ct)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true);
        var buffer = new byte[ChunkBytes];
        while (true)
        {
            var offset = file.Position;
            var read = await file.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
            if (read == 0 && offset > 0)
            {
                return offset;
            }
            var chunk = new UploadChunkRequest
            {
                UploadId = uploadId,
                FileName = Path.GetFileName(path),
                Offset = offset,
                Content = ByteString.CopyFrom(buffer, 0, read),
            };
            try
            {
                await imports.UploadChunkAsync(chunk, cancellationToken: ct);
            }
            catch (RpcException refused) when (ContinueAt(refused) is { } held)
            {
                // The server holds another length than we believed, as after its restart: go on from there.
                file.Position = held;
                continue;
            }
            progress(file.Position);
            if (read < buffer.Length)
            {
                return file.Position;
            }
        }
    }

    private static long? ContinueAt(RpcException refused) =>
        ServerRefusal.Of(refused) is { Reason: ErrorReason.UploadOffset } refusal
        && refusal.Metadata.TryGetValue("received_bytes", out var held) ? long.Parse(held) : null;
}
