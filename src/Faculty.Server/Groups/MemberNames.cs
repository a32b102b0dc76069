using Faculty.Server.Access;
using Faculty.V1;

namespace Faculty.Server.Groups;

/// <summary>Members by the names that a caller may see; of anybody else a reply says role and days alone.</summary>
internal static class MemberNames
{
    public static async ValueTask FillAsync(this TeacherNames names, IEnumerable<Membership> memberships, CancellationToken ct)
    {
        foreach (var membership in memberships)
        {
            (membership.TeacherId, membership.DisplayName) = await names.OfAsync(membership.TeacherId, ct);
        }
    }
}
