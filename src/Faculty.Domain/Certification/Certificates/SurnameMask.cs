using System.Text;

namespace Faculty.Domain.Certification.Certificates;

/// <summary>A name of which only the surname is shown (姓名脱敏): 王** for 王明 and 王小明 alike, since the length would tell.</summary>
public static class SurnameMask
{
    private const string Hidden = "**";

    // The surnames of two characters that are borne today; any other name shows its first character.
    private static readonly HashSet<string> TwoCharacters = new(
        [
            "欧阳", "歐陽", "司马", "上官", "诸葛", "夏侯", "司徒", "皇甫", "尉迟", "公孙", "慕容", "令狐", "长孙", "宇文", "轩辕", "东方", "西门", "南宫", "独孤",
            "端木", "百里", "呼延", "申屠", "太史", "公冶", "赫连", "澹台", "淳于", "单于", "钟离", "鲜于", "闾丘", "司空", "万俟", "濮阳", "东郭", "完颜", "纳兰",
        ],
        StringComparer.Ordinal);

    /// <summary>Empty for a name that is not there any more.</summary>
    public static string Of(string name)
    {
        Rune[] runes = [.. name.EnumerateRunes()];
        var shown = runes.Length > 2 && TwoCharacters.Contains($"{runes[0]}{runes[1]}") ? 2 : Math.Min(1, runes.Length);
        return runes.Length == 0 ? "" : string.Concat(runes.Take(shown)) + Hidden;
    }
}
