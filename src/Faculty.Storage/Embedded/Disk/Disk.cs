using System.Runtime.InteropServices;

namespace Faculty.Storage.Embedded;

/// <summary>
/// The directory operations of the store, and of whoever else must know whether a byte is durable; virtual, so that a test can put a device
/// underneath that loses power.
/// </summary>
public class Disk
{
    public static readonly Disk Real = new();

    public virtual DiskFile Open(string path)
    {
        try
        {
            return new(path, File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete));
        }
        catch (IOException failure) when (failure.HResult is > 0 and < 4096)
        {
            // The bare error number: a disk may also be too full for a new name.
            throw new DiskException("open", path, failure.HResult);
        }
    }

    public virtual DiskFile OpenRead(string path) =>
        new(path, File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));

    public virtual void Rename(string path, string newPath) => File.Move(path, newPath, overwrite: true);

    public virtual void Delete(string path) => File.Delete(path);

    /// <summary>Makes created, renamed and deleted names durable.</summary>
    public virtual void SyncDirectory(string path)
    {
        var descriptor = Posix.Open(path, 0);
        if (descriptor < 0) throw new DiskException("open", path, Marshal.GetLastPInvokeError());
        var result = Posix.Sync(descriptor);
        var error = Marshal.GetLastPInvokeError();
        _ = Posix.Close(descriptor);
        if (result != 0) throw new DiskException("fsync", path, error);
    }
}
