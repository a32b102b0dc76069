using System.Text;
using Faculty.Server.Teachers;

namespace Faculty.Server.Access;

/// <summary>
/// Who the persons are that groups and applications name, as far as a caller may see each: the standing record's id and name; empty of anybody
/// else. One per call; each person is looked for once.
/// </summary>
internal sealed class TeacherNames(TeacherRows rows)
{
    private static readonly (string, string) Hidden = ("", "");
    private readonly Dictionary<string, (string TeacherId, string Name)> known = new(StringComparer.Ordinal);

    public async ValueTask<(string TeacherId, string Name)> OfAsync(string teacherId, CancellationToken ct)
    {
        if (!known.TryGetValue(teacherId, out var person))
        {
            var found = await rows.StandingOrNullAsync(teacherId, at: null, ct);
            person = known[teacherId] = found is null ? Hidden : (found.Id, Encoding.UTF8.GetString(TeacherBytes.Name(found)));
        }
        return person;
    }
}
