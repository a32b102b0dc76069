using Faculty.Domain.Organisations;
using Faculty.Domain.Time;

namespace Faculty.Domain.Teachers;

public static partial class TeacherInvariants
{
    private static IEnumerable<RuleBroken> OrganisationRules(Teacher teacher, OrganisationTree organisations)
    {
        foreach (var engagement in teacher.Engagements)
        {
            if (Misfit(organisations, engagement.SchoolCode, engagement.Period, engagement.EngagementId, OrganisationKind.School, OrganisationKind.AttachedClass) is { } broken)
            {
                yield return broken;
            }
        }
        foreach (var post in teacher.Posts)
        {
            if (Misfit(organisations, post.DepartmentCode, post.Period, post.PostId, OrganisationKind.Department, OrganisationKind.AttachedClass) is { } broken)
            {
                yield return broken;
            }
            else if (FirstUncovered(post.Period, organisations.Find(post.DepartmentCode)!.Parents.Where(p => p.ParentCode == post.SchoolCode).Select(p => p.Period)) is { } day)
            {
                yield return new(
                    Reason.DepartmentNotOfSchool,
                    "The department does not belong to the school on these days.",
                    ("department_code", post.DepartmentCode), ("school_code", post.SchoolCode), ("day", $"{day:O}")) { FactId = post.PostId };
            }
        }
    }

    private static RuleBroken? Misfit(
        OrganisationTree organisations, string code, Period days, string factId, params ReadOnlySpan<OrganisationKind> kinds)
    {
        if (organisations.Find(code) is not { } organisation || !organisation.Period.Covers(days))
        {
            return new(Reason.UnknownOrganisation, "No such organisation on the days concerned.", ("code", code), ("fact_id", factId)) { FactId = factId };
        }
        return kinds.Contains(organisation.Kind)
            ? null
            : new(
                Reason.OrganisationKindMismatch,
                "The organisation is of another kind than the fact needs.",
                ("code", code), ("kind", $"{organisation.Kind}"), ("fact_id", factId)) { FactId = factId };
    }
}
