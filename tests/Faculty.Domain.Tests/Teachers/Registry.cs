using Faculty.Domain.Organisations;
using Faculty.Domain.Teachers;

namespace Faculty.Domain.Tests.Teachers;

/// <summary>A small registry for the rules of teachers: schools GP and JC with two departments each, open since 1990.</summary>
internal static class Registry
{
    public static readonly DateOnly Today = new(2026, 1, 1);

    private static readonly DateOnly Founded = new(1990, 1, 1);

    public static readonly OrganisationTree Tree = OrganisationTree.Of(
    [
        Organisation("JCS", OrganisationKind.City, null),
        Organisation("GP", OrganisationKind.School, "JCS"),
        Organisation("GP-ZB", OrganisationKind.Department, "GP"),
        Organisation("GP-XX", OrganisationKind.Department, "GP"),
        Organisation("JC", OrganisationKind.School, "JCS"),
        Organisation("JC-JD", OrganisationKind.Department, "JC"),
        Organisation("JC-SH", OrganisationKind.Department, "JC"),
        Organisation("OLD", OrganisationKind.School, "JCS") with { LastDate = new(2020, 8, 31) },
    ]);

    public static Teacher Person(string id = "t") => new()
    {
        TeacherId = id,
        Identity = new() { DisplayName = "王明", Sex = Sex.Male, BirthDate = new(1980, 5, 1) },
    };

    public static Engagement Engaged(string id, DateOnly first, DateOnly? last = null, string school = "GP", EngagementKind kind = EngagementKind.Established) =>
        new() { EngagementId = id, SchoolCode = school, Kind = kind, StartDate = first, LastDate = last };

    public static Post Held(
        string id, DateOnly first, DateOnly? last = null, string department = "GP-ZB", PostCategory category = PostCategory.Specialty, bool primary = true, string engagement = "e") => new()
        {
            PostId = id,
            SchoolCode = "GP",
            DepartmentCode = department,
            Category = category,
            Primary = primary,
            StartDate = first,
            LastDate = last,
            EngagementId = engagement,
        };

    public static Spell Away(string id, DateOnly first, DateOnly? last = null, string school = "GP") =>
        new() { SpellId = id, SchoolCode = school, SpellReason = SpellReason.Study, StartDate = first, LastDate = last };

    /// <summary>In post at GP since 2015-09-01.</summary>
    public static Teacher Employed() => Person().StartEngagement(Engaged("e", new(2015, 9, 1)), Held("p", new(2015, 9, 1)));

    public static Reason? FirstBroken(Teacher teacher) => TeacherInvariants.Broken(teacher, Tree).FirstOrDefault()?.Reason;

    /// <summary>The record after a verb, when it keeps the invariants.</summary>
    public static Teacher Kept(Teacher before, Func<Teacher, Teacher> verb)
    {
        var after = verb(before);
        TeacherInvariants.Require(before, after, Tree);
        return after;
    }

    public static RuleBroken Refused(Teacher before, Func<Teacher, Teacher> verb) => Assert.Throws<RuleBroken>(() => Kept(before, verb));

    private static Organisation Organisation(string code, OrganisationKind kind, string? parent) => new()
    {
        Code = code,
        Kind = kind,
        StartDate = Founded,
        Names = [new() { Name = code, StartDate = Founded }],
        Parents = parent is null ? [] : [new() { ParentCode = parent, StartDate = Founded }],
    };
}
