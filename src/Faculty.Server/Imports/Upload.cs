using Faculty.Server.Hosting;
using Faculty.Server.Privacy;
using Faculty.Storage.Embedded;
using Faculty.V1;
using Google.Protobuf;

namespace Faculty.Server.Imports;

/// <summary>One upload: files that grow by chunks.</summary>
internal sealed class Upload(string id, string owner, string root)
{
    public const long MostBytes = 4L << 30;
    private const int MostFiles = 40;
    private readonly Lock gate = new();
    private readonly Dictionary<string, long> files = new(StringComparer.Ordinal);
    private bool deleted;

    public string Id => id;

    /// <summary>The principal who sends it.</summary>
    public string Owner => owner;

    /// <summary>Where its files lie; the names in it were checked, none leads out.</summary>
    public string Folder { get; } = Path.Combine(root, id);

    /// <summary>A timestamp of the clock, not an instant: a clock that is set must not end an upload, nor keep it for ever.</summary>
    public long LastUse { get; set; }

    /// <summary>How many imports and downloads read it; counted by <see cref="Uploads"/>.</summary>
    public int Readers { get; set; }

    public bool Busy => Readers > 0;

    /// <summary>What the last run found, for the marked workbook; null before the first.</summary>
    public Rows.FaultList? Faults { get; set; }

    public IReadOnlyCollection<string> Files
    {
        get
        {
            lock (gate)
            {
                return [.. files.Keys.Order(StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>Adds a chunk at its offset; one that was taken before is taken as a repeat. Returns the bytes held.</summary>
    public long Append(string fileName, long offset, ByteString content)
    {
        lock (gate)
        {
            if (deleted)
            {
                throw Refusal.NotFound("upload", id);
            }
            var held = files.GetValueOrDefault(fileName);
            if (offset + content.Length == held || (offset < held && offset + content.Length <= held))
            {
                return held;
            }
            if (offset != held)
            {
                throw new Refusal(ErrorReason.UploadOffset, "The chunk does not continue the file.") { Metadata = [("file_name", fileName), ("received_bytes", $"{held}")] };
            }
            if (files.Values.Sum() + content.Length > MostBytes || (held == 0 && files.Count >= MostFiles))
            {
                throw new Refusal(ErrorReason.UploadTooLarge, "The upload is too large.") { Metadata = [("limit", $"{MostBytes} bytes in {MostFiles} files")] };
            }
            Directory.CreateDirectory(Folder);
            try
            {
                using var file = TemporaryFiles.Open(Path.Combine(Folder, fileName));
                file.Position = held;
                file.Write(content.Span);
                file.Flush();
            }
            catch (DiskException)
            {
                // What was taken before shares its block with what could not be written: the file begins again.
                files.Remove(fileName);
                File.Delete(Path.Combine(Folder, fileName));
                throw;
            }
            return files[fileName] = held + content.Length;
        }
    }

    public void Delete()
    {
        lock (gate)
        {
            deleted = true;
            if (Directory.Exists(Folder))
            {
                Directory.Delete(Folder, recursive: true);
            }
        }
    }
}
