using CsCheck;
using Faculty.Storage.Embedded;

namespace Faculty.Storage.Tests;

/// <summary>The compact indexes against plain collections; CsCheck prints the seed of a failure.</summary>
public sealed class IndexTests
{
    private static readonly Gen<(int N, bool Apply)[]> Edits = Gen.Select(Gen.Int[0, 900], Gen.Bool, (n, apply) => (n, apply)).Array[1, 4000];

    [Fact]
    public void An_ordered_index_pages_like_a_sorted_set_after_any_edits() => Edits.Sample(edits =>
    {
        var table = new DocumentTable();
        var index = new OrderedIndex(table);
        var model = new SortedSet<(string Key, string Id)>(Comparer<(string Key, string Id)>.Create((a, b) =>
            string.CompareOrdinal(a.Key, b.Key) is var order && order != 0 ? order : string.CompareOrdinal(a.Id, b.Id)));
        var pending = new List<KeyEdit>();
        foreach (var (n, apply) in edits)
        {
            var (key, id) = (KeyOf(n), n % 3 == 0 ? $"id{n % 50}" : $"{n % 50 * 0x7777:x32}");
            var add = !model.Remove((key, id));
            if (add) model.Add((key, id));
            pending.Add(new(key, table.FindOrAdd(new(id)), add));
            if (!apply && pending.Count < 300) continue;
            index.Apply(pending);
            pending.Clear();
        }
        index.Apply(pending);
        var (from, to) = (KeyOf(edits[0].N), KeyOf(edits[^1].N));
        var expected = model.Where(e => string.CompareOrdinal(e.Key, from) >= 0 && string.CompareOrdinal(e.Key, to) < 0).ToList();
        var found = new List<(string, string)>();
        for ((string, DocumentId)? after = null; ;)
        {
            var page = index.Page(from, to, after, 17);
            found.AddRange(page.Select(hit => (hit.Key, table.IdOf(hit.Slot).ToString())));
            if (page.Count < 17) break;
            after = (page[^1].Key, table.IdOf(page[^1].Slot));
        }
        Assert.Equal(expected, found);
        Assert.Equal(model.Count, index.Page(null, null, null, int.MaxValue).Count);
        // The same among some, however few entries are passed over at once.
        var among = new DocumentSet(id => table.Find(new(id)), slot => table.IdOf(slot).ToString());
        foreach (var id in model.Select(e => e.Id)) among.Put(id, isIn: true);
        foreach (var (n, _) in edits) among.Put($"id{n % 50}", isIn: false);
        var belongs = among.Ids().ToHashSet();
        Assert.Equal(among.Count, belongs.Count);
        found.Clear();
        for ((string, DocumentId)? after = null; ;)
        {
            var page = index.Page(from, to, after, 17, among, most: 5, out var reached);
            found.AddRange(page.Select(hit => (hit.Key, table.IdOf(hit.Slot).ToString())));
            if (page.Count < 17 && reached is null) break;
            after = reached ?? (page[^1].Key, table.IdOf(page[^1].Slot));
        }
        Assert.Equal(expected.Where(e => belongs.Contains(e.Id)), found);
        Assert.Equal(model.Select(e => e.Id).Except(edits.Select(e => $"id{e.N % 50}")).ToHashSet(), belongs);
    }, iter: 60);

    [Fact]
    public void A_unique_index_finds_every_holder_of_a_hash_and_nobody_else() => Edits.Sample(edits =>
    {
        var index = new UniqueIndex();
        var model = new HashSet<(uint Hash, int Slot)>();
        foreach (var (n, crowded) in edits)
        {
            // Few hashes next to each other: long runs, wrap-around, gaps to close.
            var entry = (Hash: crowded ? uint.MaxValue - (uint)(n % 7) : (uint)n * 2654435761, Slot: n % 13);
            if (model.Remove(entry)) index.Remove(entry.Hash, entry.Slot);
            else
            {
                model.Add(entry);
                index.Add(entry.Hash, entry.Slot);
            }
        }
        foreach (var hash in edits.SelectMany(e => new[] { uint.MaxValue - (uint)(e.N % 7), (uint)e.N * 2654435761 }).Distinct())
            Assert.Equal(model.Where(e => e.Hash == hash).Select(e => e.Slot).Order(), index.Candidates(hash).Order());
    }, iter: 60);

    private static string KeyOf(int n) => n % 11 == 0 ? new string((char)(' ' + n % 90), 300 + n % 200) : $"{n % 37:x}{n / 41:x}";
}
