using Faculty.V1;
using RequirementFinding = Faculty.Domain.Certification.Rules.RequirementFinding;
using RequirementResult = Faculty.V1.RequirementResult;

namespace Faculty.Server.Certification.Rules;

/// <summary>What requirements come to, on the wire.</summary>
internal static class Findings
{
    /// <summary>LACKING when anything is, else MANUAL or UNAVAILABLE when anything is, else MET.</summary>
    public static RequirementResult Whole(IReadOnlyList<RequirementFinding> findings)
    {
        foreach (var result in (Domain.Certification.Rules.RequirementResult[])[
            Domain.Certification.Rules.RequirementResult.Lacking, Domain.Certification.Rules.RequirementResult.Manual, Domain.Certification.Rules.RequirementResult.Unavailable])
        {
            if (findings.Any(f => f.Outcome.Result == result))
            {
                return (RequirementResult)result;
            }
        }
        return RequirementResult.Met;
    }

    public static V1.RequirementFinding ToWire(RequirementFinding finding)
    {
        var (requirement, outcome) = (finding.Requirement, finding.Outcome);
        return new()
        {
            Code = requirement.Code,
            Title = requirement.Title,
            Note = requirement.Note,
            Result = (RequirementResult)outcome.Result,
            Facts = { outcome.Facts.Select(ToWire) },
            Lacking = ToWire(outcome.Lacking),
            Alternatives = { outcome.Alternatives.Select(ToAlternative) },
        };
    }

    private static AlternativeFinding ToAlternative(RequirementFinding finding) => new()
    {
        Code = finding.Requirement.Code,
        Title = finding.Requirement.Title,
        Result = (RequirementResult)finding.Outcome.Result,
        Facts = { finding.Outcome.Facts.Select(ToWire) },
        Lacking = ToWire(finding.Outcome.Lacking),
    };

    private static V1.FactUsed ToWire(Domain.Certification.Rules.FactUsed fact) => new() { Kind = (V1.FactKind)fact.Kind, FactId = fact.FactId };

    private static V1.Lacking? ToWire(Domain.Certification.Rules.Lacking? lacking) =>
        lacking is { } missing ? new() { Unit = (V1.LackingUnit)missing.Unit, Needed = missing.Needed, Held = missing.Held } : null;
}
