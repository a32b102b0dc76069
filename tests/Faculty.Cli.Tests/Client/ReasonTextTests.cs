using Faculty.Client;
using Faculty.V1;

namespace Faculty.Cli.Tests.Client;

public sealed class ReasonTextTests
{
    public static TheoryData<ErrorReason> Reasons => [.. Enum.GetValues<ErrorReason>().Where(r => r != ErrorReason.Unspecified)];

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Every_reason_says_what_happened_and_what_to_do_in_both_languages(ErrorReason reason)
    {
        foreach (var language in Enum.GetValues<Language>())
        {
            var text = ReasonText.Of(reason, language);
            Assert.True(text is { Happened.Length: > 0, Remedy.Length: > 0 }, $"{reason} has no text in {language}");
            Assert.Equal(language == Language.Chinese, (text.Happened + text.Remedy).Any(IsChinese));
        }
    }

    [Fact]
    public void A_reason_newer_than_the_client_has_no_text() =>
        Assert.Null(ReasonText.Of((ErrorReason)9999, Language.English));

    [Fact]
    public void A_text_is_filled_with_what_the_refusal_says()
    {
        var facts = new Dictionary<string, string> { ["code"] = "GP-99" };
        var text = ReasonText.Of(ErrorReason.UnknownOrganisation, Language.Chinese)!.With(facts, Language.Chinese);
        Assert.Contains("GP-99", text.Happened, StringComparison.Ordinal);
    }

    public static TheoryData<Enum> Named =>
        [.. ((Type[])[typeof(Permission), typeof(Role), typeof(OrganisationKind), typeof(AccountKind)]).SelectMany(Terms.Values)];

    [Theory]
    [MemberData(nameof(Named))]
    public void Permissions_roles_and_kinds_are_told_by_their_terms(Enum value)
    {
        // As the server names it, such as ReadFigures.
        var name = value switch { Permission => "permission", Role => "role", _ => "kind" };
        var (english, chinese) = (ReasonText.Fact(name, $"{value}", Language.English), ReasonText.Fact(name, $"{value}", Language.Chinese));
        Assert.Equal(Terms.Of(value, Language.English), english);
        Assert.DoesNotContain(english, char.IsUpper);
        Assert.All(chinese, c => Assert.True(IsChinese(c), $"{value} is told as {chinese}"));
        Assert.NotEqual("其他", chinese);
        // The control: what is no such value stays as it is.
        Assert.Equal("ReadMinds", ReasonText.Fact(name, "ReadMinds", Language.Chinese));
    }

    [Fact]
    public void Every_fault_of_an_import_has_a_chinese_text() => Assert.All(
        Enum.GetValues<ImportFaultCode>().Where(c => c != ImportFaultCode.Unspecified),
        code => Assert.True(FaultText.Chinese(code) is { Wrong.Length: > 0, Remedy.Length: > 0 }, $"{code} has no text"));

    private static bool IsChinese(char c) => c is >= '一' and <= '鿿';
}
