using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Faculty.Storage.Embedded;

/// <summary>
/// Keeps a second process, or a second store in this one, out of a directory. The directory itself is locked, not a file in it: a file can
/// be deleted, and the next process would lock a new one.
/// </summary>
public sealed class DirectoryLock : IDisposable
{
    private readonly SafeFileHandle handle;

    private DirectoryLock(SafeFileHandle handle) => this.handle = handle;

    public static DirectoryLock Take(string directory)
    {
        // What is new belongs to its owner alone; a directory that is there keeps the rights it was given.
        Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var descriptor = Posix.Open(directory, Posix.CloseOnExec);
        if (descriptor < 0) throw new DiskException("open", directory, Marshal.GetLastPInvokeError());
        var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        if (Posix.Lock(handle, Posix.ExclusiveOrNot) == 0) return new(handle);
        var error = Marshal.GetLastPInvokeError();
        handle.Dispose();
        if (error != Posix.WouldBlock) throw new DiskException("flock", directory, error);
        throw new StoreUnavailableException($"the directory {directory} is in use by another process: stop it, or open another directory.", diskFull: false);
    }

    /// <summary>Unlocks in words: a child being started holds a copy of the handle until it runs, and the lock would live as long as that copy. Twice does no harm.</summary>
    public void Dispose()
    {
        if (!handle.IsClosed)
        {
            _ = Posix.Lock(handle, Posix.Unlock);
            handle.Dispose();
        }
    }
}
