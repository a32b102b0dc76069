using Faculty.Server.Hosting;
using Faculty.V1;

namespace Faculty.Server.Imports;

/// <summary>Uploads on their way to an import: files in a folder of their own, gone an hour after their last use and at every start.</summary>
internal sealed class Uploads : IDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);
    private const int MostOfOne = 4;
    private const int MostOpen = 64;
    private readonly Lock gate = new();
    private readonly Dictionary<string, Upload> open = new(StringComparer.Ordinal);
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

    /// <summary>A new upload; only the principal who begins it finds it again. One too many takes the place of the principal's own that was left alone longest.</summary>
    public Upload Begin(string owner)
    {
        Sweep();
        lock (gate)
        {
            var own = open.Values.Where(u => string.Equals(u.Owner, owner, StringComparison.Ordinal)).ToList();
            if (own.Count >= MostOfOne)
            {
                Forget(own.Where(u => !u.Busy).MinBy(u => u.LastUse) ?? throw TooMany(MostOfOne));
            }
            if (open.Count >= MostOpen)
            {
                throw TooMany(MostOpen);
            }
            var upload = new Upload(Ids.New(), owner, folder) { LastUse = clock.GetTimestamp() };
            open.Add(upload.Id, upload);
            return upload;
        }
    }

    public Upload Find(string owner, string id)
    {
        lock (gate)
        {
            var upload = Own(owner, id) ?? throw Refusal.NotFound("upload", id);
            upload.LastUse = clock.GetTimestamp();
            return upload;
        }
    }

    /// <summary>An upload that nobody reads: its files may change.</summary>
    public Upload FindIdle(string owner, string id) => Idle(Find(owner, id));

    /// <summary>Keeps an upload as it is until the reading is disposed.</summary>
    public IDisposable Read(Upload upload)
    {
        lock (gate)
        {
            _ = Own(upload.Owner, upload.Id) ?? throw Refusal.NotFound("upload", upload.Id);
            upload.Readers++;
            return new Reading(this, upload);
        }
    }

    /// <summary>Forgets an upload and its files; one that is not there, or no longer, is gone already.</summary>
    public void Discard(string owner, string id)
    {
        lock (gate)
        {
            if (Own(owner, id) is { } upload)
            {
                Forget(Idle(upload));
            }
        }
    }

    public void Dispose() => sweep.Dispose();

    private static Upload Idle(Upload upload) => upload.Busy
        ? throw new Refusal(ErrorReason.ImportRunning, "The upload is being read; try again when that is done.") { RetryAfter = TimeSpan.FromSeconds(5) }
        : upload;

    private static Refusal TooMany(int limit) =>
        new(ErrorReason.UploadTooLarge, "Too many uploads are open; finish or discard one.") { Metadata = [("limit", $"{limit} uploads")] };

    private Upload? Own(string owner, string id) => open.TryGetValue(id, out var found) && string.Equals(found.Owner, owner, StringComparison.Ordinal) ? found : null;

    private void Forget(Upload upload)
    {
        open.Remove(upload.Id);
        upload.Delete();
    }

    private void Sweep()
    {
        lock (gate)
        {
            foreach (var upload in open.Values.Where(u => !u.Busy && clock.GetElapsedTime(u.LastUse) > Kept).ToList())
            {
                Forget(upload);
            }
        }
    }

    private sealed class Reading(Uploads uploads, Upload upload) : IDisposable
    {
        public void Dispose()
        {
            lock (uploads.gate)
            {
                upload.Readers--;
                upload.LastUse = uploads.clock.GetTimestamp();
            }
        }
    }
}
