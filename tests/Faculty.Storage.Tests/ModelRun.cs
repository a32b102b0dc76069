using static Faculty.Storage.Tests.StoreTesting;

namespace Faculty.Storage.Tests;

/// <summary>The oracle: random batches run against the store and against plain dictionaries.</summary>
internal sealed class ModelRun(int seed)
{
    private readonly Random random = new(seed);
    private readonly Dictionary<string, (long Revision, Card Card)> model = [];
    private readonly List<Dictionary<string, Card>> states = [[]];

    public async Task StepAsync(IRegistryStore store)
    {
        var batch = Batch();
        var next = model.ToDictionary(e => e.Key, e => e.Value.Card);
        foreach (var id in Enumerable.Range(0, random.Next(1, 6)).Select(_ => IdOf(random.Next(40))).Distinct().ToList())
        {
            var card = new Card($"s{random.Next(4)}", random.Next(3) == 0 ? null : $"c{random.Next(60)}", Words());
            if (!model.TryGetValue(id, out var known)) batch.Insert(Card.Type, id, card);
            else if (random.Next(4) == 0)
            {
                batch.Remove(Card.Type, new(id, known.Revision, known.Card));
                next.Remove(id);
                continue;
            }
            else batch.Replace(Card.Type, new(id, known.Revision, known.Card), card);
            next[id] = card;
        }
        if (random.Next(4) == 0)
        {
            var free = $"c{random.Next(60)}";
            batch.RelyOnFree(Card.Type, "code", free);
            if (model.Values.Any(known => known.Card.Code == free))
            {
                await Assert.ThrowsAsync<RevisionConflictException>(() => store.CommitAsync(batch));
                return;
            }
        }
        var duplicate = next.Values.Where(c => c.Code is not null).GroupBy(c => c.Code).Any(g => g.Count() > 1);
        if (duplicate)
        {
            await Assert.ThrowsAsync<DuplicateKeyException>(() => store.CommitAsync(batch));
            return;
        }
        var commit = await store.CommitAsync(batch);
        Assert.Equal(states.Count, commit.Revision);
        foreach (var change in batch.Changes)
            if (change.Body is null) model.Remove(change.Id);
            else model[change.Id] = (commit.Revision, next[change.Id]);
        states.Add(next);
    }

    public async Task CompareAsync(IRegistryStore store)
    {
        Assert.Equal(states.Count - 1, store.Revision);
        Assert.Equal(model.Count, store.Count("card"));
        Assert.Equal(model.Keys.Order(StringComparer.Ordinal), (await store.ScanAsync("card", None).ToListAsync()).Select(d => d.Id));
        for (var i = 0; i < 40; i++)
        {
            var found = await store.FindAsync(Card.Type, IdOf(i), None);
            Assert.Equal(model.TryGetValue(IdOf(i), out var known) ? new Stored<Card>(IdOf(i), known.Revision, known.Card) : null, found);
            var at = random.Next(states.Count);
            Assert.Equal(states[at].GetValueOrDefault(IdOf(i)), (await store.FindAtAsync(Card.Type, IdOf(i), at, None))?.Value);
        }
        for (var i = 0; i < 60; i++)
            Assert.Equal(model.FirstOrDefault(e => e.Value.Card.Code == $"c{i}").Key, await store.FindIdAsync("card", "code", $"c{i}", None));
        foreach (var index in new[] { "shelf", "word" })
        {
            var all = model.SelectMany(e => Card.Type.Keys(e.Value.Card).Where(k => k.Index == index).Distinct().Select(k => (Key: k.Value, Id: e.Key)))
                .OrderBy(e => e.Key, StringComparer.Ordinal).ThenBy(e => e.Id, StringComparer.Ordinal).ToList();
            Assert.Equal(all.Select(e => e.Id), await store.IdsAsync(KeyRange.All(index), random.Next(1, 20)));
            if (all.Count == 0) continue;
            var prefix = all[random.Next(all.Count)].Key[..1];
            Assert.Equal(all.Where(e => e.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(e => e.Id), await store.IdsAsync(KeyRange.Prefix(index, prefix)));
        }
    }

    private static string IdOf(int n) => n % 2 == 0 ? $"{n * 0x1234567:x32}" : $"id-{n}";

    private string Words() => string.Join(' ', Enumerable.Range(0, random.Next(0, 4)).Select(_ => "王李张刘陈"[random.Next(5)].ToString()));
}
