using Microsoft.Win32.SafeHandles;

namespace Faculty.Storage.Embedded;

/// <summary>Keeps a second process, or a second store in this one, out of a directory.</summary>
internal sealed class DirectoryLock : IDisposable
{
    private readonly SafeFileHandle handle;

    private DirectoryLock(SafeFileHandle handle) => this.handle = handle;

    public static DirectoryLock Take(string directory)
    {
        Directory.CreateDirectory(directory);
        try
        {
            return new(File.OpenHandle(Path.Combine(directory, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException taken)
        {
            throw new StoreUnavailableException($"the directory {directory} is in use by another process: stop it, or open another directory.", diskFull: false, taken);
        }
    }

    public void Dispose() => handle.Dispose();
}
