using System.Security.Cryptography;
using Faculty.V1;
using Google.Protobuf;

namespace Faculty.Client;

/// <summary>Sends a file of evidence to the server in chunks that may be repeated, since browsers and proxies cannot stream upwards.</summary>
public sealed class EvidenceUpload(EvidenceFileService.EvidenceFileServiceClient files)
{
    private const int ChunkBytes = 64 << 10;

    /// <summary>
    /// Sends a file for an application; the request to attach it is filled with the upload and the digest. Progress is bytes sent. On failure the upload is
    /// left to the server's own sweep.
    /// </summary>
    public async Task SendAsync(AttachEvidenceRequest attach, string path, Action<long> progress, CancellationToken ct)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true);
        var begun = await files.BeginEvidenceUploadAsync(
            new() { ApplicationId = attach.ApplicationId, FileName = Path.GetFileName(path), SizeBytes = file.Length }, cancellationToken: ct);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[ChunkBytes];
        for (long sent = 0; await file.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct) is > 0 and var read; sent += read)
        {
            hash.AppendData(buffer, 0, read);
            await files.UploadEvidenceChunkAsync(
                new() { UploadId = begun.UploadId, Offset = sent, Content = ByteString.CopyFrom(buffer, 0, read) }, cancellationToken: ct);
            progress(sent + read);
        }
        (attach.UploadId, attach.Sha256) = (begun.UploadId, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
