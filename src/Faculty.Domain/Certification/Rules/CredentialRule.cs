using Faculty.Domain.Teachers;
using Faculty.Domain.Teachers.Checks;
using Faculty.Domain.Training;

namespace Faculty.Domain.Certification.Rules;

/// <summary>A credential valid on the day. Levels are inverted: "at least 三级" means 三级, 二级, 一级.</summary>
public sealed record CredentialRule : RequirementRule
{
    /// <summary>Any of them; empty = any category.</summary>
    public IReadOnlyList<CredentialCategory> Categories { get; init; } = [];

    /// <summary>1 to 5; 0 = any level, also none.</summary>
    public int LeastLevel { get; init; }

    /// <summary>Beginning of the occupation code, such as 6-18; empty = any.</summary>
    public string OccupationPrefix { get; init; } = "";

    /// <summary>Digit 10 of a teacher qualification's number (5 中职, 6 中职实习指导, 7 高校); empty = any.</summary>
    public IReadOnlyList<int> QualificationTypes { get; init; } = [];

    /// <summary>Somebody verified it.</summary>
    public bool Verified { get; init; }

    public override string Name => "credential";

    public override RequirementOutcome Check(Teacher teacher, DateOnly day)
    {
        var held = teacher.Credentials.Where(c => IsOfKind(c) && c.IsValidOn(day)).ToList();
        if (LeastLevel == 0)
        {
            return held.Count > 0 ? Met(FactKind.Credential, held.Select(c => c.CredentialId)) : Lacks(new(LackingUnit.Credential, 1, 0), FactKind.Credential, []);
        }
        var best = held.Select(LevelOf).Where(l => l > 0).DefaultIfEmpty(0).Min();
        var high = held.Where(c => LevelOf(c) is > 0 and var level && level <= LeastLevel).Select(c => c.CredentialId);
        return best > 0 && best <= LeastLevel
            ? Met(FactKind.Credential, high)
            : Lacks(new(LackingUnit.SkillLevel, LeastLevel, best), FactKind.Credential, held.Where(c => best > 0 && LevelOf(c) == best).Select(c => c.CredentialId));
    }

    public override Weakness? WeakerThan(RequirementRule upper) => upper is CredentialRule u
        ? Only("categories", Categories, u.Categories)
            ?? (u.LeastLevel == 0 || LeastLevel > 0 && LeastLevel <= u.LeastLevel ? null : new Weakness("least_level", $"{LeastLevel}", $"{u.LeastLevel}"))
            ?? (OccupationPrefix.StartsWith(u.OccupationPrefix, StringComparison.Ordinal) ? null : new Weakness("occupation_prefix", OccupationPrefix, u.OccupationPrefix))
            ?? Only("qualification_types", QualificationTypes, u.QualificationTypes)
            ?? (Verified || !u.Verified ? null : new("verified", "false", "true"))
        : throw new ArgumentException("of another kind", nameof(upper));

    private bool IsOfKind(Credential credential) =>
        Allows(Categories, credential.Category)
        && credential.OccupationCode.StartsWith(OccupationPrefix, StringComparison.Ordinal)
        && (QualificationTypes.Count == 0 || TeacherQualificationNumber.TypeOf(credential) is { } type && QualificationTypes.Contains(type))
        && (!Verified || credential.VerifiedBy.Length > 0);

    private static int LevelOf(Credential credential) => (int)SkillLevels.Of(credential.Level);
}
