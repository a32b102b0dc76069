using Faculty.Domain.Certification.Applications;
using Faculty.Domain.Certification.Batches;
using Faculty.Domain.Teachers;
using Faculty.Server.Access;
using Faculty.Storage;

namespace Faculty.Server.Certification.Applications;

/// <summary>Which records are one person now, within a call.</summary>
internal sealed class Persons(TeacherRows everyone)
{
    private readonly Dictionary<string, string> standing = new(StringComparer.Ordinal);

    /// <summary>The batch as it is for an applicant: members of its panels are named by records that may have been merged since.</summary>
    public async ValueTask<Batch> AsForAsync(Application application, Batch batch, CancellationToken ct)
    {
        List<string> own = [];
        foreach (var named in batch.Panels.SelectMany(p => p.Members).Select(m => m.TeacherId).Where(id => id.Length > 0).Distinct(StringComparer.Ordinal))
        {
            if (await StandingAsync(named, ct) == await StandingAsync(application.TeacherId, ct))
            {
                own.Add(named);
            }
        }
        return batch.For(application.TeacherId, own);
    }

    /// <summary>The id of a standing record and of every one merged into it.</summary>
    public static async ValueTask<IReadOnlyList<string>> IdsAsync(IRegistryStore store, Teacher standing, CancellationToken ct)
    {
        List<string> ids = [standing.TeacherId];
        foreach (var merged in standing.MergedRecords)
        {
            ids.AddRange(await store.FindAsync(Documents.Teachers, merged.TeacherId, ct) is { } record ? await IdsAsync(store, record.Value, ct) : [merged.TeacherId]);
        }
        return ids;
    }

    /// <summary>The applications filed for a person by whichever record, merged since or not.</summary>
    public static async Task<IReadOnlyList<Stored<Application>>> ApplicationsAsync(IRegistryStore store, Teacher standing, CancellationToken ct)
    {
        var found = new List<Stored<Application>>();
        foreach (var id in await IdsAsync(store, standing, ct))
        {
            string? after = null;
            do
            {
                var page = await store.QueryAsync(Documents.Applications.Name, KeyRange.Exactly(Documents.ApplicantIndex, id), after, limit: 500, ct);
                found.AddRange(page.Documents.Select(Documents.Applications.Typed));
                after = page.Next;
            }
            while (after is not null);
        }
        return found;
    }

    /// <summary>The same of whom a record stands for now.</summary>
    public static async Task<IReadOnlyList<Stored<Application>>> ApplicationsAsync(IRegistryStore store, TeacherRows everyone, string teacherId, CancellationToken ct) =>
        await everyone.StandingOrNullAsync(teacherId, at: null, ct) is { } standing ? await ApplicationsAsync(store, Documents.Teachers.Typed(standing).Value, ct) : [];

    // An id that nobody has stands for itself.
    private async ValueTask<string> StandingAsync(string teacherId, CancellationToken ct) =>
        standing.TryGetValue(teacherId, out var known) ? known : standing[teacherId] = (await everyone.StandingOrNullAsync(teacherId, at: null, ct))?.Id ?? teacherId;
}
