using Faculty.Domain.Teachers;
using Faculty.Domain.Time;

namespace Faculty.Domain.Certification.Rules;

/// <summary>One kind of requirement with its values.</summary>
public abstract record RequirementRule
{
    /// <summary>The kind's name, as in the proto.</summary>
    public abstract string Name { get; }

    public abstract RequirementOutcome Check(Teacher teacher, DateOnly day);

    /// <summary>What is weaker than in an upper rule of the same kind, or null.</summary>
    public abstract Weakness? WeakerThan(RequirementRule upper);

    /// <summary>An undated fact counts on any day: older records lack dates.</summary>
    protected static bool HasCome(PartialDate? date, DateOnly day) => !(date?.Earliest > day);

    /// <summary>An empty list allows everything.</summary>
    protected static bool Allows<T>(IReadOnlyList<T> list, T value) => list.Count == 0 || list.Contains(value);

    protected static Weakness? Least(string name, int own, int upper) => own >= upper ? null : new(name, $"{own}", $"{upper}");

    protected static Weakness? Window(string name, int own, int upper) => upper == 0 || own is not 0 && own <= upper ? null : new(name, $"{own}", $"{upper}");

    protected static Weakness? Only<T>(string name, IReadOnlyList<T> own, IReadOnlyList<T> upper) =>
        upper.Count == 0 || own.Count > 0 && own.All(upper.Contains) ? null : new(name, string.Join(' ', own), string.Join(' ', upper));

    protected static RequirementOutcome Met(FactKind kind, IEnumerable<string> ids) => new(RequirementResult.Met) { Facts = Used(kind, ids) };

    protected static RequirementOutcome Lacks(Lacking lacking, FactKind kind, IEnumerable<string> ids) => new(RequirementResult.Lacking) { Lacking = lacking, Facts = Used(kind, ids) };

    private static IReadOnlyList<FactUsed> Used(FactKind kind, IEnumerable<string> ids) => [.. ids.Select(id => new FactUsed(kind, id))];
}

/// <summary>A person decides it.</summary>
public sealed record ManualRule : RequirementRule
{
    public override string Name => "manual";

    public override RequirementOutcome Check(Teacher teacher, DateOnly day) => new(RequirementResult.Manual);

    public override Weakness? WeakerThan(RequirementRule upper) => null;
}

/// <summary>Another source knows it, and that source is not connected: neither met nor lacking.</summary>
public sealed record ExternalRule : RequirementRule
{
    /// <summary>Which source, such as 师德考核.</summary>
    public required string Source { get; init; }

    public override string Name => "external";

    public override RequirementOutcome Check(Teacher teacher, DateOnly day) => new(RequirementResult.Unavailable);

    public override Weakness? WeakerThan(RequirementRule upper) =>
        string.Equals(Source, ((ExternalRule)upper).Source, StringComparison.Ordinal) ? null : new("source", Source, ((ExternalRule)upper).Source);
}
