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
