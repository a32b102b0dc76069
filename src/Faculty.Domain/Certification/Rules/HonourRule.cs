using Faculty.Domain.Teachers;

namespace Faculty.Domain.Certification.Rules;

/// <summary>An honour (荣誉) granted by the day and not revoked.</summary>
public sealed record HonourRule : RequirementRule
{
    // Lowest first.
    private static readonly string[] Levels = ["校级", "县级", "市级", "省级", "国家级"];

    /// <summary>Any of them, such as 教学名师; empty = any.</summary>
    public IReadOnlyList<string> Titles { get; init; } = [];

    /// <summary>国家级, 省级, 市级, 县级 or 校级; empty = any.</summary>
    public string LeastLevel { get; init; } = "";

    public override string Name => "honour";

    public override RequirementOutcome Check(Teacher teacher, DateOnly day)
    {
        var held = teacher.Honours
            .Where(h => HasCome(h.GrantedOn, day) && !(h.RevokedOn <= day) && Allows(Titles, h.Title) && RankOf(h.Level) >= RankOf(LeastLevel))
            .Select(h => h.HonourId)
            .ToList();
        return held.Count > 0 ? Met(FactKind.Honour, held) : Lacks(new(LackingUnit.Honour, 1, 0), FactKind.Honour, []);
    }

    public override Weakness? WeakerThan(RequirementRule upper) => upper is HonourRule u
        ? Only("titles", Titles, u.Titles) ?? (RankOf(LeastLevel) >= RankOf(u.LeastLevel) ? null : new("least_level", LeastLevel, u.LeastLevel))
        : throw new ArgumentException("of another kind", nameof(upper));

    /// <summary>Whether it is empty or a level of an honour.</summary>
    public static bool IsLevel(string level) => level.Length == 0 || RankOf(level) > 0;

    private static int RankOf(string level) => Array.IndexOf(Levels, level) + 1;
}
