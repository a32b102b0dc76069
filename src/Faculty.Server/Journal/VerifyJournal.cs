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
        var ct = context.CancellationToken;
        // Only the newest step is worth sending to a caller that reads slower than we verify.
        var steps = Channel.CreateBounded<JournalProgress>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        var verifying = VerifyAsync(new Steps(steps.Writer), ct);
        await foreach (var step in steps.Reader.ReadAllAsync(ct))
        {
            await responseStream.WriteAsync(new() { Bytes = step.Done }, ct);
        }
        var report = await verifying;
        await responseStream.WriteAsync(new()
        {
            Done = true,
            Bytes = report.Bytes,
            Entries = report.LastRevision,
            LastRevision = report.LastRevision,
            Damage = report.Damage is { } damage ? $"{Path.GetFileName(damage.File)} at byte {damage.Offset}" : "",
        }, ct);
    }

    private async Task<JournalReport> VerifyAsync(Steps steps, CancellationToken ct)
    {
        try
        {
            return await store.VerifyAsync(steps, ct);
        }
        finally
        {
            steps.End();
        }
    }

    private sealed class Steps(ChannelWriter<JournalProgress> writer) : IProgress<JournalProgress>
    {
        public void Report(JournalProgress value) => writer.TryWrite(value);

        public void End() => writer.Complete();
    }
}
