using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Faculty.Server.Tests.Architecture;

/// <summary>Rules about the tree that no compiler checks.</summary>
public sealed partial class ArchitectureTests
{
    public static readonly string Root = FindRoot();
    private static readonly string[] SourceFolders = ["src", "clients"];

    private static readonly Dictionary<string, string[]> Arrows = new(StringComparer.Ordinal)
    {
        ["Faculty.Protocol"] = [],
        ["Faculty.Domain"] = [],
        ["Faculty.Storage"] = [],
        ["Faculty.Server"] = ["Faculty.Domain", "Faculty.Storage", "Faculty.Protocol"],
        ["Faculty.Client"] = ["Faculty.Protocol"],
        // Storage and Domain only for the verbs that work on files without a server: docs/decisions.
        ["Faculty.Cli"] = ["Faculty.Client", "Faculty.Storage", "Faculty.Domain"],
    };

    [Fact]
    public void Projects_refer_to_each_other_only_along_the_arrows()
    {
        foreach (var project in Projects("src").Concat(Projects("clients")))
        {
            var name = Path.GetFileNameWithoutExtension(project);
            var references = XDocument.Load(project).Descendants("ProjectReference")
                .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')));
            Assert.True(Arrows.ContainsKey(name), $"{name} is a room nobody planned");
            Assert.Empty(references.Except(Arrows[name], StringComparer.Ordinal));
        }
    }

    [Fact]
    public void The_domain_uses_no_package()
    {
        var domain = XDocument.Load(Path.Combine(Root, "src/Faculty.Domain/Faculty.Domain.csproj"));
        Assert.Empty(domain.Descendants("PackageReference"));
    }

    [Fact]
    public void No_regular_expression_accepts_the_digits_of_other_scripts() =>
        Assert.Empty(Offenders(AnyDigit()));

    [Fact]
    public void No_regular_expression_ends_before_a_trailing_newline() =>
        Assert.Empty(Offenders(DollarEnd()));

    [Fact]
    public void The_rule_against_other_scripts_digits_finds_one() =>
        Assert.Matches(AnyDigit(), """[GeneratedRegex(@"\A\d+\z")]""");

    [Fact]
    public void Source_files_stay_readable()
    {
        var long_ = Sources().Select(f => (File: Path.GetRelativePath(Root, f), Lines: File.ReadLines(f).Count())).Where(f => f.Lines > 300);
        Assert.Empty(long_);
    }

    [Fact]
    public void Every_file_the_walkthrough_names_is_there()
    {
        var files = Sources().Concat(Directory.EnumerateFiles(Path.Combine(Root, "protos/faculty"), "*.proto", SearchOption.AllDirectories))
            .Select(f => $"/{Path.GetRelativePath(Root, f).Replace('\\', '/')}").ToList();
        var named = FileNamed().Matches(File.ReadAllText(Path.Combine(Root, "docs/walkthrough.md"))).Select(m => m.Groups[1].Value).ToList();
        Assert.True(named.Count > 30);
        Assert.All(named, name => Assert.True(IsThere(name), $"{name} is not there"));
        Assert.False(IsThere("Teachers/EndPosts.cs"));

        bool IsThere(string name) => files.Exists(f => Regex.IsMatch(f, $"/{Regex.Escape(name).Replace(@"\*", "[^/]*", StringComparison.Ordinal)}\\z"));
    }

    private static IEnumerable<string> Offenders(Regex rule) =>
        Sources().SelectMany(f => File.ReadLines(f).Where(l => rule.IsMatch(l)).Select(l => $"{Path.GetRelativePath(Root, f)}: {l.Trim()}"));

    private static IEnumerable<string> Sources() =>
        SourceFolders.SelectMany(d => Directory.EnumerateFiles(Path.Combine(Root, d), "*.cs", SearchOption.AllDirectories))
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal));

    private static IEnumerable<string> Projects(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.csproj", SearchOption.AllDirectories);

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Faculty.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run inside the repository.");
        }
        return folder;
    }

    [GeneratedRegex(@"(Regex\(|IsMatch\(|Match\().*\\d")]
    private static partial Regex AnyDigit();

    [GeneratedRegex(@"`([A-Za-z0-9./*]+\.(?:cs|proto))`")]
    private static partial Regex FileNamed();

    [GeneratedRegex(@"Regex\(@?""[^""]*\$""")]
    private static partial Regex DollarEnd();
}
