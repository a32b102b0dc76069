using System.Diagnostics;
using System.Diagnostics.Metrics;
using Faculty.Storage;
using Faculty.Storage.Embedded;
using Faculty.V1;

namespace Faculty.Server.Hosting;

/// <summary>The server's own measurements. Labels are rpcs, reasons and outcomes: never names, codes or ids.</summary>
internal sealed class ServerMeter
{
    public const string Name = "Faculty.Server";
    private readonly Histogram<double> commits;
    private readonly Counter<long> refusals;
    private readonly Counter<long> auditLost;
    private readonly UpDownCounter<long> streams;
    private readonly UpDownCounter<long> unread;

    public ServerMeter(IMeterFactory factory)
    {
        Meter = factory.Create(Name);
        commits = Meter.CreateHistogram<double>("faculty.commit.duration", "s", "Time from handing a batch to the store until it is durable.");
        refusals = Meter.CreateCounter<long>("faculty.refusals", description: "Calls refused, by reason.");
        auditLost = Meter.CreateCounter<long>("faculty.audit.lost", description: "Audit events that could not be written.");
        streams = Meter.CreateUpDownCounter<long>("faculty.streams.open", description: "Streams being answered.");
        unread = Meter.CreateUpDownCounter<long>("faculty.streams.unread", description: "Streams that wait for their reader to take a message.");
    }

    public Meter Meter { get; }

    public async Task<Commit> CommitAsync(Func<Task<Commit>> commit)
    {
        var begun = Stopwatch.GetTimestamp();
        var outcome = "failed";
        try
        {
            var done = await commit();
            outcome = "committed";
            return done;
        }
        finally
        {
            commits.Record(Stopwatch.GetElapsedTime(begun).TotalSeconds, new KeyValuePair<string, object?>("outcome", outcome));
        }
    }

    public void Refused(string method, ErrorReason reason) => refusals.Add(1, new("method", method), new("reason", $"{reason}"));

    public void AuditLost() => auditLost.Add(1);

    public void StreamOpened(string method) => streams.Add(1, new KeyValuePair<string, object?>("method", method));

    public void StreamClosed(string method) => streams.Add(-1, new KeyValuePair<string, object?>("method", method));

    public void ReaderAwaited(string method) => unread.Add(1, new KeyValuePair<string, object?>("method", method));

    public void ReaderWentOn(string method) => unread.Add(-1, new KeyValuePair<string, object?>("method", method));

    /// <summary>Watches how far the journal is, and how far the read models are behind it.</summary>
    public void Observe(EmbeddedStore store, JournalFollower follower)
    {
        Meter.CreateObservableGauge("faculty.journal.revision", () => store.Revision, description: "The newest revision.");
        Meter.CreateObservableGauge("faculty.views.lag", () => Math.Max(0, store.Revision - follower.Revision), description: "Revisions the read models are behind.");
        Meter.CreateObservableCounter("faculty.store.view.failures", () => store.ViewFailures, description: "Times the LiteDB view could not be written; starts are slow until it can.");
    }
}
