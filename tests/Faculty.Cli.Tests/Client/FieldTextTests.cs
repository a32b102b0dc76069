using System.Text.RegularExpressions;
using Faculty.Client;
using Faculty.V1;

namespace Faculty.Cli.Tests.Client;

public sealed partial class FieldTextTests
{
    private static readonly string[] Rooms = ["src/Faculty.Server", "src/Faculty.Domain/Teachers", "src/Faculty.Domain/Training/Pool"];

    [Fact]
    public void Every_sentence_about_a_field_that_the_server_says_has_a_chinese_one()
    {
        var said = Sources().SelectMany(f => Sentence().Matches(File.ReadAllText(f)))
            .Select(m => Hole().Replace(m.Groups[1].Value, "x1")).ToHashSet(StringComparer.Ordinal);

        Assert.True(said.Count > 60, $"only {said.Count} sentences were found");
        Assert.Equal([], said.Where(s => FieldTexts.Chinese(s) is not { } text || text.Contains('{')));
    }

    [Theory]
    [InlineData("must be one of M1, M2, or empty for M1", "应为下列之一：M1, M2；留空为 M1")]
    [InlineData("must be at most 50 characters", "最多 50 个字")]
    [InlineData("must be something new", null)]
    public void Values_are_put_where_they_stood(string english, string? chinese) => Assert.Equal(chinese, FieldTexts.Chinese(english));

    [Theory]
    [InlineData("faculty.v1.Education.level", "21", "大学本科毕业 21")]
    [InlineData("faculty.v1.Identity.ethnic_group", "01", "汉族 01")]
    [InlineData("faculty.v1.Education.level", "00", "00")]
    [InlineData("faculty.v1.Education.institution", "21", "21")]
    public void A_code_is_shown_with_its_name(string field, string value, string shown) => Assert.Equal(shown, CodeNames.Of(field, value));

    [Fact]
    public void The_fields_that_hold_codes_are_fields_of_the_protos() => Assert.All(
        ["Education.level", "Education.degree", "Title.title_code", "Identity.ethnic_group", "Post.major_code", "Credential.occupation_code"],
        path => Assert.NotNull(TeacherReflection.Descriptor.MessageTypes.Single(m => m.Name == path.Split('.')[0]).FindFieldByName(path.Split('.')[1])));

    // Faults of an import's cells have codes, and Chinese by their codes.
    private static IEnumerable<string> Sources()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Faculty.sln")))
        {
            root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException("The tests run inside the repository.");
        }
        return Rooms.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(f => !ImportOrBuilt().IsMatch(f));
    }

    [GeneratedRegex(@"""((?:must|digit|digits|the check|at most one)\b(?:[^""{\\]|\{[^}]*\})*)""")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"/(?:obj|bin)/|/Imports/(?:Sheets|Rows|Decide)/")]
    private static partial Regex ImportOrBuilt();
}
