namespace Faculty.Storage.Embedded;

/// <summary>
/// The one thread that uses LiteDB while the store serves. It follows the journal like any reader, so being behind costs no memory and
/// slows no writer. When the view fails it is opened again; when it cannot be believed it is made anew.
/// </summary>
internal sealed class ViewFollower : IDisposable
{
    private const int MostRows = 1_000;
    private const long MostBytes = 4 << 20;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly EmbeddedStoreOptions options;
    private readonly Journal journal;
    private readonly StoreIndexes indexes;
    private readonly ManualResetEventSlim stop = new();
    private readonly Thread thread;
    private long failures;

    public ViewFollower(EmbeddedStoreOptions options, Journal journal, StoreIndexes indexes)
    {
        (this.options, this.journal, this.indexes) = (options, journal, indexes);
        thread = new(Run) { IsBackground = true, Name = "faculty-view" };
        thread.Start();
    }

    /// <summary>How often the view could not be written, since the start.</summary>
    public long Failures => Interlocked.Read(ref failures);

    public void Dispose()
    {
        stop.Set();
        thread.Join();
        stop.Dispose();
    }

    private void Run()
    {
        do
        {
            LiteView? view = null;
            try
            {
                view = new(options.Disk, options.Directory);
                Follow(view);
                view.Checkpoint();
                view.Dispose();
                return;
            }
            catch (Exception outside) when (outside is DiskException or StoreDamagedException)
            {
                // No room, a disk that fails or a journal that does: the view stays behind until the next try.
                Interlocked.Increment(ref failures);
                view?.Abandon();
            }
#pragma warning disable CA1031 // Whatever LiteDB threw, its file is only a view.
            catch (Exception)
            {
                Interlocked.Increment(ref failures);
                view?.Abandon();
                TryDelete();
            }
#pragma warning restore CA1031
        }
        while (!stop.Wait(Pause));
    }

    private void TryDelete()
    {
        try
        {
            LiteView.Delete(options.Disk, options.Directory);
        }
        catch (Exception outside) when (outside is IOException or UnauthorizedAccessException)
        {
            // Tried again after the pause.
        }
    }

    private void Follow(LiteView view)
    {
        var state = view.Read();
        if (state is null || state.Journal != journal.Id || state.Revision > journal.End.Revision)
        {
            if (state is not null) throw new InvalidDataException("the view is of another journal");
            state = new(journal.Id, 0, 0, 0);
        }
        JournalCursor? cursor = null;
        var rows = new Dictionary<(string, string), ViewRow>();
        for (var stopping = false; !stopping;)
        {
            stopping = stop.Wait(options.ViewDelay);
            // What is durable but not yet in the indexes cannot be found there: that comes next time.
            var until = indexes.End;
            while (state.Revision < until.Revision)
            {
                cursor ??= new(journal, indexes.Revisions.Find(state.Revision + 1).Frame);
                for (long bytes = 0; rows.Count < MostRows && bytes < MostBytes && cursor.ReadEntry(until); bytes += cursor.Frame.Length)
                    state = Collect(cursor, state, rows);
                view.Apply(rows.Values, state);
                rows.Clear();
                // A close does not wait for a view that is far behind: the next start takes the rest from the journal.
                if (stopping || stop.IsSet) break;
            }
        }
    }

    private static ViewState Collect(JournalCursor cursor, ViewState state, Dictionary<(string, string), ViewRow> rows)
    {
        var revision = cursor.Header.Revision;
        var (count, sum) = (state.Rows, state.Sum);
        foreach (var (location, record) in JournalReader.Records(cursor).Records)
        {
            if (record.PreviousRevision == 0) count++;
            else sum -= ViewRow.Fingerprint(record.Type, record.Id, record.PreviousRevision, record.PreviousLocation);
            sum += ViewRow.Fingerprint(record.Type, record.Id, revision, location);
            var offset = (int)(location.Packed - cursor.Location.Packed);
            var bytes = cursor.Frame.Slice(offset, (int)DocumentRecord.SizeOf(cursor.Frame.Span[offset..])).ToArray();
            rows[(record.Type, record.Id)] = new(record.Type, record.Id, new(revision, location, record.Removed), bytes);
        }
        return state with { Revision = revision, Rows = count, Sum = sum };
    }
}
