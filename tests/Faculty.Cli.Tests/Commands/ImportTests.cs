using Faculty.Cli.Tests.Running;

namespace Faculty.Cli.Tests.Commands;

public sealed class ImportTests
{
    [Fact]
    public async Task The_same_folder_twice_creates_and_changes_nothing_the_second_time()
    {
        await using var registry = await Registry.StartAsync();
        var folder = WorkedCase.Write(registry.InHome("roster"));

        var first = Counts(await registry.DoneAsync("import", folder, "--json"));
        var second = Counts(await registry.DoneAsync("import", folder, "--json"));

        Assert.Equal(first.Rows, first.Created);
        Assert.Equal((first.Rows, 0, 0), (second.Rows, second.Created, second.Changed));
    }

    [Fact]
    public async Task A_check_writes_nothing()
    {
        await using var registry = await Registry.StartAsync();
        var ran = await registry.DoneAsync("import", WorkedCase.Write(registry.InHome("roster")), "--check");

        Assert.Contains("Checked; nothing was written.", ran.Error, StringComparison.Ordinal);
        Assert.Equal("", (await registry.ChangesAsync()).Output);
    }

    [Fact]
    public async Task A_fault_is_printed_with_sheet_row_column_value_and_remedy_and_nothing_is_written()
    {
        await using var registry = await Registry.StartAsync();
        var folder = WorkedCase.Write(registry.InHome("roster"));
        Break(Path.Combine(folder, "engagements.csv"), "T03,GP,ESTABLISHED,0003,2012-09-01", "T03,GP,ESTABLISHED,0003,2012-02-30");

        var ran = await registry.RunAsync("import", folder);

        Assert.Equal(1, ran.ExitCode);
        var row = Assert.Single(ran.Lines, l => l.Contains("IMPOSSIBLE_DATE", StringComparison.Ordinal));
        Assert.Matches(@"engagements\S*\s+3\s+start_date\s+2012-02-30\s+IMPOSSIBLE_DATE\s+\S", row);
        Assert.Contains("Nothing was written", ran.Error, StringComparison.Ordinal);
        Assert.Equal("", (await registry.ChangesAsync()).Output);
    }

    [Fact]
    public async Task The_marked_workbook_is_written_where_asked()
    {
        await using var registry = await Registry.StartAsync();
        var folder = WorkedCase.Write(registry.InHome("roster"));
        Break(Path.Combine(folder, "engagements.csv"), "0003,2012-09-01", "0003,2012-02-30");
        var marked = registry.InHome("marked.xlsx");

        await registry.RunAsync("import", folder, "--errors", marked);

        Assert.Equal("PK"u8.ToArray(), (await File.ReadAllBytesAsync(marked))[..2]);
    }

    [Fact]
    public async Task Partial_takes_the_good_persons_and_lists_the_other()
    {
        await using var registry = await Registry.StartAsync();
        var folder = WorkedCase.Write(registry.InHome("roster"));
        Break(Path.Combine(folder, "engagements.csv"), "0003,2012-09-01", "0003,2012-02-30");

        var ran = await registry.DoneAsync("import", folder, "--partial");

        Assert.Contains("IMPOSSIBLE_DATE", ran.Output, StringComparison.Ordinal);
        Assert.Equal(10, (await registry.DoneAsync("teachers", "list", "--json")).Lines.Count);
    }

