using CsCheck;
using Faculty.Domain.Codes;
using Faculty.Domain.Training.Menu;
using Faculty.Domain.Training.Menu.Search;
using Xunit.Abstractions;
using static Faculty.Domain.Tests.Training.Menu.SampleItems;

namespace Faculty.Domain.Tests.Training.Menu;

/// <summary>A need in any words finds the items that answer it.</summary>
public sealed class MenuSearchTests(ITestOutputHelper output)
{
    private static readonly MenuIndex Sample = new(All, []);

    /// <summary>needs.csv is by somebody who has not seen the search; needs-own.csv is by its maker, for tuning.</summary>
    [Theory]
    [InlineData("needs.csv")]
    [InlineData("needs-own.csv")]
    public void Needs_in_the_words_of_a_shop_floor_find_their_item_among_the_first_five(string file)
    {
        var needs = Needs(file);
        var missed = needs.Where(n => !Codes(Sample, n.Need, most: 5).Any(n.Codes.Contains)).ToList();
        var first = needs.Count(n => Codes(Sample, n.Need, most: 1).Any(n.Codes.Contains));
        output.WriteLine($"{file}: {needs.Count - missed.Count} of {needs.Count} among the first five, {first} first.");
        missed.ForEach(m => output.WriteLine($"missed: {m.Need}: {string.Join(' ', Codes(Sample, m.Need, most: 5))}"));
        Assert.True(needs.Count >= 40);
        Assert.True(needs.Count - missed.Count >= 0.95 * needs.Count);
    }

    [Fact]
    public void Every_item_is_found_first_by_its_name_and_by_its_code() => Assert.All(All, item =>
    {
        Assert.Equal(item.Code, Codes(Sample, item.Name, most: 1)[0]);
        Assert.Equal(item.Code, Codes(Sample, item.Code.ToLowerInvariant(), most: 1)[0]);
    });

    [Fact]
    public void Every_item_is_among_the_first_five_by_its_pinyin_and_by_its_initials() => Assert.All(All, item =>
    {
        var syllables = Pinyin.Words(item.Name)[0];
        Assert.Contains(item.Code, Codes(Sample, string.Concat(syllables), most: 5));
        Assert.Contains(item.Code, Codes(Sample, string.Join(' ', syllables), most: 5));
        Assert.Contains(item.Code, Codes(Sample, string.Concat(syllables.Select(s => s[0])), most: 5));
    });

    [Fact]
    public void Words_that_say_nothing_change_nothing() => Assert.All(All, item =>
    {
        var bare = Answers(Sample, item.Name);
        foreach (var need in (string[])[$"我们想学{item.Name}", $"请问有没有{item.Name}培训班？", $"工人需要{item.Name}的培训", $"怎么报名学习 {item.Name}"])
        {
            Assert.Equal(bare, Answers(Sample, need));
        }
    });

    [Fact]
    public void A_filler_inside_a_word_that_is_known_stays()
    {
        var index = new MenuIndex([Item("A", "学前教育"), Item("B", "前台接待")], []);
        Assert.All((string[])["学前教育", "想学学前教育", "要学学前教育怎么报名"], need => Assert.Equal(Answers(index, "学前教育"), Answers(index, need)));
    }

    [Fact]
    public void Names_of_any_words_are_found_first_by_themselves()
    {
        const string Signs = "铸造焊接电工车床学想培训怎么我们老人护理ＡＢab12（）·";
        var name = Gen.Char[Signs].Array[2, 8].Select(c => new string(c)).Where(n => n.Any(c => c >= '一' && c <= '鿿'));
        name.Array[1, 30].Sample(names =>
        {
            var index = new MenuIndex(names.Select((n, i) => Item($"I{i:00}", n)), []);
            foreach (var asked in names)
            {
                // What is left of a name may be nothing but fillers, and two names may differ in signs that say nothing.
                var found = Answers(index, asked);
                if (found.Count > 0)
                {
                    Assert.Contains(names[int.Parse(found[0].Code[1..])], names.Where(n => Plain(n) == Plain(asked) || found[0].Score == found.First(f => names[int.Parse(f.Code[1..])] == asked).Score));
                }
            }
        }, iter: 200);

        static string Plain(string text) => string.Concat(text.Normalize(System.Text.NormalizationForm.FormKC).ToLowerInvariant().Where(char.IsLetterOrDigit));
    }

    [Fact]
    public void Width_and_case_make_no_difference() => Assert.Equal(Answers(Sample, "PLC编程"), Answers(Sample, "ｐｌｃ　编程"));

    [Fact]
    public void The_same_need_has_the_same_answer_whatever_the_order_of_the_items()
    {
        var other = new MenuIndex(All.Reverse(), []);
        Assert.All(Needs("needs.csv"), n => Assert.Equal(Answers(Sample, n.Need), Answers(other, n.Need)));
    }

    [Fact]
    public void Each_answer_says_which_words_hit_which_field_and_what_they_were_taken_for()
    {
        var found = Sample.Search("铸件老有砂眼", _ => true, most: 10).Single(f => f.Item.Code == "ZB-116");
        Assert.Contains(new("铸件", "", MenuField.Name), found.Reasons);
        Assert.Contains(new("砂眼", "铸件缺陷", MenuField.Name), found.Reasons);
        Assert.Contains(new("hangongchuji", "", MenuField.Pinyin), Sample.Search("hangongchuji", _ => true, most: 1)[0].Reasons);
        Assert.Contains(new("hgcj", "", MenuField.Initials), Sample.Search("HGCJ", _ => true, most: 5).Single(f => f.Item.Code == "ZB-101").Reasons);
        Assert.Contains(new("ZB-101", "", MenuField.Code), Sample.Search("zb-101", _ => true, most: 1)[0].Reasons);
    }

    [Fact]
    public void Words_of_the_school_come_over_the_general_ones()
    {
        MenuSynonym own = new() { Word = "点天灯", Meanings = ["焊工"] }, off = new() { Word = "抖音" };
        var index = new MenuIndex(All, [own, off]);
        Assert.Empty(Codes(Sample, "点天灯", most: 5));
        Assert.Contains("ZB-101", Codes(index, "点天灯", most: 5));
        Assert.Contains("XX-143", Codes(Sample, "抖音", most: 5));
        Assert.DoesNotContain("XX-143", Codes(index, "抖音", most: 5));
    }

    [Fact]
    public void Nothing_said_finds_nothing() => Assert.All((string[])["", "我们想学", "？！", "😀", "龘"], words => Assert.Empty(Answers(Sample, words)));

    [Fact]
    public void Only_what_may_be_answered_is() => Assert.All(Sample.Search("焊工", i => i.Level == Domain.Training.SkillLevel.MiddleWorker, most: 10), f => Assert.Equal(Domain.Training.SkillLevel.MiddleWorker, f.Item.Level));

    [Fact]
    public void General_words_mean_something_in_a_menu_of_this_kind() => Assert.All(SynonymTable.General, s => Assert.NotEmpty(Codes(Sample, s.Word, most: 5)));

    private static List<string> Codes(MenuIndex index, string need, int most) => [.. index.Search(need, _ => true, most).Select(f => f.Item.Code)];

    private static List<(string Code, long Score)> Answers(MenuIndex index, string need) => [.. index.Search(need, _ => true, most: 10).Select(f => (f.Item.Code, f.Score))];
}
