using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Xml.Linq;
using Faculty.Cli.Generate;
using Faculty.Cli.Running;
using Faculty.Client;

namespace Faculty.Cli.Tests.Generate;

public sealed class GenerateTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("faculty-generate-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(3_000, 1)]
    [InlineData(1_200, 77)]
    public void A_generated_roster_breaks_no_rule(int teachers, int seed)
    {
        var roster = Generated(new() { Teachers = teachers, Seed = seed });

        Assert.Empty(RosterCheck.Of(roster, RosterOptions.DefaultToday));
        Assert.Equal(teachers, roster["teachers"].Count);
        // Nothing that a registry of teachers has to hold is missing.
        Assert.Equal(8, roster["engagements"].Select(e => e["kind"]).Distinct().Count());
        Assert.Equal(6, roster["posts"].Select(p => p["category"]).Distinct().Count());
        Assert.Equal(5, roster["recognition_events"].Select(e => e["type"]).Distinct().Count());
        Assert.Equal(5, roster["spells"].Select(s => s["reason"]).Distinct().Count());
        Assert.Contains(roster["engagements"], e => e["hiring_route"] == "TRANSFER");
        Assert.Contains(roster["credentials"], c => c["number"].Length == 17 && c["number"][9] == '6');
        Assert.Contains(roster["education"], e => e["graduated_on"].Length == 7);
        Assert.InRange(roster["teachers"].Count(t => t["id_number"] == "") / (double)teachers, 0.28, 0.39);
    }

    [Theory]
    [InlineData("2024-02-29")]
    [InlineData("2031-01-05")]
    public void Any_day_may_be_today(string today)
    {
        var day = Roster.Day(today);

        Assert.Empty(RosterCheck.Of(Generated(new() { Teachers = 700, Seed = 5, Today = day }), day));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(60)]
    public void A_small_roster_is_one_school_in_Gaoping(int teachers)
    {
        var roster = Generated(new() { Teachers = teachers, Seed = 3 });

        Assert.Equal(teachers, roster["teachers"].Count);
        Assert.Equal("140581", Assert.Single(roster["organisations"], o => o["kind"] == "SCHOOL")["parent_code"]);
        Assert.Empty(RosterCheck.Of(roster, RosterOptions.DefaultToday));
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        var options = new RosterOptions { Teachers = 300, Seed = 9, Faults = true, Workbook = true };
        Generated(options, "one");
        Generated(options, "two");
        Generated(options with { Seed = 10 }, "three");

        var files = Directory.GetFiles(Path.Combine(_folder, "one"));
        Assert.Equal(RosterFiles.Names.Count + 2, files.Length);
        Assert.All(files.Select(file => Path.GetFileName(file)), file => Assert.Equal(Bytes("one", file), Bytes("two", file)));
        Assert.NotEqual(Bytes("one", "teachers.csv"), Bytes("three", "teachers.csv"));
    }

    [Fact]
    public void The_workbook_holds_the_cells_of_the_files()
    {
        Generated(new() { Teachers = 50, Seed = 2, Faults = true, Workbook = true });

        using var zip = ZipFile.OpenRead(Path.Combine(_folder, "roster", RosterGenerator.WorkbookFile));
        for (var i = 0; i < RosterFiles.Names.Count; i++)
        {
            using var part = zip.GetEntry($"xl/worksheets/sheet{i + 1}.xml")!.Open();
            var cells = XDocument.Load(part).Descendants().Where(e => e.Name.LocalName == "t").Select(e => e.Value);
            var file = File.ReadAllText(Path.Combine(_folder, "roster", $"{RosterFiles.Names[i]}.csv"));
            Assert.Equal(file.Split(',', '\n').Where(cell => cell.Length > 0), cells);
        }
    }

    [Fact]
    public void Planted_faults_are_listed_and_everything_else_stays_as_it_was()
    {
        var options = new RosterOptions { Teachers = 6_000, Seed = 4 };
        Generated(options, "sound");
        var faults = Generated(options with { Faults = true }, "spoilt")["faults"];

        var rows = RosterFiles.Names.Skip(1).Sum(name => File.ReadLines(Path.Combine(_folder, "sound", $"{name}.csv")).Count() - 1);
        Assert.InRange(faults.Count, rows * 0.008, rows * 0.012);
        Assert.Equal(13, faults.Select(f => f["kind"]).Distinct().Count());
        foreach (var name in RosterFiles.Names)
        {
            var listed = faults.Where(f => f["file"] == $"{name}.csv")
                .ToLookup(f => f["kind"] is "duplicate-teacher-ref" or "overlapping-engagement", f => int.Parse(f["row"]));
            var (added, changed) = (listed[true].ToHashSet(), listed[false]);
            var sound = File.ReadAllLines(Path.Combine(_folder, "sound", $"{name}.csv"));
            var spoilt = File.ReadLines(Path.Combine(_folder, "spoilt", $"{name}.csv"))
                .Select((line, i) => (Line: line, Row: i + 1)).Where(line => !added.Contains(line.Row)).ToList();

            Assert.Equal(sound.Length, spoilt.Count);
            Assert.Equal(changed.Order(), spoilt.Where((line, i) => line.Line != sound[i]).Select(line => line.Row));
        }
    }

    [Fact]
    public void The_check_of_these_tests_finds_what_is_planted()
    {
        var folder = Path.Combine(_folder, "control");
        Generated(new() { Teachers = 400, Seed = 8 }, "control");
        Assert.Contains("one full-time engagement a day", BrokenAfter("engagements", "T0000002,{0},CONTRACT,Z1,1999-01-01,,,OPEN"));
        Assert.Contains("exactly one primary post per engagement and day",
            BrokenAfter("engagements", "T0000002,{0},DISPATCH,Z1,1999-01-01,,,OPEN"));
        Assert.Contains("posts and spells lie inside an engagement", BrokenAfter("spells", "T0000002,{0},SICK,1930-01-01,1930-02-01"));

        IEnumerable<string> BrokenAfter(string table, string row)
        {
            var file = Path.Combine(folder, $"{table}.csv");
            var sound = File.ReadAllText(file);
            var lines = sound.TrimEnd('\n').Split('\n').ToList();
            var place = lines.FindLastIndex(line => string.CompareOrdinal(line[..8], "T0000003") < 0);
            var school = new Roster(folder)["engagements"].First(e => e["teacher_ref"] == "T0000002")["school_code"];
            lines.Insert(Math.Max(place, 0) + 1, string.Format(row, school));
            File.WriteAllLines(file, lines);
            var broken = RosterCheck.Of(new Roster(folder), RosterOptions.DefaultToday);
            File.WriteAllText(file, sound);
            return broken.Select(b => b[..b.IndexOf(':', StringComparison.Ordinal)]).Distinct();
        }
    }

    [Fact]
    public void The_sample_of_the_server_is_what_the_generator_makes()
    {
        Generated(RosterOptions.Sample, "sample");

        var committed = Path.Combine(Repository(), "src", "Faculty.Server", "Sample");
        // What else lies there, studios and teams, is written by hand over the people that are generated.
        foreach (var name in RosterFiles.Names)
            Assert.Equal(File.ReadAllBytes(Path.Combine(committed, $"{name}.csv")), Bytes("sample", $"{name}.csv"));
    }

    [Fact]
    public void The_sample_school_rises_every_year_for_eight_years()
    {
        var sample = Generated(RosterOptions.Sample);

        Assert.Empty(RosterCheck.Of(sample, RosterOptions.DefaultToday));
        var ratios = Enumerable.Range(2019, 8).Select(year => sample.M1(new DateOnly(year, 9, 1)))
            .Select(m => m.Recognised / (double)m.Counted).ToList();
        Assert.Equal(ratios.Order(), ratios);
        Assert.InRange(ratios[0], 0.33, 0.38);
        Assert.InRange(ratios[^1], 0.60, 0.65);
        var now = sample["engagements"].Where(e => Roster.Covers(e, RosterOptions.DefaultToday)).ToList();
        Assert.InRange(now.Count(Roster.FullTime), 126, 134);
        Assert.InRange(now.Count(e => e["kind"] is "EXTERNAL_ENTERPRISE" or "EXTERNAL_SCHOOL" or "REHIRED_RETIREE"), 24, 26);
        Assert.Single(sample["recognition_events"], e => e["type"] == "REVOKE");
        Assert.Contains(sample["spells"], s => s["reason"] == "STUDY");
        Assert.Single(sample.ByTeacher("posts"),
            person => person.Where(p => p["primary"] == "yes").Select(p => p["category"]).Distinct().Count() > 1);
    }

    [Fact]
    public async Task The_command_writes_without_a_server()
    {
        var (output, error) = (new StringWriter(), new StringWriter());

        var code = await FacultyCommand.RunAsync(
            ["generate", Path.Combine(_folder, "roster"), "--teachers", "120", "--seed", "6", "--language", "en"], output, error, default);

        Assert.Equal(ExitCode.Done, code);
        Assert.Contains("120 teachers", output.ToString() + error, StringComparison.Ordinal);
        Assert.Equal(120, new Roster(Path.Combine(_folder, "roster"))["teachers"].Count);
    }

    [Theory]
    [InlineData("--teachers", "0")]
    [InlineData("--teachers", "2000001")]
    [InlineData("--teachers", "300000", "--xlsx")]
    [InlineData("--today", "yesterday")]
    [InlineData("--sample", "--seed", "4")]
    public void What_cannot_be_generated_is_refused_before_anything_is_written(params string[] arguments)
    {
        var folder = Path.Combine(_folder, "refused");

        Assert.NotEmpty(FacultyCommand.Create(new Words(Language.English)).Parse(["generate", folder, .. arguments]).Errors);
        Assert.False(Directory.Exists(folder));
    }

    private Roster Generated(RosterOptions options, string name = "roster")
    {
        var folder = Path.Combine(_folder, name);
        RosterGenerator.Generate(options, folder);
        return new Roster(folder);
    }

    private byte[] Bytes(string roster, string file) => File.ReadAllBytes(Path.Combine(_folder, roster, file));

    private static string Repository([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
