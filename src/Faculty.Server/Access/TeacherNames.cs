using System.Text;
using Faculty.Server.Access;
using Faculty.Server.Teachers;
using Faculty.V1;

namespace Faculty.Server.Groups;

/// <summary>
/// Who the members of groups are, as far as a caller may see each person: the standing record's id and name. Of anybody else a reply says role
/// and days alone. One per call; each person is looked for once.
/// </summary>
internal sealed class MemberNames(TeacherRows rows)
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

    public async ValueTask FillAsync(IEnumerable<Membership> memberships, CancellationToken ct)
    {
        foreach (var membership in memberships)
        {
            (membership.TeacherId, membership.DisplayName) = await OfAsync(membership.TeacherId, ct);
        }
    }
}
