namespace Faculty.Domain.Quotas.PartTime;

/// <summary>How many part-time teachers there may be for a named base (兼职教师比例上限).</summary>
public sealed record CapRule
{
    /// <summary>Share of the base in hundredths of a percent.</summary>
    public int BasisPoints { get; init; } = PartTimeBudget.UsualCap;

    public CapBase Base { get; init; } = CapBase.Establishment;

    /// <summary>The day the base is taken of; absent = the day asked about.</summary>
    public DateOnly? BaseDate { get; init; }
}

/// <summary>What a cap is a share of (基数).</summary>
public enum CapBase
{
    Unspecified = 0,
    /// <summary>Authorised seats (编制数).</summary>
    Establishment = 1,
    /// <summary>Heads engaged full-time (专任教师数).</summary>
    FullTimeHeads = 2,
}

/// <summary>Part-time heads of a day against a cap.</summary>
public readonly record struct CapUse(int Heads, int BaseCount, int AllowedHeads)
{
    public static CapUse Of(CapRule rule, int heads, int baseCount) => new(heads, baseCount, (int)((long)baseCount * rule.BasisPoints / 10_000));

    /// <summary>Heads over what is allowed; of schools together summed where they are over: room elsewhere hides nothing.</summary>
    public int Over { get; init; } = Math.Max(0, Heads - AllowedHeads);

    /// <summary>Schools together; heads are given, because a person may be at several of them.</summary>
    public static CapUse Together(int heads, IReadOnlyCollection<CapUse> schools) =>
        new(heads, schools.Sum(s => s.BaseCount), schools.Sum(s => s.AllowedHeads)) { Over = schools.Sum(s => s.Over) };
}
