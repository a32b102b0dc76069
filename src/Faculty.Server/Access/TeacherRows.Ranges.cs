using System.Runtime.CompilerServices;
using System.Text;
using Faculty.Server.Teachers;
using Faculty.Storage;

namespace Faculty.Server.Access;

/// <summary>The rows of a stretch of an index, in its order.</summary>
internal sealed partial class TeacherRows
{
    private const int KeysAtOnce = 1_000;
    private const int RecordsAtOnce = 64;
    private const int ListSize = 200;
    private const int MostSorted = 20_000;
    private const int KeysARecord = 150;

    /// <summary>The next teachers of an index range that exist for the caller: a full page while there are any.</summary>
    public async ValueTask<(IReadOnlyList<StoredDocument> Teachers, string? Next)> PageAsync(KeyRange range, string? after, int limit, CancellationToken ct)
    {
        if (IsCovered(range))
        {
            return await store.TeachersAsync(range, after, limit, ct);
        }
        var rows = new List<StoredDocument>(limit);
        await foreach (var (place, row) in VisibleAsync(range, after, limit, ct))
        {
            if (rows.Count == limit)
            {
                return (rows, after);
            }
            rows.Add(row);
            after = place;
        }
        return (rows, null);
    }

    /// <summary>All teachers of a range, a list at a time.</summary>
    public async IAsyncEnumerable<IReadOnlyList<StoredDocument>> AllAsync(KeyRange range, [EnumeratorCancellation] CancellationToken ct)
    {
        if (!IsCovered(range))
        {
            await foreach (var rows in VisibleAsync(range, after: null, MostSorted, ct).Select(r => r.Row).Chunk(ListSize).WithCancellation(ct))
            {
                yield return rows;
            }
            yield break;
        }
        string? after = null;
        do
        {
            (var rows, after) = await store.TeachersAsync(range, after, ListSize, ct);
            yield return rows;
        }
        while (after is not null);
    }

    // All of a school or a department is covered when that is.
    private bool IsCovered(KeyRange range) =>
        coverage.Whole || (IsOrganisation(range) && range.From is { } code && coverage.Covers(code));

    // Only the keys of a name can be told from a record alone.
    private static bool IsNamed(KeyRange range) => range.Index is Documents.NameIndex or Documents.PinyinIndex or Documents.InitialsIndex;

    private static bool IsOrganisation(KeyRange range) => range.Index is Documents.SchoolIndex or Documents.DepartmentIndex;

    /// <summary>The rows behind a place (key and id) in the order of an index; teachers of an organisation that is not covered are none.</summary>
    private async IAsyncEnumerable<(string Place, StoredDocument Row)> VisibleAsync(
        KeyRange range, string? after, int limit, [EnumeratorCancellation] CancellationToken ct)
    {
        if (IsOrganisation(range))
        {
            yield break;
        }
        var set = await visible.OfAsync(coverage, store, ct);
        // Sorting reads every record of the set; scanning passes the keys of everybody between one row and the next, KeysARecord for the
        // time of a record.
        long count = set.Documents.Count;
        var sorts = IsNamed(range) && count <= MostSorted && KeysARecord * count * count <= limit * store.Count(Documents.Teachers.Name);
        await foreach (var row in (sorts ? SortedAsync(set, range, after, ct) : ScannedAsync(set, range, after, limit, ct)).WithCancellation(ct))
        {
            yield return row;
        }
    }

    private async IAsyncEnumerable<(string Place, StoredDocument Row)> SortedAsync(
        VisibleTeachers.Set set, KeyRange range, string? after, [EnumeratorCancellation] CancellationToken ct)
    {
        var rows = from record in (await store.FindManyAsync(Documents.Teachers.Name, set.Documents.Ids(), ct)).OfType<StoredDocument>()
                   where coverage.Covers(record)
                   let key = TeacherKeys.Named(range.Index, Encoding.UTF8.GetString(TeacherBytes.Name(record))).Where(range.Holds).Min(StringComparer.Ordinal)
                   where key is not null
                   let place = Place(key, record.Id)
                   where IsBehind(place, after)
                   select (Place: place, Row: record);
        foreach (var row in rows.OrderBy(r => r.Place, StringComparer.Ordinal))
        {
            yield return row;
        }
    }

    private async IAsyncEnumerable<(string Place, StoredDocument Row)> ScannedAsync(
        VisibleTeachers.Set set, KeyRange range, string? after, int limit, [EnumeratorCancellation] CancellationToken ct)
    {
        var rest = after is null ? range : range with { From = after[..after.IndexOf('\n', StringComparison.Ordinal)] };
        string? next = null;
        do
        {
            var page = await store.QueryKeysAsync(Documents.Teachers.Name, rest, set.Documents, next, Math.Min(limit + 1, KeysAtOnce), ct);
            foreach (var some in page.Entries.Where(e => IsBehind(Place(e.Key, e.Id), after)).Chunk(RecordsAtOnce))
            {
                var records = await store.FindManyAsync(Documents.Teachers.Name, [.. some.Select(e => e.Id)], ct);
                foreach (var (entry, record) in some.Zip(records))
                {
                    if (record is not null && coverage.Covers(record) && TeacherPages.IsFirst(range, entry.Key, record))
                    {
                        yield return (Place(entry.Key, entry.Id), record);
                    }
                }
            }
            next = page.Next;
        }
        while (next is not null);
    }

    // Keys hold no line end, so places have the order of the index.
    private static string Place(string key, string id) => $"{key}\n{id}";

    private static bool IsBehind(string place, string? after) => after is null || string.CompareOrdinal(place, after) > 0;
}
