using System.IO.Hashing;

namespace Faculty.Storage.Embedded;

/// <summary>
/// A file on its way: bytes are added in order, and then it is completed or, disposed before, gone. Its last bytes are a hash of all before, so that
/// it can be checked by whoever has no key for what is in it.
/// </summary>
public sealed class AttachmentWriter : IDisposable
{
    internal const int HashSize = 16;
    private readonly Disk disk;
    private readonly string path;
    private readonly XxHash128 hash = new();
    private DiskFile? file;
    private long length;

    internal AttachmentWriter(Disk disk, string path)
    {
        (this.disk, this.path) = (disk, path);
        file = disk.Open(path + Attachments.Partial);
    }

    /// <summary>Adds bytes. Throws <see cref="DiskException"/>; the file is good for nothing then.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        Opened().Write(bytes, length);
        hash.Append(bytes);
        length += bytes.Length;
    }

    /// <summary>Gives it its name; whole and durable when this returns. Throws <see cref="DiskException"/> as <see cref="Append"/> does.</summary>
    public void Complete()
    {
        Opened().Write(hash.GetCurrentHash(), length);
        Opened().Sync();
        Opened().Dispose();
        file = null;
        disk.Rename(path + Attachments.Partial, path);
        disk.SyncDirectory(Path.GetDirectoryName(path)!);
    }

    public void Dispose()
    {
        if (file is null) return;
        file.Dispose();
        file = null;
        disk.Delete(path + Attachments.Partial);
    }

    private DiskFile Opened() => file ?? throw new InvalidOperationException("The attachment is completed.");
}
