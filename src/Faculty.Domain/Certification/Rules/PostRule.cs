using Faculty.Domain.Teachers;
using Faculty.Domain.Time;

namespace Faculty.Domain.Certification.Rules;

/// <summary>A post of these categories on the day, and as many months of such posts up to it.</summary>
public sealed record PostRule : RequirementRule
{
    /// <summary>Any of them; empty = any category.</summary>
    public IReadOnlyList<PostCategory> Categories { get; init; } = [];

    /// <summary>Months so far, interruptions left out; 0 = the day alone.</summary>
    public int LeastMonths { get; init; }

    public override string Name => "post";

    public override RequirementOutcome Check(Teacher teacher, DateOnly day)
    {
        var counted = teacher.Posts.Where(p => Allows(Categories, p.Category) && p.StartDate <= day && !p.Period.IsReversed).ToList();
        var ids = counted.Select(p => p.PostId);
        if (!counted.Any(p => p.Period.Covers(day)))
        {
            return Lacks(new(LackingUnit.Post, 1, 0), FactKind.Post, ids);
        }
        var months = PeriodDays.Months(counted.Select(p => p.Period), day);
        return months >= LeastMonths ? Met(FactKind.Post, ids) : Lacks(new(LackingUnit.Months, LeastMonths, months), FactKind.Post, ids);
    }

    public override Weakness? WeakerThan(RequirementRule upper) => upper is PostRule u
        ? Only("categories", Categories, u.Categories) ?? Least("least_months", LeastMonths, u.LeastMonths)
        : throw new ArgumentException("of another kind", nameof(upper));
}
