using System.Buffers;
using System.Security.Cryptography;
using Faculty.Server.Hosting;
using Faculty.Server.Privacy;
using Faculty.Storage;
using Faculty.Storage.Embedded;
using Faculty.V1;
using Google.Protobuf;
using Application = Faculty.Domain.Certification.Applications.Application;
using EvidenceFile = Faculty.Domain.Certification.Applications.EvidenceFile;

namespace Faculty.Server.Certification.Files;

/// <summary>The files of applications where they are stored, and what is told of them (佐证附件).</summary>
internal sealed class EvidenceFiles(IRegistryStore store, EmbeddedStore below, FileSeal seal)
{
    /// <summary>Begins a file that is sealed with a person's key.</summary>
    public EvidenceUpload Begin(FileKey key, string owner, string applicationId, string fileName, long size) =>
        new(below.Attachments, seal, key, owner, applicationId, fileName, size);

    /// <summary>An application as it is told: with the names and digests of its files, as long as there is a key to open them.</summary>
    public V1.Application ToWire(Stored<Application> stored)
    {
        var message = Wire.ToMessage(stored.Value);
        message.Etag = stored.Revision == 0 ? "" : Tokens.Etag(stored.Revision);
        foreach (var submission in message.FormerSubmissions.Append(message.Submission).Where(s => s is not null))
        {
            Open(submission.Files.Concat(submission.Evidence.SelectMany(e => e.Files)));
        }
        Open(message.Files);
        return message;
    }

    /// <summary>One file as it is told.</summary>
    public V1.EvidenceFile ToWire(EvidenceFile file)
    {
        var message = Wire.ToMessage(file);
        Open([message]);
        return message;
    }

    /// <summary>
    /// Reads a file, a chunk at a time. It was read once to its end before the first chunk is given: what is not as it was stored is refused, and
    /// nothing of it leaves.
    /// </summary>
    /// <exception cref="Refusal">EVIDENCE_FILE_ERASED or EVIDENCE_FILE_DAMAGED.</exception>
    public async IAsyncEnumerable<ByteString> ReadAsync(string applicationId, EvidenceFile file, Func<Task> isWhole, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var kept = SealOf(file);
        var key = FileKey.Of(kept);
        using var cipher = seal.Open(key, file.FileId) ?? throw Gone(applicationId, file, key);
        using var stored = OpenStored(applicationId, file);
        var card = CardOf(applicationId, file, kept);
        await Task.Run(() => RequireWhole(applicationId, file, stored, cipher, card, ct), ct);
        await isWhole();
        var (chunk, clear) = (new byte[FileSeal.ChunkSize + FileSeal.Sealing], new byte[FileSeal.ChunkSize]);
        for (var index = 0L; index < FileSeal.Chunks(file.SizeBytes); index++)
        {
            var count = ReadChunk(file, stored, cipher, index, chunk, clear);
            yield return count > 0 ? ByteString.CopyFrom(clear, 0, count) : throw Damaged(applicationId, file, "damaged");
        }
    }

    /// <summary>Deletes what no application names; a file that was completed and never attached, or was taken out of a draft.</summary>
    public void DeleteUnnamed(string fileId)
    {
        // After a failed write nobody knows what is in the journal; the next start does.
        if (below.Fault is null && !IsNamed(fileId))
        {
            below.Attachments.Delete(fileId);
        }
    }

    /// <summary>Deletes every file that no application names: what a crash left behind.</summary>
    public Task<int> SweepAsync() => below.Attachments.SweepAsync(id => ValueTask.FromResult(IsNamed(id)));

    /// <summary>The files that applications name and that are not there.</summary>
    public async Task<IReadOnlyList<string>> MissingAsync(CancellationToken ct)
    {
        var missing = new List<string>();
        await foreach (var document in store.ScanAsync(Documents.Applications.Name, ct))
        {
            missing.AddRange(Documents.Applications.Typed(document).Value.AllFiles().Select(f => f.FileId).Where(id => !below.Attachments.IsThere(id)));
        }
        // Taken out of a draft since that was read.
        missing.RemoveAll(id => !IsNamed(id));
        return missing;
    }

