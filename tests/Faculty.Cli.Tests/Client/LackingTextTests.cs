using Faculty.Client;
using Faculty.V1;

namespace Faculty.Cli.Tests.Client;

public sealed class LackingTextTests
{
    [Theory]
    [InlineData(LackingUnit.Days, 180, 139, "还差企业实践 41 天（需 180 天，已有 139 天）", "41 days of enterprise practice short (139 of 180)")]
    [InlineData(LackingUnit.Months, 36, 29, "还差 7 个月（需 36 个月，已有 29 个月）", "7 months short (29 of 36)")]
    [InlineData(LackingUnit.SkillLevel, 3, 5, "需三级及以上，现为五级", "level 3 or higher needed, 5 held (5 is the lowest)")]
    [InlineData(LackingUnit.SkillLevel, 3, 0, "需三级及以上，尚无", "level 3 or higher needed, none held")]
    [InlineData(LackingUnit.TitleRank, 4, 3, "需副高及以上，现为中级", "associate senior rank needed, intermediate held")]
    [InlineData(LackingUnit.EducationRank, 43, 33, "需本科毕业及以上，现为专科", "bachelor's needed, junior college held")]
    [InlineData(LackingUnit.EducationRank, 63, 0, "需博士研究生毕业及以上，尚无登记", "doctorate needed, none recorded")]
    [InlineData(LackingUnit.DegreeRank, 2, 1, "需硕士及以上学位，现为学士", "degree of master needed, bachelor held")]
    [InlineData(LackingUnit.RecognitionLevel, 2, 1, "需中级及以上认定，现为初级", "middle recognition needed, junior in force")]
    [InlineData(LackingUnit.Alternatives, 1, 0, "须满足其中 1 项，现满足 0 项", "1 of these needed, 0 met")]
    public void What_lacks_is_said_in_both_languages(LackingUnit unit, int needed, int held, string chinese, string english)
    {
        var lacking = new Lacking { Unit = unit, Needed = needed, Held = held };
        Assert.Equal((chinese, english), (LackingText.Of(lacking, Language.Chinese), LackingText.Of(lacking, Language.English)));
    }

    [Fact]
    public void Every_unit_has_its_own_words_and_nothing_lacking_has_none()
    {
        Assert.Equal("", LackingText.Of(null, Language.Chinese));
        var other = LackingText.Of(new() { Unit = (LackingUnit)99, Needed = 2, Held = 1 }, Language.Chinese);
        Assert.All(Enum.GetValues<LackingUnit>().Skip(1), unit => Assert.NotEqual(other, LackingText.Of(new() { Unit = unit, Needed = 2, Held = 1 }, Language.Chinese)));
    }
}
