namespace Faculty.Domain.Metrics;

/// <summary>On a day, one person's standing in a scope goes over into another, for one cause.</summary>
public readonly record struct ScopeStep(string Scope, DateOnly Day, Standing From, Standing To, ChangeCause Cause)
{
    internal ulong Key => StepEntry.Key(Day, From, To, Cause);
}

/// <summary>
/// Equal steps of many persons in 64 bits, so that order of numbers is order of days:
/// day number 22, standing before 8, standing after 8, cause 6, heads 20 (signed).
/// </summary>
internal static class StepEntry
{
    public const int MaxHeads = (1 << 19) - 1;
    private const int KeyShift = 20;

    public static ulong Key(DateOnly day, Standing from, Standing to, ChangeCause cause) =>
        (ulong)day.DayNumber << 22 | (ulong)from.Packed << 14 | (ulong)to.Packed << 6 | (uint)cause;

    /// <summary>Smallest key of a day.</summary>
    public static ulong FirstKey(int dayNumber) => (ulong)dayNumber << 22;

    public static ulong Pack(ulong key, int heads) => key << KeyShift | (uint)heads & 0xF_FFFFu;

    public static ulong KeyOf(ulong entry) => entry >> KeyShift;

    public static int Heads(ulong entry) => (int)((long)(entry << 44) >> 44);

    public static int From(ulong entry) => (int)(entry >> 34) & 0xFF;

    public static int To(ulong entry) => (int)(entry >> 26) & 0xFF;

    public static int Cause(ulong entry) => (int)(entry >> 20) & 0x3F;
}
