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
        var (keys, data) = (Full(path), Full(dataDirectory));
        if (keys.StartsWith(data, StringComparison.Ordinal) || data.StartsWith(keys, StringComparison.Ordinal))
        {
            throw new StartException($"the keys in '{path}' must not be in one directory with the data in '{dataDirectory}', or a copy of the data is a copy of the keys: choose another with --keys.");
        }
        if (!Directory.Exists(path))
        {
            Directory.CreateDirectory(path, OwnerOnly);
            Disk.Real.SyncDirectory(System.IO.Path.GetDirectoryName(keys.TrimEnd(System.IO.Path.DirectorySeparatorChar))!);
        }
        foreach (var entry in Directory.EnumerateFileSystemEntries(path).Prepend(path))
        {
            if ((File.GetUnixFileMode(entry) & ~OwnerOnly) != 0)
            {
                throw new StartException($"others may read '{entry}', which holds keys: chmod -R go-rwx '{path}'.");
            }
        }
        return new(path, DirectoryLock.Take(path));
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

    /// <summary>Opens a file, made when missing.</summary>
    public DiskFile Open(string name)
    {
        var made = !File.Exists(InIt(name));
        var file = Disk.Real.Open(InIt(name));
        if (made)
        {
            File.SetUnixFileMode(InIt(name), OwnerFile);
            Disk.Real.SyncDirectory(Path);
        }
        return file;
    }

    public void Dispose() => held.Dispose();

    private string InIt(string name) => System.IO.Path.Combine(Path, name);

    // Ends with the separator, so that 'data.keys' is not taken for a part of 'data'.
    private static string Full(string path)
    {
        var full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        var target = Directory.Exists(full) ? new DirectoryInfo(full).ResolveLinkTarget(returnFinalTarget: true) : null;
        return (target?.FullName ?? full) + System.IO.Path.DirectorySeparatorChar;
    }
}
