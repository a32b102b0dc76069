using System.Runtime.InteropServices;
using Faculty.Server.Hosting;
using Faculty.Server.Teachers;
using Faculty.Storage;

namespace Faculty.Server.Certification.Rechecks;

/// <summary>
/// Every recheck case and every end of a recognition in memory, by place, on whatever day it comes: a day needs no upkeep. Kept by following
/// the journal. The documents are read once behind the start, so that the start does not wait for it; whoever asks does.
/// </summary>
internal sealed class RecheckView : IReadModel, IAsyncDisposable
{
    private const int Batch = 256;
    private readonly ReaderWriterLockSlim gate = new();
    private readonly CancellationTokenSource stop = new();
    private readonly List<WatchPlace> places = [];
    private readonly Dictionary<(string, string), WatchPlace> byCode = [];
    private readonly Dictionary<string, WatchPlace[]> byTeacher = new(StringComparer.Ordinal);
    private HashSet<string>? changedWhileFilling = new(StringComparer.Ordinal);
    private Task filling = Task.CompletedTask;
    private long revision;

    public long Revision => Volatile.Read(ref revision);

    public ValueTask StartAsync(IRegistryStore store, CancellationToken ct)
    {
        revision = store.Revision;
        filling = Task.Run(() => FillAsync(store, stop.Token), CancellationToken.None);
        return ValueTask.CompletedTask;
    }

    public ValueTask ApplyAsync(JournalEntry entry, CancellationToken ct)
    {
        var changed = entry.Changes.Where(c => string.Equals(c.Type, Documents.Teachers.Name, StringComparison.Ordinal))
            .Select(c => (c.Id, Rows: c.Body is { } body ? Rows(body) : [])).ToList();
        gate.EnterWriteLock();
        try
        {
            foreach (var (id, rows) in changed)
            {
                changedWhileFilling?.Add(id);
                Put(id, rows);
            }
            Volatile.Write(ref revision, entry.Revision);
        }
        finally
        {
            gate.ExitWriteLock();
        }
        return ValueTask.CompletedTask;
    }

    /// <summary>Reads at one moment, in the order of the places from one on; nothing changes meanwhile, so be short and take nothing along.</summary>
    public async ValueTask<T> ReadAsync<T>(WatchPlace? from, Func<IEnumerable<WatchPlace>, long, T> read, CancellationToken ct)
    {
        await filling.WaitAsync(ct);
        gate.EnterReadLock();
        try
        {
            var at = from is null ? 0 : places.BinarySearch(from) is >= 0 and var found ? found : ~places.BinarySearch(from);
            return read(places.Skip(at), revision);
        }
        finally
        {
            gate.ExitReadLock();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await filling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
        gate.Dispose();
    }

    private async Task FillAsync(IRegistryStore store, CancellationToken ct)
    {
        await Parallel.ForEachAsync(store.ScanAsync(Documents.Teachers.Name, ct).Chunk(Batch), ct, (batch, _) =>
        {
            var found = Array.ConvertAll(batch, document => (document.Id, Rows: Rows(document.Body)));
            gate.EnterWriteLock();
            try
            {
                // What changed since this was read stands as the journal says.
                foreach (var (id, rows) in found.Where(f => !changedWhileFilling!.Contains(f.Id)))
                {
                    Put(id, rows);
                }
            }
            finally
            {
                gate.ExitWriteLock();
            }
            return ValueTask.CompletedTask;
        });
        gate.EnterWriteLock();
        changedWhileFilling = null;
        gate.ExitWriteLock();
    }

    private static IReadOnlyList<((string, string) Place, WatchRow Row)> Rows(ReadOnlyMemory<byte> body) =>
        TeacherBytes.HasRecognition(body.Span) ? [.. WatchRow.Of(Documents.Teachers.Read(body))] : [];

    private void Put(string teacherId, IReadOnlyList<((string, string) Place, WatchRow Row)> rows)
    {
        if (byTeacher.Remove(teacherId, out var former))
        {
            foreach (var place in former)
            {
                place.Rows.RemoveAll(r => string.Equals(r.TeacherId, teacherId, StringComparison.Ordinal));
            }
        }
        if (rows.Count == 0)
        {
            return;
        }
        foreach (var (code, row) in rows)
        {
            At(code).Rows.Add(row);
        }
        byTeacher[teacherId] = [.. rows.Select(r => r.Place).Distinct().Select(At)];
    }

    private WatchPlace At((string School, string Department) code)
    {
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(byCode, code, out _);
        if (place is null)
        {
            place = new(code.School, code.Department);
            places.Insert(~places.BinarySearch(place), place);
        }
        return place;
    }
}
