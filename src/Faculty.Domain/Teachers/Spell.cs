using Faculty.Domain.Time;

namespace Faculty.Domain.Teachers;

/// <summary>A spell without teaching (不任课).</summary>
public sealed record Spell
{
    public string SpellId { get; init; } = "";

    public required string SchoolCode { get; init; }

    public required SpellReason SpellReason { get; init; }

    public required DateOnly StartDate { get; init; }

    public DateOnly? LastDate { get; init; }

    public Period Period => new(StartDate, LastDate);
}

/// <summary>Reasons of a spell without teaching.</summary>
public enum SpellReason
{
    Unspecified = 0,
    Study = 1,
    Research = 2,
    Sick = 3,
    Seconded = 4,
    Other = 5,
}
