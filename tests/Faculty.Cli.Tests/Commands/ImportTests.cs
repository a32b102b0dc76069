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
        Assert.Equal("", (await registry.DoneAsync("changes")).Output);
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
        Assert.Equal("", (await registry.DoneAsync("changes")).Output);
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
    public async Task The_template_is_a_workbook_that_imports_as_empty()
    {
        await using var registry = await Registry.StartAsync();
        await registry.DoneAsync("template", registry.InHome("template.xlsx"));

        Assert.Equal(0, Counts(await registry.DoneAsync("import", registry.InHome("template.xlsx"), "--json")).Rows);
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
