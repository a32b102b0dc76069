using Faculty.Storage.Embedded;

namespace Faculty.Server.Privacy;

/// <summary>
/// The directory of the keys: apart from the data and from backups of it, nobody else's to read, one process's at a time. What it says is
/// written is durable.
/// </summary>
internal sealed class KeyDirectory : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly DirectoryLock held;

    private KeyDirectory(string path, DirectoryLock held) => (Path, this.held) = (path, held);

    public string Path { get; }

    /// <summary>Takes the directory, made when missing. Throws <see cref="StartException"/> when it stands in the wrong place or others may read it.</summary>
    public static KeyDirectory Take(string path, string dataDirectory)
    {
        if (Overlap(path, dataDirectory))
        {
            throw new StartException($"the keys in '{path}' must not be in one directory with the data in '{dataDirectory}', or a copy of the data is a copy of the keys: choose another with --keys.");
        }
        if (!Directory.Exists(path))
        {
            MakePrivate(path);
        }
        if (Exposed(path).FirstOrDefault() is { } exposed)
        {
            throw new StartException($"others may read '{exposed}', which holds keys: chmod -R go-rwx '{path}'.");
        }
        return new(path, DirectoryLock.Take(path));
    }

    /// <summary>Files, and the directory itself, that others than the owner may read or write.</summary>
    public IEnumerable<string> Exposed() => Exposed(Path);

    /// <summary>True when one of two directories is, or lies in, the other.</summary>
    public static bool Overlap(string path, string other)
    {
        var (one, two) = (Full(path), Full(other));
        return one.StartsWith(two, StringComparison.Ordinal) || two.StartsWith(one, StringComparison.Ordinal);
    }

    /// <summary>Makes a directory that only the owner may enter, durably.</summary>
    public static void MakePrivate(string path)
    {
        Directory.CreateDirectory(path, OwnerOnly);
        File.SetUnixFileMode(path, OwnerOnly);
        Disk.Real.SyncDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path)))!);
    }

    /// <summary>Opens a file that only the owner may read, made when missing.</summary>
    public static DiskFile OpenPrivate(string path)
    {
        var file = Disk.Real.Open(path);
        File.SetUnixFileMode(path, OwnerFile);
        return file;
    }

    /// <summary>The bytes of a file; null when there is none.</summary>
    public byte[]? Read(string name) => File.Exists(InIt(name)) ? File.ReadAllBytes(InIt(name)) : null;

    /// <summary>Puts a file in its place whole: a crash leaves the one before or this one.</summary>
    public void Replace(string name, ReadOnlySpan<byte> content)
    {
        using (var file = Open(name + ".new"))
        {
            file.SetLength(0);
            file.Write(content, 0);
            file.Sync();
        }
        Disk.Real.Rename(InIt(name + ".new"), InIt(name));
        Disk.Real.SyncDirectory(Path);
    }

    /// <summary>Deletes a file, durably; one that is not there is no error.</summary>
    public void Delete(string name)
    {
        Disk.Real.Delete(InIt(name));
        Disk.Real.SyncDirectory(Path);
    }

    /// <summary>Opens a file, made when missing.</summary>
    public DiskFile Open(string name)
    {
        var made = !File.Exists(InIt(name));
        var file = OpenPrivate(InIt(name));
        if (made)
        {
            Disk.Real.SyncDirectory(Path);
        }
        return file;
    }

    public void Dispose() => held.Dispose();

    private static IEnumerable<string> Exposed(string path) =>
        Directory.EnumerateFileSystemEntries(path).Prepend(path).Where(entry => (File.GetUnixFileMode(entry) & ~OwnerOnly) != 0);

    private string InIt(string name) => System.IO.Path.Combine(Path, name);

    // Ends with the separator, so that 'data.keys' is not taken for a part of 'data'.
    private static string Full(string path)
    {
        var full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        var target = Directory.Exists(full) ? new DirectoryInfo(full).ResolveLinkTarget(returnFinalTarget: true) : null;
        return (target?.FullName ?? full) + System.IO.Path.DirectorySeparatorChar;
    }
}
