using Faculty.Domain.Codes;
using Faculty.Domain.Teachers;

namespace Faculty.Domain.Certification.Rules;

/// <summary>A professional title (职称) obtained by the day.</summary>
public sealed record TitleRule : RequirementRule
{
    /// <summary>First two characters of the GB/T 8561 code (02 中专教师, 08 工程技术); empty = any series.</summary>
    public IReadOnlyList<string> Series { get; init; } = [];

    /// <summary>员级 1, 助理 2, 中级 3, 副高 4, 正高 5.</summary>
    public required int LeastRank { get; init; }

    public override string Name => "professional_title";

    public override RequirementOutcome Check(Teacher teacher, DateOnly day)
    {
        var held = teacher.Titles.Where(t => HasCome(t.ObtainedOn, day) && Allows(Series, t.TitleCode[..Math.Min(2, t.TitleCode.Length)])).ToList();
        var best = held.Select(RankOf).DefaultIfEmpty(0).Max();
        return best >= LeastRank
            ? Met(FactKind.Title, held.Where(t => RankOf(t) >= LeastRank).Select(t => t.TitleId))
            : Lacks(new(LackingUnit.TitleRank, LeastRank, best), FactKind.Title, held.Where(t => RankOf(t) == best).Select(t => t.TitleId));
    }

    public override Weakness? WeakerThan(RequirementRule upper) => upper is TitleRule u
        ? Only("series", Series, u.Series) ?? Least("least_rank", LeastRank, u.LeastRank)
        : throw new ArgumentException("of another kind", nameof(upper));

    private static int RankOf(Title title) => CodeTables.Titles.RankOf(title.TitleCode);
}
