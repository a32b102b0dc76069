using Faculty.Domain.Teachers;

namespace Faculty.Domain.Quotas.Payrolls;

/// <summary>A line of a payroll (工资表). Name and school may be empty; the amount is in fen.</summary>
public sealed record PayrollLine(int Row, string StaffNumber, string DisplayName, string SchoolCode, long AmountFen);

/// <summary>An engagement as the books have it.</summary>
public sealed record BookEntry(string TeacherId, string DisplayName, Engagement Engagement);

/// <summary>Why a payroll and the books differ.</summary>
public enum PayrollCause
{
    Unspecified = 0,
    /// <summary>在发无人.</summary>
    PaidNotEngaged = 1,
    /// <summary>在册未发.</summary>
    EngagedNotPaid = 2,
    /// <summary>离职仍发.</summary>
    LeftBefore = 3,
    /// <summary>未到岗先发.</summary>
    StartsLater = 4,
    /// <summary>他校人员.</summary>
    OtherSchool = 5,
    /// <summary>重复发放.</summary>
    Duplicate = 6,
    /// <summary>姓名不符.</summary>
    NameDiffers = 7,
    /// <summary>用工形式不符.</summary>
    OtherKind = 8,
    /// <summary>学校不明.</summary>
    Ambiguous = 9,
}

/// <summary>A difference, with the line and the engagement it is about as far as there are any, and the day that explains it.</summary>
public sealed record PayrollDifference(PayrollCause Cause, PayrollLine? Line, BookEntry? Entry)
{
    public DateOnly? Date { get; init; }

    /// <summary>Of a duplicate: the row that was taken.</summary>
    public int OtherRow { get; init; }

    public string SchoolCode => Line is { SchoolCode.Length: > 0 } ? Line.SchoolCode : Entry?.Engagement.SchoolCode ?? "";

    public string StaffNumber => Line?.StaffNumber ?? Entry?.Engagement.StaffNumber ?? "";

    /// <summary>The line is of nobody who is on the books, or of somebody whom another line has.</summary>
    public bool OfNobody => Cause is not (PayrollCause.EngagedNotPaid or PayrollCause.NameDiffers);
}
