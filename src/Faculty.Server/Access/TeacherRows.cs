using System.Runtime.CompilerServices;
using Faculty.Domain.Organisations;
using Faculty.Server.Hosting;
using Faculty.Server.Teachers;
using Faculty.Storage;
using Teacher = Faculty.Domain.Teachers.Teacher;

namespace Faculty.Server.Access;

/// <summary>
/// The teachers that exist for a caller. What a record says now decides about all its versions; a record merged into another exists with that
/// one. Anybody else is answered exactly as an id that was never issued.
/// </summary>
internal sealed partial class TeacherRows(IRegistryStore store, Coverage coverage, VisibleTeachers visible)
{
    public Coverage Coverage => coverage;

    /// <summary>The same caller's teachers in another tree of organisations: one that a file of theirs adds to.</summary>
    public TeacherRows Over(OrganisationTree tree) => new(store, coverage.Over(tree), visible);

    /// <summary>The record that stands for an id, as of a revision: itself, or the one it was merged into; null when there is none.</summary>
    public async ValueTask<StoredDocument?> StandingOrNullAsync(string teacherId, long? at, CancellationToken ct)
    {
        if (coverage.Whole && at is not null)
        {
            return await FollowAsync(teacherId, at, ct);
        }
        var now = await FollowAsync(teacherId, at: null, ct);
        return now is null || !coverage.Covers(now) ? null : at is null ? now : await FollowAsync(teacherId, at, ct);
    }

    public async ValueTask<StoredDocument> StandingAsync(string teacherId, long? at, CancellationToken ct) =>
        await StandingOrNullAsync(teacherId, at, ct) ?? throw Refusal.NotFound(Documents.Teachers.Name, teacherId);

    /// <summary>Everybody, in the order of ids.</summary>
    public async IAsyncEnumerable<StoredDocument> ScanAsync([EnumeratorCancellation] CancellationToken ct)
    {
        if (coverage.Whole)
        {
            await foreach (var record in store.ScanAsync(Documents.Teachers.Name, ct))
            {
                yield return record;
            }
            yield break;
        }
        var set = await visible.OfAsync(coverage, store, ct);
        foreach (var some in set.Documents.Ids().Order(StringComparer.Ordinal).Chunk(RecordsAtOnce))
        {
            foreach (var record in await store.FindManyAsync(Documents.Teachers.Name, some, ct))
            {
                if (record is not null && coverage.Covers(record))
                {
                    yield return record;
                }
            }
        }
    }

    /// <summary>The very record with an id, merged or not.</summary>
    public async ValueTask<Stored<Teacher>> FindAsync(string teacherId, CancellationToken ct) =>
        await StandingOrNullAsync(teacherId, at: null, ct) is not null && await store.FindAsync(Documents.Teachers, teacherId, ct) is { } found
            ? found
            : throw Refusal.NotFound(Documents.Teachers.Name, teacherId);

    public async ValueTask<Stored<Teacher>?> FindByKeyAsync(string uniqueIndex, string value, CancellationToken ct) =>
        await store.FindByKeyAsync(Documents.Teachers, uniqueIndex, value, ct) is { } found && coverage.Covers(found.Value) ? found : null;

    /// <summary>The same of a version as of a revision, null for the newest.</summary>
    public async ValueTask<bool> SeesAsync(StoredDocument version, long? at, CancellationToken ct) =>
        coverage.Whole || (at is null ? coverage.Covers(version) : await StandingOrNullAsync(version.Id, at: null, ct) is not null);

    public async ValueTask<bool> SeesAsync(Stored<Teacher> found, CancellationToken ct) =>
        coverage.Covers(found.Value)
        || (found.Value.MergedIntoTeacherId.Length > 0 && await StandingOrNullAsync(found.Id, at: null, ct) is not null);

    private async ValueTask<StoredDocument?> FollowAsync(string teacherId, long? at, CancellationToken ct)
    {
        for (var id = teacherId; ;)
        {
            var found = await (at is { } revision
                ? store.FindAtAsync(Documents.Teachers.Name, id, revision, ct)
                : store.FindAsync(Documents.Teachers.Name, id, ct));
            if (found is null || TeacherBytes.MergedInto(found) is not { Length: > 0 } next)
            {
                return found;
            }
            id = next;
        }
    }
}
