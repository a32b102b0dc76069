using Faculty.Server.Tests.Imports;
using Faculty.V1;
using static Faculty.Server.Tests.SampleTree;
using static Faculty.Server.Tests.Teachers.People;

namespace Faculty.Server.Tests.Quotas.Seats;

/// <summary>A file finds its seats as a call does.</summary>
public sealed class SeatImportTests
{
    [Theory]
    [InlineData(ImportMode.AllOrNothing, 0)]
    [InlineData(ImportMode.Check, 0)]
    [InlineData(ImportMode.Partial, 2)]
    // Which persons are a block together is not the file's to say.
    [InlineData(ImportMode.Blocks, null)]
    public async Task A_person_of_a_file_who_finds_no_seat_is_one_fault_with_its_reason(ImportMode mode, int? taken)
    {
        await using var server = await StartAsync(2);
        var imported = await File("A,GP,在编,2020-09-01,", "B,GP,在编,2020-09-01,", "C,GP,在编,2020-09-01,").ImportAsync(server, mode);
        var fault = Assert.Single(imported.Errors);
        Assert.Equal(("engagements.csv", ErrorReason.SeatsExhausted, "2020-09-01"), (fault.Sheet, fault.Reason, fault.Metadata["day"]));
        var heads = await HeadsAsync(server);
        Assert.InRange(heads, taken ?? 0, taken ?? 2);
    }

    [Fact]
    public async Task What_one_person_of_a_file_gives_another_takes_wherever_the_rows_stand()
    {
        await using var server = await StartAsync(1);
        Assert.Empty((await File("B,GP,在编,2015-09-01,").ImportAsync(server)).Errors);
        Assert.Single((await File("A,GP,在编,2025-09-01,", "B,GP,在编,2015-09-01,").ImportAsync(server)).Errors);
        Assert.Empty((await File("A,GP,在编,2025-09-01,", "B,GP,在编,2015-09-01,2025-08-31", "C,GP,在编,2010-09-01,2015-08-31").ImportAsync(server)).Errors);
        // Nothing changes a second time.
        var again = await File("A,GP,在编,2025-09-01,", "B,GP,在编,2015-09-01,2025-08-31", "C,GP,在编,2010-09-01,2015-08-31").ImportAsync(server);
        Assert.Equal((0, 0), (again.Created, again.Changed));
        await Calls.RefusedAsync(ErrorReason.SeatsExhausted, server.Teachers.CreateTeacherAsync(Hired("李丽")));
    }

    [Fact]
    public async Task A_soft_ledger_takes_the_reason_of_the_import()
    {
        await using var server = await StartAsync(0);
        await server.Establishments.SetSeatControlAsync(new() { OrganisationCode = School, Control = SeatControl.Soft });
        var file = File("A,GP,在编,2020-09-01,");
        Assert.Single((await file.ImportAsync(server)).Errors);
        var upload = await Imported.UploadAsync(server, file.Files);
        var last = await server.Imports.RunImport(new() { UploadId = upload, Mode = ImportMode.AllOrNothing, Reason = "会议纪要" }).AllAsync().LastAsync();
        Assert.True(last.Outcome.Written);
    }

    [Fact]
    public async Task An_import_and_a_call_never_share_the_last_seat()
    {
        for (var round = 0; round < 5; round++)
        {
            await using var server = await StartAsync(1);
            var call = HiredAsync(server);
            var imported = await File("A,GP,在编,2015-09-01,").ImportAsync(server);
            Assert.Equal((1, true), (await HeadsAsync(server), await call != !imported.Errors.Any()));
        }
    }

    private static async Task<bool> HiredAsync(TestServer server)
    {
        try
        {
            await server.HireAsync("李丽");
            return true;
        }
        catch (Grpc.Core.RpcException refused)
        {
            Calls.Refused(ErrorReason.SeatsExhausted, refused);
            return false;
        }
    }

    private static async Task<int> HeadsAsync(TestServer server) =>
        (await server.Teachers.StreamTeachers(new() { SchoolCode = School }).AllAsync().ToListAsync()).Sum(m => m.Teachers.Count);

    // One person an engagement, each with a post as long.
    private static TestRoster File(params string[] engagements) => new TestRoster()
        .With("teachers", TestRoster.TeacherHeader, [.. engagements.Select(e => $"{e[0]},王{e[0]},男,1980-05-0{1 + e[0] - 'A'},,,,")])
        .With("engagements", "teacher_ref,school_code,kind,start_date,last_date", engagements)
        .With("posts", "teacher_ref,school_code,department_code,category,start_date,last_date", [.. engagements.Select(e => e.Split(',')).Select(e => $"{e[0]},GP,GP-ZB,专业课,{e[3]},{e[4]}")]);

    private static async Task<TestServer> StartAsync(int seats)
    {
        var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        await server.AuthoriseAsync(seats);
        return server;
    }
}
