using System.Text;
using CsCheck;
using Faculty.Server.Tests.Imports.Tables;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Tests.Imports;

public sealed class ExportTests
{
    private static readonly string[] Texts = ["", "=1+1", "+86 1", "-", "@x", "'x", "a,b", "say \"hi\"", "𠮷野家", "<&>", "数控", "·"];

    [Theory]
    [InlineData(RosterFormat.Csv)]
    [InlineData(RosterFormat.Xlsx)]
    public async Task What_is_exported_changes_nothing_when_imported(RosterFormat format)
    {
        await using var server = await TestServer.StartAsync(with: o => o with { Sample = true });
        var exported = await Imported.ExportAsync(server, format);
        // That it was exported is itself on record.
        var revision = await server.RevisionAsync();
        var again = await Imported.RunAsync(server, exported);
        Assert.Empty(again.Errors);
        Assert.Equal((0, 0, false), (again.Created, again.Changed, again.Outcome.Written));
        Assert.True(again.Outcome.Counts.Sum(c => c.Unchanged) > 1_000);
        Assert.Equal(revision, await server.RevisionAsync());
    }

    [Fact]
    public async Task An_export_taken_into_an_empty_registry_gives_the_same_export()
    {
        await using var server = await TestServer.StartAsync(with: o => o with { Sample = true });
        // The sample tells of days up to the end of 2026.
        await using var other = await TestServer.StartAsync(TestClock.At(2026, 12, 31));
        var exported = await Imported.ExportAsync(server, RosterFormat.Csv);
        var taken = await Imported.RunAsync(other, exported);
        Assert.Empty(taken.Errors);
        // Ids and revisions are the registry's own; everything else is equal.
        Assert.Equal(Anonymous(exported), Anonymous(await Imported.ExportAsync(other, RosterFormat.Csv)));
    }

    [Fact]
    public async Task Whatever_texts_a_roster_holds_export_and_import_leave_them_as_they_are()
    {
        await using var server = await TestServer.StartAsync();
        await TestRoster.Small().ImportAsync(server);
        await Gen.Int[0, Texts.Length - 1].Array[5].SampleAsync(
            async pick =>
            {
                var (major, end, field, document, reason) = (Quoted(pick[0]), Quoted(pick[1]), Quoted(pick[2]), Quoted(pick[3]), Quoted(pick[4]));
                var changed = await TestRoster.Small()
                    .Change("education", "机械", major).Change("engagements", "2027-02-28,,", $"2027-02-28,{end},").Change("recognitions", "数控", field)
                    .Change("honours", "=1+1", document).Change("recognition_events", "文1,", $"文1,{reason}")
                    .ImportAsync(server);
                Assert.Empty(changed.Errors);
                foreach (var format in (RosterFormat[])[RosterFormat.Csv, RosterFormat.Xlsx])
                {
                    var again = await Imported.RunAsync(server, await Imported.ExportAsync(server, format));
                    Assert.Empty(again.Errors);
                    Assert.Equal((0, 0), (again.Created, again.Changed));
                }
            },
            iter: 12, threads: 1);
    }

