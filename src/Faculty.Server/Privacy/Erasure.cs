using Faculty.Storage;
using Faculty.Storage.Embedded;
using Teacher = Faculty.Domain.Teachers.Teacher;

namespace Faculty.Server.Privacy;

/// <summary>
/// The end of an erasure (抹除): the records say already, durably, that their identities are gone; now the keys go, and with them every older
/// version. What a crash left undone is found at the next start by the index of erased records, as is a key that came back with an older copy
/// of the keys.
/// </summary>
internal sealed class Erasure(EmbeddedStore below, SealedStore store, PersonalData personal)
{
    private const int PageSize = 200;

    /// <summary>Destroys the keys of records that are marked as erased; durable when this returns. Those that are gone are passed over.</summary>
    public async Task CompleteAsync(IEnumerable<string> teacherIds)
    {
        var keys = new List<(uint Slot, Guid Person)>();
        foreach (var id in teacherIds)
        {
            if (await store.SlotOfAsync(id, CancellationToken.None) is { } slot && !personal.Keys.IsGone(slot))
            {
                keys.Add((slot, IdentitySeal.PersonOf(id)));
            }
        }
        if (keys.Count == 0)
        {
            return;
        }
        // It holds the names, and a start from it could not take them out by versions that cannot be read any more.
        await Task.Run(below.DropSnapshot);
        foreach (var (slot, person) in keys)
        {
            await personal.Keys.EraseAsync(slot, person);
        }
        personal.Opened.Clear();
    }

    /// <summary>Completes every erasure that was begun.</summary>
    public async Task CompleteAllAsync(CancellationToken ct)
    {
        var erased = KeyRange.Exactly(Documents.RetentionIndex, RetentionKeys.Erased);
        string? after = null;
        do
        {
            var page = await store.QueryKeysAsync(Documents.Teachers.Name, erased, after, PageSize, ct);
            foreach (var entry in page.Entries)
            {
                // One whose key is lost reads as erased and is not: what was merged into it stays readable.
                if (await store.SlotOfAsync(entry.Id, ct) is { } slot && !personal.Keys.IsLost(slot) && await store.FindAsync(Documents.Teachers, entry.Id, ct) is { } found)
                {
                    await CompleteAsync([entry.Id, .. (await MergedAsync(found.Value, id => store.FindAsync(Documents.Teachers, id, ct))).Select(m => m.Id)]);
                }
            }
            after = page.Next;
        }
        while (after is not null);
    }

    /// <summary>The records merged into one, however often: the same person's.</summary>
    public static async Task<IReadOnlyList<Stored<Teacher>>> MergedAsync(Teacher teacher, Func<string, ValueTask<Stored<Teacher>?>> find)
    {
        var merged = new List<Stored<Teacher>>();
        foreach (var record in teacher.MergedRecords)
        {
            if (await find(record.TeacherId) is { } found)
            {
                merged.Add(found);
                merged.AddRange(await MergedAsync(found.Value, find));
            }
        }
        return merged;
    }
}