    [Fact]
    public async Task Partial_that_could_take_nobody_is_refused()
    {
        await using var registry = await Registry.StartAsync();
        var folder = WorkedCase.Write(registry.InHome("roster"));
        File.Delete(Path.Combine(folder, "organisations.csv"));

        var ran = await registry.RunAsync("import", folder, "--partial");

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("Nothing was written; faults:", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_counts_name_the_tables_in_Chinese_for_a_Chinese_clerk()
    {
        await using var registry = await Registry.StartAsync();
        var ran = await registry.RunInChineseAsync("import", WorkedCase.Write(registry.InHome("roster")));

        Assert.Equal(0, ran.ExitCode);
        Assert.Contains(ran.Lines, l => l.TrimStart().StartsWith("教师 ", StringComparison.Ordinal));
        Assert.DoesNotMatch("[a-z]{3}", string.Concat(ran.Lines));
    }

    [Theory]
    [InlineData("export")]
    [InlineData("export.xlsx")]
    public async Task What_is_exported_is_imported_without_a_change(string target)
    {
        await using var registry = await Registry.StartAsync();
        await registry.DoneAsync("import", WorkedCase.Write(registry.InHome("roster")));

        await registry.DoneAsync("export", registry.InHome(target));
        var again = Counts(await registry.DoneAsync("import", registry.InHome(target), "--json"));

        Assert.True(again.Rows > 0);
        Assert.Equal((0, 0), (again.Created, again.Changed));
    }

    [Fact]
    public async Task A_Chinese_clerk_gets_Chinese_headers_and_terms_that_import_without_a_change()
    {
        await using var registry = await Registry.StartAsync();
        await registry.DoneAsync("import", WorkedCase.Write(registry.InHome("roster")));

        var ran = await registry.RunInChineseAsync("export", registry.InHome("out"));
        Assert.Equal(0, ran.ExitCode);
        var engagements = await File.ReadAllLinesAsync(Path.Combine(registry.InHome("out"), "engagements.csv"));
        Assert.StartsWith("教师编号,学校代码,聘用类型", engagements[0], StringComparison.Ordinal);
        Assert.Contains(engagements, l => l.Contains(",GP,企业兼职,0010,", StringComparison.Ordinal));

        var again = Counts(await registry.DoneAsync("import", registry.InHome("out"), "--json"));
        Assert.True(again.Rows > 0);
        Assert.Equal((0, 0), (again.Created, again.Changed));
    }

    [Fact]
    public async Task The_template_is_a_workbook_that_imports_as_empty()
    {
        await using var registry = await Registry.StartAsync();
        await registry.DoneAsync("template", registry.InHome("template.xlsx"));

        Assert.Equal(0, Counts(await registry.DoneAsync("import", registry.InHome("template.xlsx"), "--json")).Rows);
    }

    [Theory]
    [InlineData("roster.xls", "PK", "save it as")]
    [InlineData("roster.docx", "PK", "save it as")]
    [InlineData("roster.xlsx", "", "is empty")]
    public async Task A_file_that_cannot_be_a_roster_is_refused_before_anything_is_sent(string name, string content, string said)
    {
        await using var registry = await Registry.StartAsync();
        await File.WriteAllTextAsync(registry.InHome(name), content);

        var ran = await registry.RunAsync("import", registry.InHome(name));

        Assert.Equal(2, ran.ExitCode);
        Assert.Contains(said, ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_warnings_of_one_kind_do_not_hide_the_one_of_another()
    {
        await using var registry = await Registry.StartAsync();
        var folder = WorkedCase.Write(registry.InHome("roster"));
        var teachers = Path.Combine(folder, "teachers.csv");
        await File.WriteAllTextAsync(teachers, (await File.ReadAllTextAsync(teachers)).Replace("LE,19", "LE,１９"));
        await File.WriteAllTextAsync(Path.Combine(folder, "workshops.csv"), "code\nW1\n");

        var ran = await registry.RunAsync("import", folder, "--check");

        Assert.Equal(3, ran.Lines.Count(l => l.Contains("NORMALISED", StringComparison.Ordinal)));
        Assert.Single(ran.Lines, l => l.Contains("UNKNOWN_SHEET", StringComparison.Ordinal));
        Assert.Contains("further warnings", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("export", "roster")]
    [InlineData("export", "roster.xlsx")]
    [InlineData("template", "roster.xlsx")]
    public async Task A_workbook_that_is_there_is_written_over_only_when_asked(string verb, string target)
    {
        await using var registry = await Registry.StartAsync();
        var path = registry.InHome(target);
        await registry.DoneAsync(verb, path);
        var edited = File.Exists(path) ? path : Path.Combine(path, "teachers.csv");
        await File.WriteAllTextAsync(edited, "hours of work");

        var ran = await registry.RunAsync(verb, path);

        Assert.Equal(2, ran.ExitCode);
        Assert.Contains("--overwrite", ran.Error, StringComparison.Ordinal);
        Assert.Equal("hours of work", await File.ReadAllTextAsync(edited));
        await registry.DoneAsync(verb, path, "--overwrite");
        Assert.NotEqual("hours of work", await File.ReadAllTextAsync(edited));
    }

    [Fact]
    public async Task A_file_that_was_not_whole_leaves_no_file()
    {
        await using var registry = await Registry.StartAsync();
        var ran = await registry.RunAsync("export", registry.InHome("out.xlsx"), "--scope", "NOWHERE");

        Assert.Equal(1, ran.ExitCode);
        Assert.Empty(Directory.GetFiles(registry.InHome(""), "out*"));
    }

    private static (int Rows, int Created, int Changed) Counts(Ran ran)
    {
        var outcome = System.Text.Json.JsonDocument.Parse(ran.Lines[^1]).RootElement.GetProperty("outcome").GetProperty("counts");
        int Sum(string name) => outcome.EnumerateArray().Sum(c => int.Parse(c.GetProperty(name).GetString()!));
        return (Sum("rows"), Sum("created"), Sum("changed"));
    }

    private static void Break(string file, string right, string wrong)
    {
        var text = File.ReadAllText(file);
        Assert.Contains(right, text, StringComparison.Ordinal);
        File.WriteAllText(file, text.Replace(right, wrong, StringComparison.Ordinal));
    }
}
