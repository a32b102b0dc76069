using System.Security.Cryptography;
using Faculty.Domain.Certification.Applications;
using Faculty.Server.Hosting;
using Faculty.Server.Privacy;
using Faculty.Storage.Embedded;
using Faculty.V1;
using Google.Protobuf;
using EvidenceFile = Faculty.Domain.Certification.Applications.EvidenceFile;

namespace Faculty.Server.Certification.Files;

/// <summary>
/// One file on its way up: sealed chunk by chunk as it comes, so that the server never holds more of it than a chunk, and nothing of it lies in clear.
/// </summary>
internal sealed class EvidenceUpload(Attachments attachments, FileSeal seal, FileKey key, string owner, string applicationId, string fileName, long size) : IDisposable
{
    private readonly Lock gate = new();
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] chunk = new byte[FileSeal.ChunkSize];
    private readonly byte[] sealedChunk = new byte[FileSeal.ChunkSize + FileSeal.Sealing];
    private AttachmentWriter? writer;
    private byte[]? digest;
    private EvidenceFileType type;
    private long received;

    /// <summary>Of the upload, and of the file it becomes.</summary>
    public string Id { get; } = Ids.New();

    public string Owner => owner;

    public string ApplicationId => applicationId;

    /// <summary>The record whose key seals it.</summary>
    public string TeacherId => key.TeacherId;

    /// <summary>A timestamp of the clock, not an instant.</summary>
    public long LastUse { get; set; }

    /// <summary>Nothing more can come of it.</summary>
    public bool IsOver { get; private set; }

    /// <summary>A call works on it; counted by <see cref="EvidenceUploads"/>.</summary>
    public bool Busy { get; set; }

    /// <summary>Adds bytes at their offset; those that were taken before are taken as a repeat. Returns the bytes received.</summary>
    /// <exception cref="Refusal">UPLOAD_OFFSET, EVIDENCE_FILE_MISMATCH, EVIDENCE_FILE_TYPE, TEACHER_ERASED or DISK_FULL; after the last three it is over.</exception>
    public long Append(long offset, ReadOnlySpan<byte> content)
    {
        lock (gate)
        {
            RequireOpen();
            if (offset < received && offset + content.Length <= received)
            {
                return received;
            }
            if (offset != received)
            {
                throw new Refusal(ErrorReason.UploadOffset, "The chunk does not continue the file.") { Metadata = [("received_bytes", $"{received}")] };
            }
            if (offset + content.Length > size)
            {
                throw Mismatch("size_bytes", $"{size}", $"{offset + content.Length}");
            }
            try
            {
                Take(content);
                return received;
            }
            catch
            {
                Dispose();
                throw;
            }
        }
    }

    /// <summary>Makes the file whole and durable; again, it is already.</summary>
    /// <exception cref="Refusal">EVIDENCE_FILE_MISMATCH.</exception>
    public EvidenceFile Complete(string sha256, FactUsed? fact, bool validateOnly)
    {
        lock (gate)
        {
            RequireOpen();
            if (received < size)
            {
                throw Mismatch("size_bytes", $"{size}", $"{received}");
            }
            digest ??= hash.GetHashAndReset();
            if (!string.Equals(Convert.ToHexStringLower(digest), sha256, StringComparison.Ordinal))
            {
                throw Mismatch("sha256", sha256, Convert.ToHexStringLower(digest));
            }
            var card = seal.Seal(key, Id, new() { FileName = fileName, Sha256 = ByteString.CopyFrom(digest) }) ?? throw Erased();
            if (!validateOnly && writer is not null)
            {
                try
                {
                    writer.Complete();
                    writer = null;
                }
                catch
                {
                    Dispose();
                    throw;
                }
            }
            return new()
            {
                FileId = Id,
                Fact = fact is null ? null : new((Domain.Certification.Rules.FactKind)fact.Kind, fact.FactId),
                MediaType = type.MediaType(),
                SizeBytes = size,
                Seal = card.ToByteString().ToBase64(),
            };
        }
    }

    /// <summary>Ends it; what is not completed is gone.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            IsOver = true;
            writer?.Dispose();
            writer = null;
            hash.Dispose();
            CryptographicOperations.ZeroMemory(chunk);
        }
    }

    private void Take(ReadOnlySpan<byte> content)
    {
        while (content.Length > 0)
        {
            var filled = (int)(received % FileSeal.ChunkSize);
            var count = Math.Min(content.Length, FileSeal.ChunkSize - filled);
            content[..count].CopyTo(chunk.AsSpan(filled));
            hash.AppendData(content[..count]);
            received += count;
            filled += count;
            content = content[count..];
            if (type == EvidenceFileType.Unknown && (received >= EvidenceFileRules.HeadSize || received == size))
            {
                type = EvidenceFileRules.RequireType(fileName, chunk.AsSpan(0, (int)Math.Min(received, FileSeal.ChunkSize)));
            }
            if (received == size)
            {
                EvidenceFileRules.RequireEnd(fileName, type, Tail(filled));
            }
            if (filled == FileSeal.ChunkSize || received == size)
            {
                Store(filled);
            }
        }
    }

    // Behind what fills the chunk now lies the end of the one before.
    private ReadOnlySpan<byte> Tail(int filled)
    {
        var before = received > filled ? Math.Max(0, EvidenceFileRules.TailSize - filled) : 0;
        return before == 0 ? chunk.AsSpan(Math.Max(0, filled - EvidenceFileRules.TailSize)..filled) : (byte[])[.. chunk.AsSpan(^before..), .. chunk.AsSpan(0, filled)];
    }

    private void Store(int filled)
    {
        var stored = sealedChunk.AsSpan(0, filled + FileSeal.Sealing);
        if (!seal.TrySealChunk(key, Id, (received - 1) / FileSeal.ChunkSize, received == size, chunk.AsSpan(0, filled), stored))
        {
            throw Erased();
        }
        writer ??= attachments.Create(Id);
        writer.Append(stored);
    }

    private void RequireOpen()
    {
        if (IsOver)
        {
            throw Refusal.NotFound("upload", Id);
        }
    }

    private Refusal Erased() => new(ErrorReason.TeacherErased, "The identity was erased; the record takes no writes any more.") { Metadata = [("teacher_id", key.TeacherId)] };

    private static Refusal Mismatch(string field, string declared, string received) => new(ErrorReason.EvidenceFileMismatch, "What arrived is not what was declared; send the file again.")
    {
        Metadata = [("file_field", field), ("declared", declared), ("received", received)],
    };
}
