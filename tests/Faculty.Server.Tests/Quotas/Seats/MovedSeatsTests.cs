using Faculty.Server.Tests.Imports;
using Faculty.V1;
using Grpc.Core;
using static Faculty.Server.Tests.Calls;
using static Faculty.Server.Tests.SampleTree;
using static Faculty.Server.Tests.Teachers.People;
using Date = Google.Type.Date;

namespace Faculty.Server.Tests.Quotas.Seats;

/// <summary>Whoever comes under a ledger or a cap by a move of the organisation is held against it like anybody else.</summary>
public sealed class MovedSeatsTests
{
    private static readonly Date December = Day(2026, 12, 1);

    [Fact]
    public async Task A_class_moves_to_a_school_only_with_people_for_whom_it_has_seats()
    {
        await using var server = await StartAsync(1);
        await server.HireAtAsync("FS", "王一");
        await server.HireAtAsync("FS", "王二");
        var refused = await RefusedAsync(ErrorReason.SeatsExhausted, MoveAsync(server, School));
        Assert.Equal((School, "2026-12-01", "1", "Hard"), (refused.Fact("organisation_code"), refused.Fact("day"), refused.Fact("authorised"), refused.Fact("control")));
        await server.AuthoriseAsync(2, from: December);
        await MoveAsync(server, School);
        // They hold both seats from that day on, and none before.
        Assert.Equal("2026-12-01", (await RefusedAsync(ErrorReason.SeatsExhausted, server.Teachers.CreateTeacherAsync(Hired()))).Fact("day"));
        await RefusedAsync(ErrorReason.SeatsExhausted, server.Teachers.CreateTeacherAsync(At("FS", "王三", Day(2027, 1, 1))));
        // Back to where no ledger is: nobody is asked, and the seats are free.
        await MoveAsync(server, "JC", Day(2027, 3, 1));
        await server.Teachers.CreateTeacherAsync(At(School, "王四", Day(2027, 3, 1)));
    }

    [Fact]
    public async Task A_seat_of_a_class_is_on_the_ledger_of_the_school_of_each_day()
    {
        await using var server = await StartAsync(0);
        // Empty, it may go where no seat is.
        await MoveAsync(server, School);
        var hired = At("FS", "王一", Day(2026, 9, 1));
        Assert.Equal("2026-12-01", (await RefusedAsync(ErrorReason.SeatsExhausted, server.Teachers.CreateTeacherAsync(hired))).Fact("day"));
        hired.Engagement.LastDate = Day(2026, 11, 30);
        await server.Teachers.CreateTeacherAsync(hired);
        await RefusedAsync(ErrorReason.SeatsExhausted, server.Teachers.CreateTeacherAsync(At("FS", "王二", December)));
    }

    [Fact]
    public async Task A_soft_ledger_takes_a_move_with_a_reason_and_one_that_informs_takes_any()
    {
        await using var server = await StartAsync(0);
        await server.HireAtAsync("FS", "王一");
        await server.Establishments.SetSeatControlAsync(new() { OrganisationCode = School, Control = SeatControl.Soft });
        await RefusedAsync(ErrorReason.SeatsExhausted, MoveAsync(server, School));
        await MoveAsync(server, School, reason: "会议纪要");
        await MoveAsync(server, "JC", Day(2027, 3, 1));
        await server.Establishments.SetSeatControlAsync(new() { OrganisationCode = School, Control = SeatControl.Info });
        await MoveAsync(server, School, Day(2027, 9, 1));
    }

    [Fact]
    public async Task A_school_moves_under_a_cap_only_with_the_seats_it_has_room_for()
    {
        await using var server = await StartAsync(10);
        await server.Organisations.CreateOrganisationAsync(Create("140525", OrganisationKind.County, "泽州县"));
        await server.AuthoriseAsync(12, "140525");
        await server.AuthoriseAsync(3, "JC");
        await MoveAsync(server, "140525", code: School);
        var refused = await RefusedAsync(ErrorReason.CapExceeded, MoveAsync(server, "140525", Day(2027, 1, 1), "JC"));
        Assert.Equal(("140525", "2027-01-01", "12", "13"), (refused.Fact("organisation_code"), refused.Fact("day"), refused.Fact("cap"), refused.Fact("sum")));
        await server.AuthoriseAsync(13, "140525", from: Day(2027, 2, 1));
        await RefusedAsync(ErrorReason.CapExceeded, MoveAsync(server, "140525", Day(2027, 1, 31), "JC"));
        await MoveAsync(server, "140525", Day(2027, 2, 1), "JC");
    }

    [Fact]
    public async Task A_move_and_a_hire_never_share_the_last_seat()
    {
        for (var round = 0; round < 5; round++)
        {
            await using var server = await StartAsync(1);
            await server.HireAtAsync("FS", "王一");
            var won = await Task.WhenAll(Won(MoveAsync(server, School).ResponseAsync), Won(server.Teachers.CreateTeacherAsync(At(School, "王二", December)).ResponseAsync));
            Assert.Single(won, w => w);
        }
    }

    /// <summary>A class that the same file makes is asked about like one that stood before.</summary>
    [Theory]
    [InlineData(ImportMode.AllOrNothing)]
    [InlineData(ImportMode.Blocks)]
    public async Task People_of_a_file_find_no_seat_in_a_class_of_the_file_when_its_school_has_none(ImportMode mode)
    {
        await using var server = await StartAsync(0);
        var imported = await new TestRoster()
            .With("organisations", "code,name,kind,parent_code,start_date", "FB,附设乙班,ATTACHED_CLASS,GP,1990-01-01", "FB-JD,教研组,DEPARTMENT,FB,1990-01-01")
            .With("teachers", TestRoster.TeacherHeader, "A,王一,男,1980-05-01,,,,")
            .With("engagements", "teacher_ref,school_code,kind,start_date,last_date", "A,FB,在编,2020-09-01,")
            .With("posts", "teacher_ref,school_code,department_code,category,start_date,last_date", "A,FB,FB-JD,专业课,2020-09-01,")
            .ImportAsync(server, mode);
        Assert.Equal(ErrorReason.SeatsExhausted, Assert.Single(imported.Errors).Reason);
    }

    private static async Task<bool> Won<T>(Task<T> call)
    {
        try
        {
            await call;
            return true;
        }
        catch (RpcException refused)
        {
            Refused(ErrorReason.SeatsExhausted, refused);
            return false;
        }
    }

    private static AsyncUnaryCall<MoveOrganisationResponse> MoveAsync(TestServer server, string parent, Date? from = null, string code = "FS", string reason = "") =>
        server.Organisations.MoveOrganisationAsync(new() { Code = code, ParentCode = parent, StartDate = from ?? December, Reason = reason });

    private static CreateTeacherRequest At(string school, string name, Date from)
    {
        var request = Hired(name);
        (request.Engagement.SchoolCode, request.Engagement.StartDate, request.Post.DepartmentCode) = (school, from, school == School ? "GP-ZB" : $"{school}-JD");
        return request;
    }

    // GP with seats, JC without a ledger, and a class FS attached to JC.
    private static async Task<TestServer> StartAsync(int seats)
    {
        var server = await TestServer.StartAsync(TestClock.At(2026, 11, 27));
        await server.AddTreeAsync();
        await server.AddSecondSchoolAsync();
        await server.Organisations.CreateOrganisationAsync(Create("FS", OrganisationKind.AttachedClass, "附设班", "JC"));
        await server.Organisations.CreateOrganisationAsync(Create("FS-JD", OrganisationKind.Department, "附设班教研组", "FS"));
        await server.AuthoriseAsync(seats);
        return server;
    }
}
