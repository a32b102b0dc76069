using System.Threading.Channels;

namespace Faculty.Storage.Embedded;

/// <summary>
/// The one thread that writes. It takes whatever commands wait, checks each in order against the ones before, writes the accepted
/// ones as one unit with one sync, takes them into the indexes and answers. Nothing is written before it is checked.
/// </summary>
internal sealed class CommitLoop
{
    private const int MostCommands = 512;
    private const long MostBytes = 8 << 20;

    private readonly Channel<CommitCommand> queue = Channel.CreateBounded<CommitCommand>(new BoundedChannelOptions(1024) { SingleReader = true });
    private readonly Journal journal;
    private readonly StoreIndexes indexes;
    private readonly DocumentKeys keys;
    private readonly DocumentBodies bodies;
    private readonly TimeProvider clock;
    private readonly Action<int> published;
    private readonly Thread thread;
    private StoreUnavailableException? fault;

    public CommitLoop(Journal journal, StoreIndexes indexes, DocumentKeys keys, DocumentBodies bodies, TimeProvider clock, Action<int> published)
    {
        (this.journal, this.indexes, this.keys, this.bodies, this.clock, this.published) = (journal, indexes, keys, bodies, clock, published);
        thread = new(Run) { IsBackground = true, Name = "faculty-journal" };
        thread.Start();
    }

    /// <summary>Set after a failed write or sync: no more commits until a restart.</summary>
    public StoreUnavailableException? Fault => Volatile.Read(ref fault);

    public async Task<CommitAnswer> RunAsync(CommitCommand command)
    {
        try
        {
            await queue.Writer.WriteAsync(command);
        }
        catch (ChannelClosedException closed)
        {
            throw new StoreUnavailableException("the store is closing.", diskFull: false, closed);
        }
        return await command.Answered;
    }

    /// <summary>Answers what is queued, then ends.</summary>
    public void Stop()
    {
        queue.Writer.TryComplete();
        thread.Join();
    }

    private void Run()
    {
        var commands = new List<CommitCommand>();
        while (queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            commands.Clear();
            for (long bytes = 0; commands.Count < MostCommands && bytes < MostBytes && queue.Reader.TryRead(out var command); bytes += command.Bytes)
                commands.Add(command);
            WriteUnit(commands);
        }
    }

    private void WriteUnit(List<CommitCommand> commands)
    {
        if (fault is { } stopped)
        {
            foreach (var command in commands) command.Refuse(stopped);
            return;
        }
        var unit = new CommitUnit(journal, indexes, keys, Math.Max(clock.GetUtcNow().UtcTicks, journal.End.Instant));
        try
        {
            foreach (var command in commands) unit.Take(command);
            unit.Write();
            unit.TakeIn(bodies);
        }
        catch (DiskException full) when (full.IsFull && Abandon())
        {
            unit.Refuse(new StoreUnavailableException("the disk is full: free some room; writes then go on by themselves.", diskFull: true, full), commands);
            return;
        }
#pragma warning disable CA1031 // Whatever went wrong while bytes were on their way to the disk or the indexes: nothing more is written on top of it.
        catch (Exception failure)
        {
            Volatile.Write(ref fault, new StoreUnavailableException("writing the journal failed: restart the service after the disk has been looked at.", diskFull: false, failure));
            unit.Refuse(fault!, commands);
            return;
        }
#pragma warning restore CA1031
        published(unit.Changes);
        unit.Answer();
    }

    private bool Abandon()
    {
        try
        {
            journal.AbandonUnit();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
