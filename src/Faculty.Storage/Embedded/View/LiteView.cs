using System.IO.Hashing;
using System.Runtime.InteropServices;
using LiteDB;
using LiteDB.Engine;

namespace Faculty.Storage.Embedded;

/// <summary>A document as the view holds it: where its newest version stands, and that version's own checksummed bytes.</summary>
internal sealed record ViewRow(string Type, string Id, SlotVersion Version, byte[] Record)
{
    /// <summary>What a row adds to the view's sum: a lost, doubled or old row cannot go unnoticed.</summary>
    public static ulong Fingerprint(string type, string id, long revision, Location location)
    {
        Span<long> numbers = [revision, location.Packed];
        var seed = (long)XxHash3.HashToUInt64(MemoryMarshal.AsBytes(numbers));
        return XxHash3.HashToUInt64(MemoryMarshal.AsBytes($"{type}\n{id}".AsSpan()), seed);
    }
}

/// <summary>How far the view has come, and the count and sum of its rows then.</summary>
internal sealed record ViewState(Guid Journal, long Revision, long Rows, ulong Sum);

/// <summary>
/// The LiteDB file: one collection of raw documents, binary collation, no mapper, no password. LiteDB breaks when two threads use it, so one
/// thread at a time has an instance. Whatever it answers is checked against the sum and the rows' own hashes before it is believed.
/// </summary>
internal sealed class LiteView : IDisposable
{
    private const string Documents = "documents", State = "state";
    private const int Page = 1_000;
    private const long CheckpointAt = 64 << 20;

    private readonly DiskFile data, log;
    private readonly ViewLogStream logStream;
    private readonly LiteEngine engine;

    public LiteView(Disk disk, string directory)
    {
        data = disk.Open(PathOf(directory, "db"));
        log = disk.Open(PathOf(directory, "log"));
        try
        {
            logStream = new(log);
            engine = new(new EngineSettings { DataStream = new ViewDataStream(data), LogStream = logStream, TempStream = new MemoryStream(), Collation = Collation.Binary });
            engine.Pragma("CHECKPOINT", 0);
        }
        catch
        {
            data.Dispose();
            log.Dispose();
            throw;
        }
    }

    public static bool Exists(string directory) => File.Exists(PathOf(directory, "db"));

    /// <summary>How far the view in a directory has come; null when there is none that can be believed.</summary>
    public static ViewState? StateIn(Disk disk, string directory)
    {
        if (!Exists(directory)) return null;
        LiteView? view = null;
        try
        {
            view = new(disk, directory);
            return view.Read();
        }
#pragma warning disable CA1031 // LiteDB has many ways to say that its file is broken.
        catch (Exception)
        {
            return null;
        }
#pragma warning restore CA1031
        finally
        {
            view?.Abandon();
        }
    }

    public static void Delete(Disk disk, string directory)
    {
        disk.Delete(PathOf(directory, "db"));
        disk.Delete(PathOf(directory, "log"));
    }

    public ViewState? Read()
    {
        using var reader = engine.Query(State, new Query());
        if (!reader.Read() || reader.Current.AsDocument is not { } state) return null;
        var read = new ViewState(state["j"].AsGuid, state["r"].AsInt64, state["n"].AsInt64, (ulong)state["s"].AsInt64);
        return state["h"].AsInt64 == HashOf(read) ? read : null;
    }

    /// <summary>Stores rows and the state they lead to in one transaction.</summary>
    public void Apply(IEnumerable<ViewRow> rows, ViewState state)
    {
        engine.BeginTrans();
        engine.Upsert(Documents, rows.OrderBy(KeyOf, StringComparer.Ordinal).Select(row => new BsonDocument
        {
            ["_id"] = KeyOf(row), ["r"] = row.Version.Revision, ["l"] = row.Version.Location.Packed, ["d"] = row.Record,
        }), BsonAutoId.ObjectId);
        engine.Upsert(State, [new BsonDocument
        {
            ["_id"] = 1, ["j"] = state.Journal, ["r"] = state.Revision, ["n"] = state.Rows, ["s"] = (long)state.Sum, ["h"] = HashOf(state),
        }], BsonAutoId.ObjectId);
        engine.Commit();
        if (logStream.Length > CheckpointAt) Checkpoint();
        if (logStream.Fault is { } fault) throw new IOException("the view's log has failed", fault);
    }

    /// <summary>All rows, by ranges of ids: one long cursor would pin every page in memory.</summary>
    public IEnumerable<ViewRow> Rows()
    {
        for (var last = ""; ;)
        {
            var count = 0;
            var query = new Query { Limit = Page };
            // A parameter, not a literal: LiteDB keeps every literal's text for ever.
            query.Where.Add(BsonExpression.Create("$._id > @0", new BsonValue(last)));
            using var reader = engine.Query(Documents, query);
            for (; reader.Read(); count++)
            {
                var row = reader.Current.AsDocument;
                var id = row["_id"].AsString;
                // Never round in a circle through a damaged file.
                if (string.CompareOrdinal(id, last) <= 0) throw new InvalidDataException("the rows of the view are out of order");
                last = id;
                var split = last.IndexOf('\n', StringComparison.Ordinal);
                if (split < 0) throw new InvalidDataException("a row of the view has no id");
                yield return new(last[..split], last[(split + 1)..], new(row["r"].AsInt64, new(row["l"].AsInt64), false), row["d"].AsBinary);
            }
            if (count < Page) yield break;
        }
    }

    public void Checkpoint()
    {
        logStream.Sync();
        engine.Checkpoint();
    }

    /// <summary>Closes the files under the engine; used when it can no longer be trusted to close itself.</summary>
    public void Abandon()
    {
        data.Dispose();
        log.Dispose();
    }

    public void Dispose()
    {
        engine.Dispose();
        logStream.Dispose();
        Abandon();
    }

    private static string PathOf(string directory, string extension) => Path.Combine(directory, "view." + extension);

    private static string KeyOf(ViewRow row) => $"{row.Type}\n{row.Id}";

    private static long HashOf(ViewState state)
    {
        Span<long> numbers = [state.Revision, state.Rows, (long)state.Sum];
        return (long)XxHash3.HashToUInt64(MemoryMarshal.AsBytes(numbers), BitConverter.ToInt64(state.Journal.ToByteArray()));
    }
}
