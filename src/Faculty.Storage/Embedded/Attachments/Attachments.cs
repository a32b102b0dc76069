using System.Runtime.CompilerServices;

namespace Faculty.Storage.Embedded;

/// <summary>
/// Files beside the journal that documents name by an id: too large for a document, and never changed. One bears its name only when it is
/// whole and durable, so that the commit that names it may follow; what no document names is swept at the start.
/// </summary>
public sealed class Attachments
{
    public const string FolderName = "attachments";
    internal const string Partial = ".partial";
    private const int IdLength = 32;

    private readonly Disk disk;
    private readonly Lock gate = new();
    private readonly HashSet<string> doomed = new(StringComparer.Ordinal);
    private int held;

    /// <param name="directory">The store's own directory.</param>
    /// <param name="disk">The disk that it is on.</param>
    internal Attachments(string directory, Disk disk)
    {
        (this.disk, Folder) = (disk, FolderOf(directory));
        if (Directory.Exists(Folder))
            foreach (var partial in Directory.GetFiles(Folder, $"*{Partial}")) disk.Delete(partial);
    }

    public string Folder { get; }

    /// <summary>The ids of the whole files, in no order.</summary>
    public IReadOnlyList<string> Ids() => IdsIn(Folder);

    /// <summary>True when there is a whole file of this id.</summary>
    public bool IsThere(string id) => IsId(id) && File.Exists(Path.Combine(Folder, id));

    /// <summary>Begins a file. Throws <see cref="DiskException"/>.</summary>
    /// <param name="id">32 hexadecimal digits, never used before.</param>
    public AttachmentWriter Create(string id)
    {
        RequireId(id);
        MakeFolder();
        return new(disk, Path.Combine(Folder, id));
    }

    /// <summary>Opens a whole file. Throws <see cref="FileNotFoundException"/> when it is missing.</summary>
    public AttachmentReader OpenRead(string id) => Open(disk, Folder, id);

    /// <summary>Deletes a file, or one that is not there; at once, or when nothing is held any more.</summary>
    public void Delete(string id)
    {
        RequireId(id);
        lock (gate)
        {
            if (held > 0) doomed.Add(id);
            else DeleteNow(id);
        }
    }

    /// <summary>Deletes every file that nothing names; the number of them.</summary>
    public async Task<int> SweepAsync(Func<string, ValueTask<bool>> isNamed)
    {
        var swept = 0;
        foreach (var id in Ids())
        {
            if (await isNamed(id)) continue;
            Delete(id);
            swept++;
        }
        return swept;
    }

    /// <summary>Keeps every file that is there now until the result is disposed: for a copy that takes its time.</summary>
    public IDisposable Hold()
    {
        lock (gate) held++;
        return new Held(this);
    }

    internal static string FolderOf(string directory) => Path.Combine(directory, FolderName);

    internal static IReadOnlyList<string> IdsIn(string folder) =>
        Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder).Select(f => Path.GetFileName(f)).Where(IsId)] : [];

    internal static AttachmentReader Open(Disk disk, string folder, string id)
    {
        RequireId(id);
        return new(disk.OpenRead(Path.Combine(folder, id)));
    }

    internal static bool IsId(string name) => name.Length == IdLength && name.All(char.IsAsciiHexDigitLower);

    private static void RequireId(string id, [CallerArgumentExpression(nameof(id))] string? name = null)
    {
        if (!IsId(id)) throw new ArgumentException("An attachment's id is 32 hexadecimal digits.", name);
    }

    private void MakeFolder()
    {
        if (Directory.Exists(Folder)) return;
        Directory.CreateDirectory(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        disk.SyncDirectory(Path.GetDirectoryName(Folder)!);
    }

    private void DeleteNow(string id)
    {
        var path = Path.Combine(Folder, id);
        if (File.Exists(path)) disk.Delete(path);
    }

    private void Release()
    {
        lock (gate)
        {
            if (--held > 0) return;
            foreach (var id in doomed) DeleteNow(id);
            doomed.Clear();
        }
    }

    private sealed class Held(Attachments attachments) : IDisposable
    {
        private int disposed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref disposed, 1) == 0) attachments.Release();
        }
    }
}
