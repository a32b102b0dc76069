using Faculty.Domain.Teachers;

namespace Faculty.Domain.Quotas.PartTime;

/// <summary>
/// Part-time work of a person in a month for a department (兼职课时), with the rate of that month. Its state is told by dated steps; nothing of it
/// is overwritten: what is wrong is returned and recorded anew, or, when it is paid, reversed by a line of its own. Immutable.
/// </summary>
public sealed partial record HoursLine
{
    public string LineId { get; init; } = "";

    public required string SchoolCode { get; init; }

    public required string DepartmentCode { get; init; }

    public required string TeacherId { get; init; }

    /// <summary>The external engagement that the work is done under.</summary>
    public required string EngagementId { get; init; }

    /// <summary>Category of the primary post of that engagement in the month; UNSPECIFIED without one.</summary>
    public PostCategory Category { get; init; }

    /// <summary>First day of the month.</summary>
    public required DateOnly Month { get; init; }

    public required string StandardCode { get; init; }

    public string StandardId { get; init; } = "";

    public string RateId { get; init; } = "";

    public required PayUnit Unit { get; init; }

    public required long RateFen { get; init; }

    /// <summary>Hundredths of an hour, or of a month; below zero in a line that reverses another.</summary>
    public required int Quantity { get; init; }

    /// <summary>Quantity × rate, half-up; below zero in a line that reverses another.</summary>
    public required long AmountFen { get; init; }

    /// <summary>In the order of their days.</summary>
    public IReadOnlyList<HoursStep> Steps { get; init; } = [];

    /// <summary>The line that this one takes back; empty else.</summary>
    public string ReversesLineId { get; init; } = "";

    /// <summary>The line that takes this one back; empty else.</summary>
    public string ReversalLineId { get; init; } = "";

    public int Year => Month.Year;

    /// <summary>The state by now, whatever its day.</summary>
    public HoursState State => Steps.Count == 0 ? HoursState.Unspecified : After(Steps[^1].Type);

    /// <summary>It stands for the work of its month: neither returned nor reversed nor the reversal of another.</summary>
    public bool Stands => State != HoursState.Returned && ReversalLineId.Length == 0 && ReversesLineId.Length == 0;

    /// <summary>What there may be one of, of lines that stand.</summary>
    public string Key => KeyOf(TeacherId, SchoolCode, Month, DepartmentCode, StandardCode);

    public static string KeyOf(string teacherId, string schoolCode, DateOnly month, string departmentCode, string standardCode) =>
        $"{teacherId}|{schoolCode}|{month:yyyy-MM}|{departmentCode}|{standardCode}";

    /// <summary>The state on a day; UNSPECIFIED before it was recorded.</summary>
    public HoursState StateOn(DateOnly day) => Steps.LastOrDefault(s => s.Date <= day) is { } last ? After(last.Type) : HoursState.Unspecified;

    private static HoursState After(HoursStepType step) => step switch
    {
        HoursStepType.Record => HoursState.Recorded,
        HoursStepType.Confirm => HoursState.Confirmed,
        HoursStepType.Pay or HoursStepType.Reverse => HoursState.Paid,
        HoursStepType.Return => HoursState.Returned,
        _ => HoursState.Unspecified,
    };
}

/// <summary>A step of a line, on its day.</summary>
public sealed record HoursStep
{
    public required HoursStepType Type { get; init; }

    public required DateOnly Date { get; init; }

    /// <summary>Account of whoever took it.</summary>
    public required string AccountId { get; init; }

    /// <summary>Document of a payment or a reversal (凭证号).</summary>
    public string DocumentNumber { get; init; } = "";

    /// <summary>Why it was returned or reversed; no personal data.</summary>
    public string Explanation { get; init; } = "";
}

/// <summary>Steps of a line.</summary>
public enum HoursStepType
{
    Unspecified = 0,
    /// <summary>Recorded by a clerk (登记).</summary>
    Record = 1,
    /// <summary>Confirmed by the department (确认).</summary>
    Confirm = 2,
    /// <summary>Paid by finance (支付).</summary>
    Pay = 3,
    /// <summary>Returned (退回).</summary>
    Return = 4,
    /// <summary>Made to take back what was paid (冲销).</summary>
    Reverse = 5,
}

/// <summary>States of a line.</summary>
public enum HoursState
{
    Unspecified = 0,
    /// <summary>Waits for the department (待确认).</summary>
    Recorded = 1,
    /// <summary>Payable (应付).</summary>
    Confirmed = 2,
    /// <summary>Paid (已付).</summary>
    Paid = 3,
    /// <summary>Returned, and over; what is right is recorded as another line (已退回).</summary>
    Returned = 4,
}
