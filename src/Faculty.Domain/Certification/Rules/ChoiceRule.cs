using System.Numerics;
using Faculty.Domain.Teachers;

namespace Faculty.Domain.Certification.Rules;

/// <summary>Any so many of several alternatives (条件之一); alternatives are no choices themselves.</summary>
public sealed record ChoiceRule : RequirementRule
{
    /// <summary>Comparing two choices looks at every subset of alternatives.</summary>
    public const int MostAlternatives = 10;

    public required int LeastCount { get; init; }

    public required IReadOnlyList<Requirement> Alternatives { get; init; }

    public override string Name => "choice";

    /// <summary>A single requirement as a choice of one.</summary>
    internal static ChoiceRule Of(Requirement requirement) => new() { LeastCount = 1, Alternatives = [requirement] };

    public override RequirementOutcome Check(Teacher teacher, DateOnly day)
    {
        var findings = Alternatives.Select(a => new RequirementFinding(a, a.Check(teacher, day))).ToList();
        var met = findings.Where(f => f.Outcome.Result == RequirementResult.Met).ToList();
        var open = findings.Where(f => f.Outcome.Rank == 1).ToList();
        var outcome = met.Count >= LeastCount ? new(RequirementResult.Met)
            : met.Count + open.Count < LeastCount ? new(RequirementResult.Lacking) { Lacking = new(LackingUnit.Alternatives, LeastCount, met.Count) }
            : new RequirementOutcome(open.Any(f => f.Outcome.Result == RequirementResult.Manual) ? RequirementResult.Manual : RequirementResult.Unavailable);
        return outcome with { Facts = [.. met.SelectMany(f => f.Outcome.Facts)], Alternatives = findings };
    }

    public override Weakness? WeakerThan(RequirementRule upper) => throw new InvalidOperationException("Choices are compared with what implies what.");

    /// <summary>
    /// Strict enough when every set of own alternatives that suffices brings about as many of the upper ones as those ask for. Null then.
    /// </summary>
    internal static Weakness? WeakerThan(ChoiceRule own, ChoiceRule upper, Func<Requirement, Requirement, bool> implies)
    {
        // Bit i of masks[a]: own alternative a implies upper alternative i.
        var masks = own.Alternatives.Select(a => upper.Alternatives.Select((u, i) => implies(a, u) ? 1u << i : 0).Aggregate(0u, (x, y) => x | y)).ToList();
        for (var set = 0u; set < 1u << masks.Count; set++)
        {
            if (BitOperations.PopCount(set) == own.LeastCount)
            {
                var brought = masks.Where((_, a) => (set >> a & 1) == 1).Aggregate(0u, (x, y) => x | y);
                if (BitOperations.PopCount(brought) < upper.LeastCount)
                {
                    return new("alternatives", own.Words, upper.Words);
                }
            }
        }
        return null;
    }

    private string Words => $"{LeastCount} of {string.Join(' ', Alternatives.Select(a => a.Code))}";
}
