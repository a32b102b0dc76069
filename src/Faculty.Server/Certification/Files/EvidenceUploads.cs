using Faculty.Server.Hosting;
using Faculty.V1;

namespace Faculty.Server.Certification.Files;

/// <summary>Files on their way up: a few of each caller, gone some minutes after their last chunk and with the process.</summary>
internal sealed class EvidenceUploads : IDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);
    private const int MostOfOne = 4;
    private const int MostOpen = 64;
    private readonly Lock gate = new();
    private readonly Dictionary<string, EvidenceUpload> open = new(StringComparer.Ordinal);
    private readonly EvidenceFiles files;
    private readonly TimeProvider clock;
    private readonly ITimer sweep;

    public EvidenceUploads(EvidenceFiles files, TimeProvider clock)
    {
        (this.files, this.clock) = (files, clock);
        sweep = clock.CreateTimer(_ => Sweep(), null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
    }

    /// <summary>Takes up an upload; only its owner finds it again. One too many takes the place of the owner's own that was left alone longest.</summary>
    public void Begin(EvidenceUpload upload)
    {
        lock (gate)
        {
            var own = open.Values.Where(u => string.Equals(u.Owner, upload.Owner, StringComparison.Ordinal)).ToList();
            if (own.Count >= MostOfOne)
            {
                Forget(own.Where(u => !u.Busy).MinBy(u => u.LastUse) ?? throw TooMany(MostOfOne));
            }
            if (open.Count >= MostOpen)
            {
                throw TooMany(MostOpen);
            }
            upload.LastUse = clock.GetTimestamp();
            open.Add(upload.Id, upload);
        }
    }

    /// <summary>Works on an upload, alone, until the result is disposed.</summary>
    /// <exception cref="Refusal">NOT_FOUND, or CONFLICT while another call works on it.</exception>
    public Work Take(string owner, string id)
    {
        lock (gate)
        {
            var upload = Own(owner, id) ?? throw Refusal.NotFound("upload", id);
            if (upload.Busy)
            {
                throw new Refusal(ErrorReason.Conflict, "Another call works on the upload; try again.") { RetryAfter = TimeSpan.FromMilliseconds(100) };
            }
            upload.Busy = true;
            return new(this, upload);
        }
    }

    /// <summary>Forgets an upload and what came of it; one that is not there, or no longer, is gone already.</summary>
    public void Discard(string owner, string id)
    {
        lock (gate)
        {
            if (Own(owner, id) is { } upload)
            {
                Forget(upload.Busy ? throw new Refusal(ErrorReason.Conflict, "Another call works on the upload; try again.") { RetryAfter = TimeSpan.FromMilliseconds(100) } : upload);
            }
        }
    }

    public void Dispose()
    {
        sweep.Dispose();
        lock (gate)
        {
            foreach (var upload in open.Values)
            {
                upload.Dispose();
            }
            open.Clear();
        }
    }

    private static Refusal TooMany(int limit) =>
        new(ErrorReason.UploadTooLarge, "Too many uploads are open; finish or discard one.") { Metadata = [("limit", $"{limit} uploads")] };

    private EvidenceUpload? Own(string owner, string id) => open.TryGetValue(id, out var found) && string.Equals(found.Owner, owner, StringComparison.Ordinal) ? found : null;

    private void Forget(EvidenceUpload upload)
    {
        open.Remove(upload.Id);
        upload.Dispose();
        files.DeleteUnnamed(upload.Id);
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

    /// <summary>The time that a call works on an upload.</summary>
    internal sealed class Work(EvidenceUploads uploads, EvidenceUpload upload) : IDisposable
    {
        public EvidenceUpload Upload => upload;

        /// <summary>Its file is attached.</summary>
        public bool IsAttached { get; set; }

        public void Dispose()
        {
            lock (uploads.gate)
            {
                upload.Busy = false;
                upload.LastUse = uploads.clock.GetTimestamp();
                if (IsAttached || upload.IsOver)
                {
                    uploads.Forget(upload);
                }
            }
        }
    }
}
