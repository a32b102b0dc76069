using System.Runtime.CompilerServices;
using Faculty.Server.Access;
using Faculty.Storage;

namespace Faculty.Server.Teachers;

/// <summary>Two records with equal name and birth date that nobody has reviewed. The place orders the pairs and continues a list.</summary>
internal readonly record struct DuplicatePair(string Place, StoredDocument First, StoredDocument Second);

/// <summary>Possible duplicates (疑似重复), out of the index of names and birth dates: each pair once, the older record first.</summary>
internal static class PossibleDuplicates
{
    private const int Read = 1000;

    public static IAsyncEnumerable<DuplicatePair> PairsAsync(
        this IRegistryStore store, TeacherRows rows, string schoolCode, string? after, CancellationToken ct) =>
        schoolCode.Length == 0 && rows.Coverage.Whole
            ? store.AllPairsAsync(rows, after, ct)
            : store.PairsAmongAsync(rows, schoolCode.Length == 0 ? KeyRange.All(Documents.NameIndex) : KeyRange.Exactly(Documents.SchoolIndex, schoolCode), after, ct);

    private static async IAsyncEnumerable<DuplicatePair> AllPairsAsync(
        this IRegistryStore store, TeacherRows rows, string? after, [EnumeratorCancellation] CancellationToken ct)
    {
        var range = new KeyRange(Documents.SamePersonIndex, after?.Split('|')[0], null);
        var group = new List<KeyEntry>();
        string? next = null;
        do
        {
            var page = await store.QueryKeysAsync(Documents.Teachers.Name, range, next, Read, ct);
            foreach (var entry in page.Entries)
            {
                if (group.Count > 0 && group[^1].Key != entry.Key)
                {
                    foreach (var pair in await store.PairsOfGroupAsync(rows, group, after, ct))
                    {
                        yield return pair;
                    }
                    group.Clear();
                }
                group.Add(entry);
            }
            next = page.Next;
        }
        while (next is not null);
        foreach (var pair in await store.PairsOfGroupAsync(rows, group, after, ct))
        {
            yield return pair;
        }
    }

    /// <summary>Pairs with a teacher of the range (ever engaged by a school, or all whom the caller sees), in the same order of places.</summary>
    private static async IAsyncEnumerable<DuplicatePair> PairsAmongAsync(
        this IRegistryStore store, TeacherRows rows, KeyRange range, string? after, [EnumeratorCancellation] CancellationToken ct)
    {
        var ofRange = new HashSet<string>(StringComparer.Ordinal);
        var keys = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (var teachers in rows.AllAsync(range, ct))
        {
            ofRange.UnionWith(teachers.Select(t => t.Id));
            keys.UnionWith(teachers.Select(t => TeacherKeys.SamePerson(Hosting.Wire.ToRecord(TeacherBytes.Identity(t)))));
        }
        foreach (var key in keys.Where(k => after is null || string.CompareOrdinal(k, after.Split('|')[0]) >= 0))
        {
            var group = await store.QueryKeysAsync(Documents.Teachers.Name, KeyRange.Exactly(Documents.SamePersonIndex, key), null, Read, ct);
            foreach (var pair in await store.PairsOfGroupAsync(rows, group.Entries, after, ct))
            {
                if (ofRange.Contains(pair.First.Id) || ofRange.Contains(pair.Second.Id))
                {
                    yield return pair;
                }
            }
        }
    }

    private static async ValueTask<List<DuplicatePair>> PairsOfGroupAsync(
        this IRegistryStore store, TeacherRows rows, IReadOnlyList<KeyEntry> group, string? after, CancellationToken ct)
    {
        var pairs = new List<DuplicatePair>();
        if (group.Count < 2)
        {
            return pairs;
        }
        var found = (await store.FindManyAsync(Documents.Teachers.Name, [.. group.Select(e => e.Id)], ct)).OfType<StoredDocument>().Where(rows.Coverage.Covers).ToList();
        var reviewed = found.ToDictionary(d => d.Id, d => V1.Teacher.Parser.ParseFrom(d.Body.Span).ReviewedTeacherIds, StringComparer.Ordinal);
        for (var i = 0; i < found.Count; i++)
        {
            for (var j = i + 1; j < found.Count; j++)
            {
                var (first, second) = (found[i], found[j]);
                var place = $"{group[0].Key}|{first.Id}|{second.Id}";
                if ((after is null || string.CompareOrdinal(place, after) > 0)
                    && !reviewed[first.Id].Contains(second.Id) && !reviewed[second.Id].Contains(first.Id))
                {
                    pairs.Add(new(place, first, second));
                }
            }
        }
        return pairs;
    }
}
