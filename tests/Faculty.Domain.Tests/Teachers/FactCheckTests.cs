using Faculty.Domain.Certification;
using Faculty.Domain.Codes;
using Faculty.Domain.Teachers;
using Faculty.Domain.Teachers.Checks;
using Faculty.Domain.Time;

namespace Faculty.Domain.Tests.Teachers;

public sealed class FactCheckTests
{
    private static readonly DateOnly Today = new(2026, 9, 1);

    [Fact]
    public void Rare_characters_and_the_middle_dot_are_names() =>
        Assert.Empty(FactChecks.Of(Wang() with { DisplayName = "𠮷·买买提" }, Today));

    [Theory]
    [InlineData("")]
    [InlineData("王\0明")]
    [InlineData("王\u202e明")]
    [InlineData("王\u200b明")]
    [InlineData("王\u00a0明")]
    [InlineData("王\u2003明")]
    [InlineData("王明\ufe0f")]
    [InlineData("王明\U000e0100")]
    [InlineData("王明 ")]
    [InlineData("王\n明")]
    public void A_name_without_visible_sense_is_refused(string name) =>
        Assert.Contains(FactChecks.Of(Wang() with { DisplayName = name }, Today), f => f.Field == "display_name");

    [Fact]
    public void A_name_has_at_most_fifty_characters_beyond_the_basic_plane_too()
    {
        Assert.Empty(FactChecks.Of(Wang() with { DisplayName = string.Concat(Enumerable.Repeat("𠮷", 50)) }, Today));
        Assert.Single(FactChecks.Of(Wang() with { DisplayName = string.Concat(Enumerable.Repeat("𠮷", 51)) }, Today));
    }

    [Theory]
    [InlineData("13800000000", true)]
    [InlineData("12800000000", false)]
    [InlineData("1380000000", false)]
    [InlineData("138000000000", false)]
    [InlineData("１３８００００００００", false)]
    public void A_mobile_number_has_eleven_digits_from_13_to_19(string number, bool good) =>
        Assert.Equal(good, FactChecks.Of(Wang() with { Mobile = number }, Today).Count == 0);

    [Theory]
    [InlineData("20101405851000001", Sex.Male, true)]
    [InlineData("20101405852000001", Sex.Female, true)]
    [InlineData("20101405851000001", Sex.Female, false)]
    [InlineData("20101405891000001", Sex.Male, false)]
    [InlineData("20101405853000001", Sex.Male, false)]
    [InlineData("2010140585100000", Sex.Male, false)]
    public void A_teacher_qualification_has_seventeen_digits_that_agree_with_the_person(string number, Sex sex, bool good) =>
        Assert.Equal(good, FactChecks.Of(Qualification(number), sex, Today).Count == 0);

    [Fact]
    public void An_older_number_needs_the_word_legacy()
    {
        Assert.NotEmpty(FactChecks.Of(Qualification("晋教资字第123号"), Sex.Male, Today));
        Assert.Empty(FactChecks.Of(Qualification("晋教资字第123号") with { Legacy = true }, Sex.Male, Today));
    }

    [Fact]
    public void Nothing_was_issued_after_today()
    {
        Assert.NotEmpty(FactChecks.Of(Qualification("x") with { Legacy = true, IssuedOn = new PartialDate(2026, 9, 2) }, null, Today));
        Assert.Empty(FactChecks.Of(Qualification("x") with { Legacy = true, IssuedOn = new PartialDate(2026, 9, null) }, null, Today));
        Assert.NotEmpty(FactChecks.Of(new Education { Level = "21", GraduatedOn = new PartialDate(2026, 10, null) }, Today));
    }

    [Fact]
    public void A_last_day_does_not_lie_before_the_first() =>
        Assert.Equal("last_date", Assert.Single(FactChecks.Of(new Practice { Enterprise = "高平一厂", StartDate = Today, LastDate = Today.AddDays(-1) }, Today)).Field);

    [Fact]
    public void Codes_come_from_their_tables()
    {
        Assert.Empty(FactChecks.Of(new Education { Level = "21", Degree = "4" }, Today));
        Assert.Equal(["level", "degree"], FactChecks.Of(new Education { Level = "08", Degree = "9" }, Today).Select(f => f.Field));
        Assert.Equal("title_code", Assert.Single(FactChecks.Of(new Title { TitleCode = "020" }, Today)).Field);
        Assert.Equal("major_code", Assert.Single(FactChecks.Of(Post("619999"), Today)).Field);
        Assert.Empty(FactChecks.Of(Post("610101"), Today));
    }

    [Fact]
    public void Names_of_codes_are_understood()
    {
        Assert.Equal("21", CodeTables.EducationLevels.CodeOf("本科"));
        Assert.Equal("21", CodeTables.EducationLevels.CodeOf("大学本科毕业"));
        Assert.Equal("022", CodeTables.Titles.CodeOf("高级讲师"));
        Assert.Equal("01", CodeTables.EthnicGroups.CodeOf("汉族"));
        Assert.Null(CodeTables.Titles.CodeOf("大师"));
    }

    [Fact]
    public void The_highest_education_is_highest_by_order_not_last_typed() =>
        Assert.Equal("11", CodeTables.EducationLevels.Highest(["31", "11", "21"]));

    [Fact]
    public void Every_fault_of_a_fact_is_told_at_once() =>
        Assert.Equal(
            ["level", "track", "trust", "certificate_number", "authority", "last_date"],
            FactChecks.Of(
                new Recognition
                {
                    Level = 0,
                    Track = 0,
                    Trust = (RecognitionTrust)99,
                    CertificateNumber = "",
                    Authority = "",
                    StartDate = Today,
                    LastDate = Today.AddDays(-1),
                },
                Today).Select(f => f.Field));

    private static Identity Wang() => new() { DisplayName = "王明", Sex = Sex.Male, BirthDate = new(1980, 5, 1) };

    private static Credential Qualification(string number) => new() { Category = CredentialCategory.TeacherQualification, Number = number };

    private static Post Post(string major) => new()
    {
        SchoolCode = "GP",
        DepartmentCode = "GP-ZB",
        Category = PostCategory.Specialty,
        MajorCode = major,
        Primary = true,
        StartDate = Today,
        EngagementId = "e",
    };
}