    private bool IsNamed(string fileId)
    {
        var owner = store.FindIdAsync(Documents.Applications.Name, Documents.EvidenceFileIndex, fileId, CancellationToken.None);
        return (owner.IsCompleted ? owner.Result : owner.AsTask().GetAwaiter().GetResult()) is not null;
    }

    private void Open(IEnumerable<V1.EvidenceFile> files)
    {
        foreach (var file in files)
        {
            var card = seal.Open(file.FileId, StoredFileSeal.Parser.ParseFrom(file.Seal));
            (file.Erased, file.FileName, file.Sha256) = (card is null, card?.FileName ?? "", card is null ? "" : Convert.ToHexStringLower(card.Sha256.Span));
            file.Seal = ByteString.Empty;
        }
    }

    private AttachmentReader OpenStored(string applicationId, EvidenceFile file)
    {
        try
        {
            return below.Attachments.OpenRead(file.FileId);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Damaged(applicationId, file, "missing");
        }
    }

    private StoredFileCard CardOf(string applicationId, EvidenceFile file, StoredFileSeal kept)
    {
        try
        {
            return seal.Open(file.FileId, kept) ?? throw Gone(applicationId, file, FileKey.Of(kept));
        }
        catch (SealBrokenException)
        {
            throw Damaged(applicationId, file, "damaged");
        }
    }

    private static void RequireWhole(string applicationId, EvidenceFile file, AttachmentReader stored, FileSeal.OpenedFile cipher, StoredFileCard card, CancellationToken ct)
    {
        if (stored.Length != FileSeal.SealedSize(file.SizeBytes) || !stored.IsSound(ct))
        {
            throw Damaged(applicationId, file, "damaged");
        }
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var chunk = ArrayPool<byte>.Shared.Rent(FileSeal.ChunkSize + FileSeal.Sealing);
        var clear = ArrayPool<byte>.Shared.Rent(FileSeal.ChunkSize);
        try
        {
            for (var index = 0L; index < FileSeal.Chunks(file.SizeBytes); index++)
            {
                ct.ThrowIfCancellationRequested();
                var count = ReadChunk(file, stored, cipher, index, chunk, clear);
                if (count == 0)
                {
                    throw Damaged(applicationId, file, "damaged");
                }
                hash.AppendData(clear, 0, count);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(clear, clearArray: true);
            ArrayPool<byte>.Shared.Return(chunk);
        }
        if (!hash.GetHashAndReset().AsSpan().SequenceEqual(card.Sha256.Span))
        {
            throw Damaged(applicationId, file, "damaged");
        }
    }

    // 0 when it is not what was sealed there; no chunk is empty.
    private static int ReadChunk(EvidenceFile file, AttachmentReader stored, FileSeal.OpenedFile cipher, long index, byte[] chunk, byte[] clear)
    {
        var count = (int)Math.Min(FileSeal.ChunkSize, file.SizeBytes - (index * FileSeal.ChunkSize));
        var bytes = chunk.AsSpan(0, count + FileSeal.Sealing);
        return stored.Read(bytes, index * (FileSeal.ChunkSize + FileSeal.Sealing)) == bytes.Length
            && cipher.TryOpen(index, index == FileSeal.Chunks(file.SizeBytes) - 1, bytes, clear.AsSpan(0, count)) ? count : 0;
    }

    private Refusal Gone(string applicationId, EvidenceFile file, FileKey key) => seal.StateOf(key) == KeyState.Lost
        ? Damaged(applicationId, file, "key_lost")
        : new(ErrorReason.EvidenceFileErased, "The applicant was erased; nobody can read the file any more.") { Metadata = [("application_id", applicationId), ("file_id", file.FileId)] };

    private static Refusal Damaged(string applicationId, EvidenceFile file, string cause) =>
        new(ErrorReason.EvidenceFileDamaged, "The file is not as it was stored; it is not answered.") { Metadata = [("application_id", applicationId), ("file_id", file.FileId), ("file_cause", cause)] };

    private static StoredFileSeal SealOf(EvidenceFile file) => StoredFileSeal.Parser.ParseFrom(ByteString.FromBase64(file.Seal));
}
