using Faculty.Domain.Certification.Certificates;
using Faculty.Server.Access;
using Faculty.Storage;
using Faculty.V1;
using Batch = Faculty.Domain.Certification.Batches.Batch;

namespace Faculty.Server.Certification.Batches;

/// <summary>What a batch made public (公示), as it was announced. Only the names are those of today, masked: whoever was erased has none any more.</summary>
internal sealed class Publicity
{
    private readonly StoredPublicity stored;
    private readonly TeacherRows people;

    private Publicity(Batch batch, StoredPublicity stored, TeacherRows people, DateOnly today) =>
        (Batch, this.stored, this.people, IsOpen) = (batch, stored, people, today <= batch.PublicityLast);

    public Batch Batch { get; }

    public int Count => stored.Entries.Count;

    /// <summary>It is not over: everybody may read it.</summary>
    public bool IsOpen { get; }

    /// <summary>The list of a batch, from its first day on; null before, and where there is no batch.</summary>
    public static async Task<Publicity?> FindAsync(IRegistryStore store, RowScope scope, string code, DateOnly today, CancellationToken ct) =>
        await store.FindByKeyAsync(Documents.Batches, Documents.CodeIndex, code, ct) is { } batch && batch.Value.PublicityStart <= today
            && await store.FindAsync(Documents.Publicities, batch.Id, ct) is { } publicity
            ? new(batch.Value, publicity.Value, scope.Everyone, today)
            : null;

    /// <summary>The entries behind a number, up to another.</summary>
    public async Task<IReadOnlyList<PublicityEntry>> EntriesAsync(int after, int last, CancellationToken ct)
    {
        var entries = new List<PublicityEntry>();
        for (var index = after; index < last; index++)
        {
            var entry = stored.Entries[index];
            // Wherever the person is engaged by now, and in whichever record.
            var person = Documents.Teachers.Typed(await people.StandingAsync(entry.TeacherId, at: null, ct)).Value;
            entries.Add(new()
            {
                Number = index + 1, MaskedName = SurnameMask.Of(person.Identity.DisplayName), SchoolName = entry.SchoolName, Level = entry.Level, Field = entry.Field,
            });
        }
        return entries;
    }
}
