using Faculty.Domain.Codes;
using Faculty.Domain.Teachers;

namespace Faculty.Domain.Certification.Rules;

/// <summary>An education (学历) and a degree (学位) of at least a level, by the order of the code tables; they may be of two schools.</summary>
public sealed record EducationRule : RequirementRule
{
    /// <summary>GB/T 4658 code; empty = any.</summary>
    public string LeastLevel { get; init; } = "";

    /// <summary>GB/T 6864 code; empty = none needed.</summary>
    public string LeastDegree { get; init; } = "";

    public override string Name => "education";

    private int LevelRank => CodeTables.EducationLevels.RankOf(LeastLevel);

    private int DegreeRank => CodeTables.Degrees.RankOf(LeastDegree);

    public override RequirementOutcome Check(Teacher teacher, DateOnly day)
    {
        var held = teacher.Educations.Where(e => HasCome(e.GraduatedOn, day)).ToList();
        var ids = held.Where(e => LevelOf(e) >= LevelRank || DegreeOf(e) >= DegreeRank).Select(e => e.EducationId);
        var level = held.Select(LevelOf).DefaultIfEmpty(0).Max();
        var degree = held.Select(DegreeOf).DefaultIfEmpty(0).Max();
        return level < LevelRank ? Lacks(new(LackingUnit.EducationRank, LevelRank, level), FactKind.Education, ids)
            : degree < DegreeRank ? Lacks(new(LackingUnit.DegreeRank, DegreeRank, degree), FactKind.Education, ids)
            : Met(FactKind.Education, ids);
    }

    public override Weakness? WeakerThan(RequirementRule upper) => upper is EducationRule u
        ? (LevelRank >= u.LevelRank ? null : new Weakness("least_level", LeastLevel, u.LeastLevel))
            ?? (DegreeRank >= u.DegreeRank ? null : new("least_degree", LeastDegree, u.LeastDegree))
        : throw new ArgumentException("of another kind", nameof(upper));

    private static int LevelOf(Education education) => CodeTables.EducationLevels.RankOf(education.Level);

    private static int DegreeOf(Education education) => CodeTables.Degrees.RankOf(education.Degree);
}
