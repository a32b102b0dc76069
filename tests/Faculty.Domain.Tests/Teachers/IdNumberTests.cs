using Faculty.Domain.Teachers;
using Faculty.Domain.Teachers.Checks;

namespace Faculty.Domain.Tests.Teachers;

/// <summary>Numbers of identity documents. The numbers are nobody's: born 1900.</summary>
public sealed class IdNumberTests
{
    private static readonly DateOnly NewYear1900 = new(1900, 1, 1);

    [Theory]
    [InlineData("14058119000101003X", Sex.Male)]
    [InlineData("140581190001010021", Sex.Female)]
    public void A_number_with_its_check_character_is_taken(string number, Sex sex) =>
        Assert.Null(IdNumber.Problem(IdType.Resident, number, sex, NewYear1900));

    [Theory]
    [InlineData("140581190001010022", Sex.Female, "check character")]
    [InlineData("140581190002290022", Sex.Female, "no date")]
    [InlineData("14058119000101003X", Sex.Female, "sex")]
    [InlineData("140581190001010021", Sex.Male, "sex")]
    [InlineData("14058119000101003", Sex.Male, "17 digits")]
    [InlineData("1405811900010100300", Sex.Male, "17 digits")]
    [InlineData("14058119000101003Y", Sex.Male, "17 digits")]
    [InlineData("１４０５８１１９０００１０１００３X", Sex.Male, "17 digits")]
    [InlineData("", Sex.Male, "17 digits")]
    public void A_wrong_number_is_refused_with_what_is_wrong(string number, Sex sex, string problem) =>
        Assert.Contains(problem, IdNumber.Problem(IdType.Resident, number, sex, NewYear1900), StringComparison.Ordinal);

    [Fact]
    public void A_number_must_agree_with_the_birth_date() =>
        Assert.Contains("birth_date", IdNumber.Problem(IdType.Resident, "14058119000101003X", Sex.Male, NewYear1900.AddDays(1)), StringComparison.Ordinal);

    [Theory]
    [InlineData("14058119000101003x")]
    [InlineData(" 14058119000101003X ")]
    [InlineData("１４０５８１１９０００１０１００３ｘ")]
    public void Typing_habits_are_normalised(string typed) =>
        Assert.Equal("14058119000101003X", IdNumber.Normalise(typed));

    [Theory]
    [InlineData("14058119000101003X", true)]
    [InlineData("140581190001010021", true)]
    [InlineData("GP-14058119000101003x", true)]
    [InlineData("证号１４０５８１１９０００１０１００３ｘ。", true)]
    [InlineData("140581 19000101 003X", true)]
    [InlineData("核对 1405 8119 0001 0100 21 无误", true)]
    [InlineData("140581-19000101-0021", true)]
    [InlineData("１４０５８１　１９０００１０１－００３ｘ", true)]
    [InlineData("共 2 份，1 14058119000101003X", true)]
    [InlineData("140581.19000101.003X", true)]
    [InlineData("140581/19000101/0021", true)]
    [InlineData("１４０５８１．１９０００１０１／００２１", true)]
    [InlineData("140581190001010022", false)]
    [InlineData("140581 19000101 0022", false)]
    [InlineData("140581.19000101.0022", false)]
    [InlineData("2024.09.01/2025.08.31 2025.09.01/2026.08.31", false)]
    [InlineData("晋教职成〔2023〕12号/2023.12.01-2028.11.30/140581", false)]
    [InlineData("5140581 19000101 0021", false)]
    [InlineData("晋教〔2025〕5号 2025-08-29", false)]
    [InlineData("晋教职成〔2023〕12号 2023-12-01 至 2028-11-30，2024-01-15 补发 140581-GP01", false)]
    [InlineData("2024-09-01 2025-08-31 2025-09-01 2026-08-31", false)]
    [InlineData("140581190013010021", false)]
    [InlineData("140581180001010025", false)]
    [InlineData("2140581190001010021", false)]
    [InlineData("1405811900010100210", false)]
    [InlineData("14058119000101002", false)]
    [InlineData("", false)]
    public void A_number_is_found_in_a_text(string text, bool found) => Assert.Equal(found, IdNumber.StandsIn(text));

    [Fact]
    public void An_unknown_area_only_warns()
    {
        var former = "999999190001010031"[..17];
        var number = former + IdNumber.CheckCharacterOf(former);

        Assert.Null(IdNumber.Problem(IdType.Resident, number, Sex.Male, NewYear1900));
        Assert.True(IdNumber.HasUnknownArea(IdType.Resident, number));
        Assert.False(IdNumber.HasUnknownArea(IdType.Resident, "14058119000101003X"));
    }

    [Theory]
    [InlineData(IdType.Passport, "E12345678")]
    [InlineData(IdType.HkmtPermit, "H1234567890")]
    public void Other_documents_have_other_numbers(IdType type, string number) =>
        Assert.Null(IdNumber.Problem(type, number, Sex.Male, NewYear1900));

    [Fact]
    public void Any_one_wrong_digit_is_noticed()
    {
        const string good = "140581190001010021";
        for (var i = 0; i < good.Length; i++)
        {
            for (var digit = '0'; digit <= '9'; digit++)
            {
                var wrong = $"{good[..i]}{digit}{good[(i + 1)..]}";
                Assert.Equal(wrong == good, IdNumber.Problem(IdType.Resident, wrong, Sex.Female, NewYear1900) is null);
            }
        }
    }
}
