using Faculty.Cli.Running;
using Faculty.V1;
using Spectre.Console;

namespace Faculty.Cli.Metrics;

/// <summary>How persons behind a figure are shown.</summary>
internal static class CountedView
{
    private static readonly Dictionary<string, string> Chinese = new(StringComparer.Ordinal)
    {
        ["COUNTED"] = "计入", ["ENGAGEMENT_KIND"] = "聘用类型不计", ["NOT_FULL_TIME"] = "非专任", ["CATEGORY"] = "岗位类别不计", ["IN_SPELL"] = "不任课", ["NOT_ENGAGED"] = "未聘用",
        ["COUNTED_ELSEWHERE"] = "在他处计入", ["RECOGNISED"] = "已认定", ["NO_RECOGNITION"] = "无认定", ["NOT_YET"] = "尚未生效", ["LAPSED"] = "已到期",
        ["REVOKED"] = "已撤销", ["SUSPENDED"] = "已暂停", ["SUPERSEDED"] = "已晋级", ["UNVERIFIED"] = "未核实", ["NOT_IN_DENOMINATOR"] = "不在分母中",
    };

    public static Table List(Words words) => Tables.New(
        words["id", "编号"], words["name", "姓名"], words["denominator", "分母"], words["numerator", "分子"], words["kind", "聘用类型"],
        words["category", "岗位类别"], words["department", "系部"], words["level", "级别"]);

    public static IEnumerable<string> Row(CountedPerson person, Words words) =>
    [
        person.TeacherId, person.DisplayName, Mark(person.InDenominator, person.DenominatorReason, words),
        person.InDenominator ? Mark(person.InNumerator, person.NumeratorReason, words) : "", words.Of(person.EngagementKind), words.Of(person.Category),
        person.DepartmentCode, words.Of(person.Level),
    ];

    /// <summary>Who counts in both first, then who counts below only, then the others by reason; who was not there at all comes last.</summary>
    public static IEnumerable<CountedPerson> Ordered(IEnumerable<CountedPerson> persons) => persons
        .OrderByDescending(p => p.InNumerator).ThenByDescending(p => p.InDenominator).ThenBy(p => p.DenominatorReason == "NOT_ENGAGED")
        .ThenBy(p => p.DenominatorReason, StringComparer.Ordinal).ThenBy(p => p.NumeratorReason, StringComparer.Ordinal)
        .ThenBy(p => p.DepartmentCode, StringComparer.Ordinal).ThenBy(p => p.DisplayName, StringComparer.Ordinal);

    private static string Mark(bool counted, string reason, Words words) =>
        (counted ? "+ " : "- ") + words[reason.ToLowerInvariant().Replace('_', ' '), Chinese.GetValueOrDefault(reason, reason)];
}
