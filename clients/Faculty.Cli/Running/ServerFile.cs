namespace Faculty.Cli.Running;

/// <summary>A file whose bytes come from the server: it bears its name only when it is whole.</summary>
internal sealed class ServerFile : IAsyncDisposable
{
    private readonly string path;
    private readonly FileStream stream;
    private bool whole;

    public ServerFile(string path)
    {
        this.path = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(this.path)!);
        stream = new(this.path + ".part", FileMode.Create, FileAccess.Write);
    }

    /// <summary>An edited workbook is hours of work: one that is there is not written over unless that was asked for.</summary>
    public static void MustBeNew(string path, bool overwrite, Words words)
    {
        if (!overwrite && (File.Exists(path) || (Directory.Exists(path) && Directory.EnumerateFiles(path, "*.csv").Any())))
        {
            throw new UsageException(words[
                $"{path} is there already. Name another, or say --overwrite.", $"{path} 已存在。请换一个名称，或使用 --overwrite。"]);
        }
    }

    public ValueTask AddAsync(Google.Protobuf.ByteString content, CancellationToken ct) => stream.WriteAsync(content.Memory, ct);

    public void Whole() => whole = true;

    public async ValueTask DisposeAsync()
    {
        await stream.DisposeAsync();
        if (whole)
        {
            File.Move(stream.Name, path, overwrite: true);
        }
        else
        {
            File.Delete(stream.Name);
        }
    }
}
