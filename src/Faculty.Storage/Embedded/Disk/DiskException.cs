namespace Faculty.Storage.Embedded;

/// <summary>A system call on one of the store's files failed.</summary>
public sealed class DiskException(string call, string path, int errno) : IOException($"{call} on {Path.GetFileName(path)} failed with error {errno}")
{
    private const int FileTooBig = 27, NoSpace = 28, QuotaExceeded = 122;

    /// <summary>There was no room for a write. A failed sync never counts as that: nothing is known after it.</summary>
    public bool IsFull { get; } = call is not ("fdatasync" or "fsync") && errno is (FileTooBig or NoSpace or QuotaExceeded);
}
