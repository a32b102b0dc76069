using Faculty.Domain.Teachers;

namespace Faculty.Domain.Metrics;

/// <summary>The definitions in use, as data.</summary>
public static class MetricDefinitions
{
    public const string Default = "M1";

    private static readonly EngagementClass[] FullTime = [EngagementClass.FullTime];
    private static readonly EngagementClass[] External = [EngagementClass.External];
    private static readonly EngagementClass[] FullTimeAndExternal = [EngagementClass.FullTime, EngagementClass.External];
    private static readonly EngagementClass[] AllClasses = [EngagementClass.FullTime, EngagementClass.External, EngagementClass.InternalAdmin];
    private static readonly PostCategory[] Specialty = [PostCategory.Specialty];
    private static readonly PostCategory[] SpecialtyAndPractice = [PostCategory.Specialty, PostCategory.Practice];
    private static readonly PostCategory[] Teaching = [PostCategory.Common, PostCategory.Specialty, PostCategory.Practice];
    private static readonly PostCategory[] AnyCategory = [.. Teaching, PostCategory.Admin, PostCategory.Auxiliary, PostCategory.Worker];

    /// <summary>Every version of every definition, by id, oldest version first.</summary>
    public static readonly IReadOnlyList<MetricDefinition> All =
    [
        Share("M1", "双师型占专任专业课教师比", "专任、主岗为专业课或实习指导、不在不任课期间;其中统计日认定有效者", FullTime, SpecialtyAndPractice),
        Share("M1b", "双师型占专任专业课教师比(不含实习指导)", "专任、主岗为专业课、不在不任课期间;其中统计日认定有效者", FullTime, Specialty),
        Share("M1c", "双师型占专任专业课教师比(含不任课)", "专任、主岗为专业课或实习指导,含不任课期间;其中统计日认定有效者", FullTime, SpecialtyAndPractice, alsoInSpell: true),
        Share("M2", "双师型占专任教师比(旧口径)", "专任、主岗为公共课、专业课或实习指导、不在不任课期间;其中统计日认定有效者", FullTime, Teaching),
        Share("M3", "双师型占专兼职专业课教师比", "专任与外聘、主岗为专业课或实习指导、不在不任课期间;其中统计日认定有效者", FullTimeAndExternal, SpecialtyAndPractice),
        Share("M3b", "双师型占专兼职专业课教师比(含校内兼课)", "专任、外聘与校内兼课、主岗为专业课或实习指导、不在不任课期间;其中统计日认定有效者", AllClasses, SpecialtyAndPractice),
        Share("M4", "外聘双师型占外聘专业课教师比", "外聘、主岗为专业课或实习指导、不在不任课期间;其中统计日认定有效者", External, SpecialtyAndPractice),
        new()
        {
            MetricId = "M5",
            Version = 1,
            Title = "兼职教师占比",
            Description = "外聘人数与专任人数之比,不分岗位类别,含不任课期间;分子不是分母的一部分",
            Numerator = new(External, AnyCategory, alsoInSpell: true, onlyRecognised: false),
            Denominator = new(FullTime, AnyCategory, alsoInSpell: true, onlyRecognised: false),
        },
    ];

    /// <summary>The ids in use, in order.</summary>
    public static IEnumerable<string> Ids => All.Select(d => d.MetricId).Distinct(StringComparer.Ordinal);

    /// <summary>The versions of a definition, oldest first; empty when unknown.</summary>
    public static IReadOnlyList<MetricDefinition> Versions(string metricId) =>
        [.. All.Where(d => string.Equals(d.MetricId, metricId, StringComparison.Ordinal))];

    /// <summary>The version that holds on a day.</summary>
    public static MetricDefinition On(this IReadOnlyList<MetricDefinition> versions, DateOnly day) =>
        versions.LastOrDefault(v => v.StartDate <= day) ?? versions[0];

    private static MetricDefinition Share(
        string id, string title, string description, EngagementClass[] classes, PostCategory[] categories, bool alsoInSpell = false) => new()
        {
            MetricId = id,
            Version = 1,
            Title = title,
            Description = description,
            Numerator = new(classes, categories, alsoInSpell, onlyRecognised: true),
            Denominator = new(classes, categories, alsoInSpell, onlyRecognised: false),
        };
}
