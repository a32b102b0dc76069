namespace Faculty.Domain.Training;

/// <summary>Levels of skill (技能等级), the number as on the certificate: the smaller the higher.</summary>
public enum SkillLevel
{
    Unspecified = 0,
    /// <summary>一级/高级技师.</summary>
    SeniorTechnician = 1,
    /// <summary>二级/技师.</summary>
    Technician = 2,
    /// <summary>三级/高级工.</summary>
    SeniorWorker = 3,
    /// <summary>四级/中级工.</summary>
    MiddleWorker = 4,
    /// <summary>五级/初级工.</summary>
    JuniorWorker = 5,
}

public static class SkillLevels
{
    /// <summary>The level is the asked one or above it: "at least 三级" means 三级, 二级, 一级. Any level is at least none; none is at least no level.</summary>
    public static bool IsAtLeast(this SkillLevel level, SkillLevel least) => least == SkillLevel.Unspecified || (level != SkillLevel.Unspecified && level <= least);

    /// <summary>The level that a credential's text means: 1 to 5.</summary>
    public static SkillLevel Of(string level) => level is [>= '1' and <= '5'] ? (SkillLevel)(level[0] - '0') : SkillLevel.Unspecified;
}
