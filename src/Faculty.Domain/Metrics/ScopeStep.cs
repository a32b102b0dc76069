namespace Faculty.Domain.Metrics;

/// <summary>On a day, one person's standing in a scope goes over into another, for one cause.</summary>
public readonly record struct ScopeStep(string Scope, DateOnly Day, Standing From, Standing To, ChangeCause Cause)
{
    internal ulong Key => StepEntry.Key(Day, From, To, Cause);
}

/// <summary>
/// Equal steps of many persons in 64 bits, so that order of numbers is order of days:
/// day number 22, standing before 9, standing after 9, cause 6, heads 18 (signed).
/// </summary>
internal static class StepEntry
{
    public const int MaxHeads = (1 << 17) - 1;
    private const int KeyShift = 18;

    public static ulong Key(DateOnly day, Standing from, Standing to, ChangeCause cause) =>
        (ulong)day.DayNumber << 24 | (ulong)from.Packed << 15 | (ulong)to.Packed << 6 | (uint)cause;

    /// <summary>Smallest key of a day.</summary>
    public static ulong FirstKey(int dayNumber) => (ulong)dayNumber << 24;

    public static ulong Pack(ulong key, int heads) => key << KeyShift | (uint)heads & 0x3_FFFFu;

    public static ulong KeyOf(ulong entry) => entry >> KeyShift;

    public static int Heads(ulong entry) => (int)((long)(entry << 46) >> 46);

    public static int From(ulong entry) => (int)(entry >> 33) & 0x1FF;

    public static int To(ulong entry) => (int)(entry >> 24) & 0x1FF;

    public static int Day(ulong entry) => (int)(entry >> 42);

    public static int Cause(ulong entry) => (int)(entry >> 18) & 0x3F;
}
