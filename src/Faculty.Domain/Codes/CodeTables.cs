namespace Faculty.Domain.Codes;

/// <summary>The code tables (代码表) the registry checks against; README.md beside them names the standards.</summary>
public static class CodeTables
{
    /// <summary>学历, GB/T 4658.</summary>
    public static CodeTable EducationLevels { get; } = new("education_levels.csv");

    /// <summary>学位, GB/T 6864.</summary>
    public static CodeTable Degrees { get; } = new("degrees.csv");

    /// <summary>职称, GB/T 8561.</summary>
    public static CodeTable Titles { get; } = new("titles.csv");

    /// <summary>民族, GB/T 3304.</summary>
    public static CodeTable EthnicGroups { get; } = new("ethnic_groups.csv");

    /// <summary>专业, catalogue of vocational majors.</summary>
    public static CodeTable Majors { get; } = new("majors.csv");

    /// <summary>职业, classification of occupations.</summary>
    public static CodeTable Occupations { get; } = new("occupations.csv");

    /// <summary>行政区划, as the first six digits of an ID number.</summary>
    public static CodeTable Areas { get; } = new("areas.csv");

    /// <summary>Six digits. The secondary part of the catalogue (6 and 7) is complete, so a code there must be known; the higher part is not.</summary>
    public static bool IsMajor(string code) =>
        code.Length == 6 && code.All(char.IsAsciiDigit) && (code[0] is not ('6' or '7') || Majors.Contains(code));
}
