namespace Faculty.Domain.Training.Planning;

/// <summary>What no plan may do (硬性规则). Together they tell why a trainer cannot take a session.</summary>
[Flags]
public enum HardRule
{
    None = 0,
    Skill = 1,
    Level = 1 << 1,

    /// <summary>The certificate is not valid on the day.</summary>
    Certificate = 1 << 2,
    Language = 1 << 3,
    TooFar = 1 << 4,

    /// <summary>Teaching at school in the slot.</summary>
    Teaching = 1 << 5,

    /// <summary>Teaching in the slot before or after, and too far away to come from there or go there.</summary>
    TeachingNearby = 1 << 6,
    Leave = 1 << 7,
    Blocked = 1 << 8,

    /// <summary>At another session in the slot.</summary>
    DoubleBooked = 1 << 9,

    /// <summary>At another session in the slot before or after, and the places are too far apart.</summary>
    BookedNearby = 1 << 10,
    WeekCap = 1 << 11,
    QuarterCap = 1 << 12,
}