    [Fact]
    public async Task Eighteen_digits_and_leading_zeros_survive_a_workbook()
    {
        await using var server = await TestServer.StartAsync();
        await TestRoster.Small().ImportAsync(server);
        var book = (await Imported.ExportAsync(server, RosterFormat.Xlsx)).Single().Content;
        Assert.Contains(Xlsx.Rows(book), r => r.Contains("|14058119000101003X|01|13800000001|", StringComparison.Ordinal));
        Assert.Contains(Xlsx.Rows(book, "engagements"), r => r.Contains("|0001|", StringComparison.Ordinal));
        Assert.DoesNotContain(Xlsx.Rows(book, "honours"), r => r.Contains("|=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_row_edited_elsewhere_since_the_export_is_refused_as_stale()
    {
        await using var server = await TestServer.StartAsync();
        await TestRoster.Small().ImportAsync(server);
        var exported = await Imported.ExportAsync(server, RosterFormat.Csv);
        await TestRoster.Small().Change("teachers", "13800000001", "13900000001").ImportAsync(server);

        var stale = await Imported.RunAsync(server, exported);
        Assert.Equal((ImportFaultCode.StaleRow, "teachers.csv"), (stale.Errors.Single().Code, stale.Errors.Single().Sheet));
        Assert.False(stale.Outcome.Written);
        // Control: an export of now with the same change is taken.
        var fresh = await Imported.ExportAsync(server, RosterFormat.Csv);
        var edited = fresh.Select(f => (f.Name, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(f.Content).Replace("13900000001", "13800000001", StringComparison.Ordinal))));
        Assert.Equal(1, (await Imported.RunAsync(server, edited)).Changed);
    }

    [Fact]
    public async Task A_scope_is_exported_with_what_stands_above_it_and_nobody_else()
    {
        await using var server = await TestServer.StartAsync();
        await TestRoster.Small().ImportAsync(server);
        var files = (await Imported.ExportAsync(server, RosterFormat.Csv, "GP-ZB")).ToDictionary(f => f.Name, f => Encoding.UTF8.GetString(f.Content), StringComparer.Ordinal);
        Assert.Contains("140581,高平市", files["organisations.csv"], StringComparison.Ordinal);
        Assert.Contains("王示例", files["teachers.csv"], StringComparison.Ordinal);
        Assert.DoesNotContain("李·样本", files["teachers.csv"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stopping_server_ends_an_export_with_a_reason_to_come_back()
    {
        await using var server = await TestServer.StartAsync();
        await ImportManyAsync(server);
        using var export = new ExportService.ExportServiceClient(server.Channel).ExportRoster(new() { Format = RosterFormat.Csv });
        Assert.True(await export.ResponseStream.MoveNext(CancellationToken.None));

        server.Server.BeginStop();

        // What was on its way still comes.
        Calls.Refused(ErrorReason.ShuttingDown, await Assert.ThrowsAsync<RpcException>(async () => await export.AllAsync().ToListAsync()));
    }

    private static string Quoted(int text) => $"\"{Texts[text].Replace("'", "''", StringComparison.Ordinal).Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static IEnumerable<string> Anonymous(IEnumerable<(string Name, byte[] Content)> files) =>
        files.Select(f => string.Join('\n', Encoding.UTF8.GetString(f.Content).Split('\n').Select(line => Comparable(f.Name, line)).Order(StringComparer.Ordinal)));

    private static string Comparable(string file, string line)
    {
        var cells = line.TrimEnd('\r').Split(',');
        if (file == "memberships.csv" && cells.Length > 1)
        {
            (cells[0], cells[1]) = (cells[1], cells[0]);
        }
        var first = file is "organisations.csv" or "recognition_events.csv" or "groups.csv" || file.StartsWith("group_", StringComparison.Ordinal) ? 0 : 1;
        var last = file == "teachers.csv" ? cells.Length - 1 : cells.Length;
        return string.Join(',', cells[Math.Min(first, last)..last]);
    }

    [Fact]
    public async Task A_stopping_server_ends_a_stream_of_teachers_that_is_read_slowly_with_a_reason_to_come_back()
    {
        await using var server = await TestServer.StartAsync();
        await ImportManyAsync(server);
        using var stream = server.Teachers.StreamTeachers(new());
        Assert.True(await stream.ResponseStream.MoveNext(CancellationToken.None));

        server.Server.BeginStop();

        Calls.Refused(ErrorReason.ShuttingDown, await Assert.ThrowsAsync<RpcException>(async () => await stream.AllAsync().ToListAsync()));
    }

    // Far more than a connection holds that nobody reads from.
    private static async Task ImportManyAsync(TestServer server)
    {
        var many = TestRoster.Small().Only("organisations").With("teachers", TestRoster.TeacherHeader, [.. Enumerable.Range(0, 5_000).Select(i => $"M{i},样本{i},男,1980-01-01,,,,")]);
        Assert.Empty((await many.ImportAsync(server)).Errors);
    }
}
