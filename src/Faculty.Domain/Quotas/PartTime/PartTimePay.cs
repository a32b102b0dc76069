namespace Faculty.Domain.Quotas.PartTime;

/// <summary>What a line of part-time work costs (课时费): whole fen, half-up line by line, so that a sum is the sum of what is paid.</summary>
public static class PartTimePay
{
    /// <summary>Hundredths in one hour or month.</summary>
    public const int Whole = 100;

    private const int MonthsOfAYear = 12;

    /// <summary>The amount in fen of so many hundredths of an hour (HOUR) or of a month (MONTH; of PERSON_YEAR a twelfth of the rate each).</summary>
    public static long AmountFen(PayUnit unit, long rateFen, int quantity) => HalfUp(checked(rateFen * quantity), unit == PayUnit.PersonYear ? Whole * MonthsOfAYear : Whole);

    private static long HalfUp(long dividend, long divisor) => (2 * dividend + divisor) / (2 * divisor);
}

/// <summary>What a rate is paid for (计酬单位).</summary>
public enum PayUnit
{
    Unspecified = 0,
    /// <summary>An hour taught (课时).</summary>
    Hour = 1,
    /// <summary>A month (月).</summary>
    Month = 2,
    /// <summary>A person-year (人年), paid by the month.</summary>
    PersonYear = 3,
}
