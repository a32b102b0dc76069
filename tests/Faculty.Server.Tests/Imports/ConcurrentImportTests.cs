using System.Text;
using Faculty.Server.Tests.Imports.Tables;
using Faculty.V1;

namespace Faculty.Server.Tests.Imports;

public sealed class ConcurrentImportTests
{
    [Fact]
    public async Task One_import_runs_at_a_time()
    {
        await using var server = await TestServer.StartAsync();
        var rows = Enumerable.Range(0, 50_000).Select(i => $"X{i},测试,男,1980-01-01,,,,").ToArray();
        var upload = await Imported.UploadAsync(server, new TestRoster().With("teachers", TestRoster.TeacherHeader, rows).Files);
        using var first = server.Imports.RunImport(new() { UploadId = upload, Mode = ImportMode.Check });
        Assert.True(await first.ResponseStream.MoveNext(CancellationToken.None));
        await Calls.RefusedAsync(ErrorReason.ImportRunning, server.Imports.RunImport(new() { UploadId = upload, Mode = ImportMode.Check }));
        while (await first.ResponseStream.MoveNext(CancellationToken.None))
        {
        }
        Assert.NotNull((await Imported.RunAsync(server, upload, ImportMode.Check)).Outcome);
    }

    [Fact]
    public async Task A_fifth_upload_takes_the_place_of_the_callers_own_that_was_left_alone_longest_and_is_not_read()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        ImportService.ImportServiceClient other = new(await server.AsAsync(Role.HrClerk, "GP"));
        var others = (await other.BeginUploadAsync(new())).UploadId;
        var read = await Imported.UploadAsync(server, TestRoster.Small().With("teachers", TestRoster.TeacherHeader, [.. Enumerable.Range(0, 20_000).Select(i => $"X{i},测试,男,1980-02-30,,,,")]).Files);
        // More faults than a connection holds that nobody reads from: the upload is read until they are.
        using var run = server.Imports.RunImport(new() { UploadId = read, Mode = ImportMode.Check, MaxFaults = 10_000 });
        Assert.True(await run.ResponseStream.MoveNext(CancellationToken.None));
        var own = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            own.Add((await server.Imports.BeginUploadAsync(new())).UploadId);
        }
        var there = await Task.WhenAll(own.Select(upload => IsThereAsync(server.Imports, upload)));
        Assert.Equal([false, false, false, true, true, true], there);
        Assert.True(await IsThereAsync(other, others));
        Assert.Equal(RunImportResponse.StepOneofCase.Outcome, (await run.AllAsync().LastAsync()).StepCase);

        // Read no more, and now the one left alone longest.
        await Task.WhenAll(own.Select(upload => IsThereAsync(server.Imports, upload)));
        await server.Imports.BeginUploadAsync(new());
        Assert.False(await IsThereAsync(server.Imports, read));
    }

    private static async Task<bool> IsThereAsync(ImportService.ImportServiceClient imports, string upload)
    {
        try
        {
            return (await imports.UploadChunkAsync(new() { UploadId = upload, FileName = "teachers.csv", Content = Google.Protobuf.ByteString.CopyFromUtf8("a") })).ReceivedBytes == 1;
        }
        catch (Grpc.Core.RpcException gone)
        {
            Calls.Refused(ErrorReason.NotFound, gone);
            return false;
        }
    }

    [Fact]
    public async Task Edits_during_an_import_are_never_overwritten_unseen()
    {
        await using var server = await TestServer.StartAsync();
        await TestRoster.Small().ImportAsync(server);
        var id = (await server.Teachers.ListTeachersAsync(new() { NamePrefix = "王" })).Teachers.Single().TeacherId;
        var wanted = new List<string>();
        using var stop = new CancellationTokenSource();
        var edits = Task.Run(async () =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                var title = $"荣誉{i}";
                await server.Teachers.RecordHonourAsync(new() { TeacherId = id, Honour = new() { Title = title, Level = "校级", GrantedOn = SampleTree.Day(2020, 1, 1) } });
                wanted.Add(title);
            }
        });
        for (var i = 1; i <= 15; i++)
        {
            try
            {
                await TestRoster.Small().Change("recognitions", "数控", $"数控{i}").ImportAsync(server);
            }
            catch (Grpc.Core.RpcException overtaken)
            {
                Calls.Refused(ErrorReason.Conflict, overtaken);
            }
            await TestRoster.Small().Only("recognition_events").Change("recognition_events", "文1,", $"文{i},").ImportUntilTakenAsync(server);
        }
        await stop.CancelAsync();
        await edits;
        var teacher = (await server.Teachers.GetTeacherAsync(new() { TeacherId = id })).Teacher;
        Assert.Equal([.. wanted, "教学名师"], teacher.Honours.Select(h => h.Title).OrderBy(t => t == "教学名师").ThenBy(wanted.IndexOf));
        Assert.Equal(Enumerable.Range(1, 15).Select(i => $"文{i}").Order(), teacher.Recognitions.Single().Events.Select(e => e.DocumentNumber).Order());
    }

    [Fact]
    public async Task A_zip_bomb_is_refused_and_the_server_serves_on()
    {
        await using var server = await TestServer.StartAsync();
        var bomb = Xlsx.Of(Xlsx.Row(1, "teacher_ref", "name", "sex", "birth_date") + string.Concat(Enumerable.Repeat("<row><c><v>1</v></c></row>", 4_000_000)));
        var imported = await Imported.RunAsync(server, [("bomb.xlsx", bomb)]);
        Assert.Contains(imported.Errors, f => f is { Code: ImportFaultCode.Limit, Sheet: "teachers" });
        Assert.False(imported.Outcome.Written);
        Assert.Empty((await TestRoster.Small().ImportAsync(server)).Errors);
    }

    [Fact]
    public async Task More_rows_than_are_taken_whole_are_refused_with_the_way_out()
    {
        await using var server = await TestServer.StartAsync();
        var rows = new StringBuilder("teacher_ref,name,sex,birth_date\n");
        for (var i = 0; i <= 200_000; i++)
        {
            rows.Append('X').Append(i).Append(",a,男,1980-01-01\n");
        }
        var imported = await Imported.RunAsync(server, [("teachers.csv", Encoding.UTF8.GetBytes(rows.ToString()))]);
        Assert.Equal(ImportFaultCode.Limit, imported.Errors.Single().Code);
        Assert.Contains("block by block", imported.Errors.Single().Remedy, StringComparison.Ordinal);
        Assert.False(imported.Outcome.Written);
    }
}
