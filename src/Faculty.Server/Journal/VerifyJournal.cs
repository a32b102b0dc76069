using System.Threading.Channels;
using Faculty.Storage.Embedded;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Journal;

internal sealed partial class StoreService
{
    public override async Task VerifyJournal(
        VerifyJournalRequest request, IServerStreamWriter<VerifyJournalResponse> responseStream, ServerCallContext context)
    {
        using var until = watching.Until(context.CancellationToken);
        var latest = new Latest();
        var verifying = VerifyAsync();
        await foreach (var progress in latest.ReadAllAsync(until.Token))
        {
            await responseStream.WriteAsync(new() { Bytes = progress.Done, TotalBytes = progress.Total }, until.Token);
        }
        var report = await verifying;
        await responseStream.WriteAsync(new()
        {
            Entries = report.LastRevision,
            Bytes = report.Bytes,
            TotalBytes = report.Bytes,
            LastRevision = report.LastRevision,
            // Only the file's name: where the store lies is the operator's business.
            Damage = report.Damage is { } damage ? damage.Message.Replace(damage.File, Path.GetFileName(damage.File), StringComparison.Ordinal) : "",
            Done = true,
            EvidenceFileCount = report.Attachments,
            DamagedEvidenceFileIds = { report.DamagedAttachments, await files.MissingAsync(until.Token) },
        }, until.Token);

        async Task<JournalReport> VerifyAsync()
        {
            try
            {
                return await store.VerifyAsync(latest, until.Token);
            }
            finally
            {
                latest.Complete();
            }
        }
    }

    /// <summary>Progress a slow reader may skip.</summary>
    private sealed class Latest : IProgress<JournalProgress>
    {
        private readonly Channel<JournalProgress> channel = Channel.CreateBounded<JournalProgress>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });

        public void Report(JournalProgress value) => channel.Writer.TryWrite(value);

        public void Complete() => channel.Writer.Complete();

        public IAsyncEnumerable<JournalProgress> ReadAllAsync(CancellationToken ct) => channel.Reader.ReadAllAsync(ct);
    }
}
