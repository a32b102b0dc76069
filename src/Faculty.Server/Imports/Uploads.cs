using System.Collections.Concurrent;
using Faculty.Server.Hosting;
using Faculty.V1;

namespace Faculty.Server.Imports;

/// <summary>Uploads on their way to an import: files in a folder of their own, gone an hour after their last use and at every start.</summary>
internal sealed class Uploads : IDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);
    private const int MostOpen = 16;
    private readonly ConcurrentDictionary<string, Upload> open = new(StringComparer.Ordinal);
    private readonly string folder;
    private readonly TimeProvider clock;
    private readonly ITimer sweep;

    public Uploads(ServerOptions options, TimeProvider clock)
    {
        this.clock = clock;
        folder = Path.Combine(options.DataDirectory, "uploads");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
        sweep = clock.CreateTimer(_ => Sweep(), null, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5));
    }

    /// <summary>A new upload; only the principal who begins it finds it again.</summary>
    public Upload Begin(string owner)
    {
        Sweep();
        if (open.Count >= MostOpen)
        {
            throw new Refusal(ErrorReason.UploadTooLarge, "Too many uploads are open; finish or discard one.") { Metadata = [("limit", $"{MostOpen} uploads")] };
        }
        var upload = new Upload(Ids.New(), owner, folder) { LastUse = clock.GetTimestamp() };
        open[upload.Id] = upload;
        return upload;
    }

    public Upload Find(string owner, string id)
    {
        var upload = open.TryGetValue(id, out var found) && found.Owner == owner ? found : throw Refusal.NotFound("upload", id);
        upload.LastUse = clock.GetTimestamp();
        return upload;
    }

    /// <summary>An upload that no import reads: its files may change.</summary>
    public Upload FindIdle(string owner, string id) => Idle(Find(owner, id));

    /// <summary>Forgets an upload and its files; one that is not there, or no longer, is gone already.</summary>
    public void Discard(string owner, string id)
    {
        if (open.TryGetValue(id, out var found) && found.Owner == owner && open.TryRemove(Idle(found).Id, out var upload))
        {
            upload.Delete();
        }
    }

    public void Dispose() => sweep.Dispose();

    private static Upload Idle(Upload upload) => upload.Busy
        ? throw new Refusal(ErrorReason.ImportRunning, "An import is reading this upload; try again when it is done.") { RetryAfter = TimeSpan.FromSeconds(5) }
        : upload;

    private void Sweep()
    {
        foreach (var (id, upload) in open)
        {
            if (!upload.Busy && clock.GetElapsedTime(upload.LastUse) > Kept)
            {
                Discard(upload.Owner, id);
            }
        }
    }
}
