using Faculty.Domain.Certification.Certificates;

namespace Faculty.Domain.Tests.Certification.Certificates;

/// <summary>The words of a certificate: days as documents bear them, names of which the surname alone is shown.</summary>
public sealed class CertificateWordsTests
{
    [Theory]
    [InlineData(2025, 12, 1, "二〇二五年十二月一日")]
    [InlineData(2030, 10, 10, "二〇三〇年十月十日")]
    [InlineData(1999, 1, 20, "一九九九年一月二十日")]
    [InlineData(2004, 2, 29, "二〇〇四年二月二十九日")]
    [InlineData(2025, 8, 31, "二〇二五年八月三十一日")]
    [InlineData(2025, 3, 15, "二〇二五年三月十五日")]
    public void A_day_is_written_as_documents_bear_it(int year, int month, int day, string written) =>
        Assert.Equal(written, ChineseDay.Of(new(year, month, day)));

    [Fact]
    public void No_two_days_of_a_century_are_written_alike()
    {
        var days = Enumerable.Range(0, 36_525).Select(i => ChineseDay.Of(new DateOnly(2000, 1, 1).AddDays(i))).ToList();
        Assert.Equal(days.Count, days.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("王明", "王**")]
    [InlineData("王小明", "王**")]
    [InlineData("欧阳修", "欧阳**")]
    [InlineData("欧阳", "欧**")]
    [InlineData("𠮷田", "𠮷**")]
    [InlineData("古丽努尔·阿卜杜热依木", "古**")]
    [InlineData("Wang Da", "W**")]
    [InlineData("明", "明**")]
    [InlineData("", "")]
    public void Of_a_name_the_surname_is_shown_and_not_how_long_the_rest_is(string name, string shown) => Assert.Equal(shown, SurnameMask.Of(name));
}
