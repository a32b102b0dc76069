using Faculty.V1;
using Grpc.Core;
using static Faculty.Server.Tests.Calls;
using static Faculty.Server.Tests.Quotas.Ledgers;
using static Faculty.Server.Tests.SampleTree;
using static Faculty.Server.Tests.Teachers.People;
using Date = Google.Type.Date;

namespace Faculty.Server.Tests.Quotas.Seats;

/// <summary>No way leads onto a seat that is not there.</summary>
public sealed class SeatGuardTests
{
    private static readonly Date September = Day(2025, 9, 1);

    [Fact]
    public async Task The_last_seat_is_taken_once_and_the_refusal_says_which_numbers()
    {
        await using var server = await StartAsync(1);
        var first = await server.HireAsync();
        var second = await server.PersonAsync("李丽");
        var refused = await RefusedAsync(ErrorReason.SeatsExhausted, server.Teachers.StartEngagementAsync(Start(second)));
        Assert.Equal((School, "2025-09-01", "1", "1", "Hard"), (refused.Fact("organisation_code"), refused.Fact("day"), refused.Fact("authorised"), refused.Fact("occupied"), refused.Fact("control")));
        await RefusedAsync(ErrorReason.SeatsExhausted, server.Teachers.CreateTeacherAsync(Hired("张三")));
        await RefusedAsync(ErrorReason.SeatsExhausted, server.Teachers.StartEngagementAsync(new(Start(second)) { ValidateOnly = true }));
        // Who has a contract takes no seat.
        var contract = Hired("张三");
        contract.Engagement.Kind = EngagementKind.Contract;
        await server.Teachers.CreateTeacherAsync(contract);
        // A seat is free on the day after the last day, and on no day before.
        await server.Teachers.EndEngagementAsync(new() { TeacherId = first.TeacherId, EngagementId = first.Engagements[0].EngagementId, LastDate = Day(2026, 8, 31), EndReason = "退休" });
        var early = Start(second);
        early.Engagement.StartDate = Day(2026, 8, 31);
        Assert.Equal("2026-08-31", (await RefusedAsync(ErrorReason.SeatsExhausted, server.Teachers.StartEngagementAsync(early))).Fact("day"));
        early.Engagement.StartDate = Day(2026, 9, 1);
        await server.Teachers.StartEngagementAsync(early);
        await RefusedAsync(ErrorReason.SeatsExhausted, server.Teachers.CreateTeacherAsync(Hired("赵四")));
    }

    [Fact]
    public async Task A_soft_ledger_takes_a_reason_one_that_informs_asks_nothing_and_a_school_without_one_is_as_before()
    {
        await using var server = await StartAsync(0);
        await server.AddSecondSchoolAsync();
        await server.HireAtAsync("JC", "王五");
        await RefusedAsync(ErrorReason.SeatsExhausted, server.Teachers.CreateTeacherAsync(new(Hired()) { Reason = "会议纪要" }));
        await server.Establishments.SetSeatControlAsync(new() { OrganisationCode = School, Control = SeatControl.Soft });
        await RefusedAsync(ErrorReason.SeatsExhausted, server.Teachers.CreateTeacherAsync(Hired()));
        await server.Teachers.CreateTeacherAsync(new(Hired()) { Reason = "会议纪要" });
        await server.Establishments.SetSeatControlAsync(new() { OrganisationCode = School, Control = SeatControl.Info });
        await server.HireAsync("李丽");
    }

    [Fact]
    public async Task Whatever_takes_a_seat_is_refused_when_there_is_none()
    {
        await using var server = await StartAsync(1);
        await server.AddSecondSchoolAsync();
        var here = await server.HireAsync();
        var there = await server.HireAtAsync("JC", "李丽");
        // Transfer.
        var transfer = new TransferTeacherRequest { TeacherId = there.TeacherId, Engagement = FullTime(September), Post = Specialty() };
        await RefusedAsync(ErrorReason.SeatsExhausted, server.Teachers.TransferTeacherAsync(transfer));
        // A contract that becomes a seat.
        var contract = Hired("张三");
        contract.Engagement.Kind = EngagementKind.Contract;
        var engaged = (await server.Teachers.CreateTeacherAsync(contract)).Teacher;
        var promoted = new CorrectFactRequest { TeacherId = engaged.TeacherId, Engagement = new(engaged.Engagements[0]) { Kind = EngagementKind.Established } };
        await RefusedAsync(ErrorReason.SeatsExhausted, server.Teachers.CorrectFactAsync(promoted));
        // A later last day.
        await server.Teachers.EndEngagementAsync(new() { TeacherId = here.TeacherId, EngagementId = here.Engagements[0].EngagementId, LastDate = Day(2025, 8, 31) });
        var next = (await server.Teachers.TransferTeacherAsync(transfer)).Teacher;
        here = await server.GetAsync(here.TeacherId);
        await RefusedAsync(ErrorReason.SeatsExhausted, server.Teachers.CorrectFactAsync(new() { TeacherId = here.TeacherId, Engagement = new(here.Engagements[0]) { LastDate = September } }));
        // A seat of another category.
        await server.AuthoriseAsync(0, category: PostCategory.Practice);
        var category = new ChangeCategoryRequest { TeacherId = next.TeacherId, EngagementId = next.Engagements[^1].EngagementId, Category = PostCategory.Practice, StartDate = Day(2025, 10, 1) };
        Assert.Equal("Practice", (await RefusedAsync(ErrorReason.SeatsExhausted, server.Teachers.ChangeCategoryAsync(category))).Fact("category"));
        category.Category = PostCategory.Common;
        await server.Teachers.ChangeCategoryAsync(category);
        Assert.Equal(2, (await server.Metrics.GetRatioAsync(new() { ScopeCode = School, MetricId = "M2" })).Figure.Denominator);
    }

    [Fact]
    public async Task Merged_records_hold_one_seat_each_day_and_an_unmerge_may_want_a_second()
    {
        await using var server = await StartAsync(1);
        // One person twice: until 2020 and since.
        var first = Hired();
        first.Engagement.LastDate = Day(2020, 8, 31);
        var kept = (await server.Teachers.CreateTeacherAsync(first)).Teacher;
        var second = Hired();
        second.Engagement.StartDate = Day(2020, 9, 1);
        var merged = (await server.Teachers.CreateTeacherAsync(second)).Teacher;
        var both = (await server.Teachers.MergeTeachersAsync(new() { TeacherId = kept.TeacherId, MergedTeacherId = merged.TeacherId })).Teacher;
        Assert.Equal(2, both.Engagements.Count);
        await server.Teachers.UnmergeTeacherAsync(new() { MergedTeacherId = merged.TeacherId });
        await RefusedAsync(ErrorReason.SeatsExhausted, server.Teachers.CreateTeacherAsync(Hired("李丽")));
    }

    [Fact]
    public async Task An_engagement_takes_the_seat_that_was_kept_for_it_and_the_seat_follows_it()
    {
        await using var server = await StartAsync(1);
        var kept = await server.Establishments.ReserveSeatAsync(Reserve(from: Day(2025, 7, 1), last: Day(2025, 12, 31)));
        var person = await server.PersonAsync("李丽");
        await RefusedAsync(ErrorReason.SeatsExhausted, server.Teachers.StartEngagementAsync(Start(person)));
        var wrong = new StartEngagementRequest(Start(person)) { ReservationId = new string('0', 32) };
        await RefusedAsync(ErrorReason.UnknownFact, server.Teachers.StartEngagementAsync(wrong));
        var started = (await server.Teachers.StartEngagementAsync(new(Start(person)) { ReservationId = kept.ReservationId })).Teacher;
        var seat = Assert.Single((await server.LedgerAsync()).Reservations);
        Assert.Equal((ReservationState.Committed, September, started.Engagements[0].EngagementId), (seat.State, seat.CloseDate, seat.EngagementId));
        await RefusedAsync(ErrorReason.SeatsExhausted, server.Establishments.ReserveSeatAsync(Reserve(from: Day(2025, 8, 31), last: Day(2025, 8, 31))));

        // It came earlier, or later: no day of the seat is held twice, none is lost.
        await CorrectAsync(Day(2025, 8, 1));
        await CorrectAsync(Day(2025, 10, 1));
        await RefusedAsync(ErrorReason.SeatsExhausted, server.Establishments.ReserveSeatAsync(Reserve(from: September, last: September)));
        // It never was: the seat is kept still.
        await server.Teachers.WithdrawFactAsync(new() { TeacherId = person.TeacherId, FactId = started.Engagements[0].EngagementId });
        seat = Assert.Single((await server.LedgerAsync()).Reservations);
        Assert.Equal((ReservationState.Kept, null, ""), (seat.State, seat.CloseDate, seat.EngagementId));
        await RefusedAsync(ErrorReason.SeatsExhausted, server.Teachers.StartEngagementAsync(Start(person)));
        await server.Teachers.StartEngagementAsync(new(Start(person)) { ReservationId = kept.ReservationId });

        async Task CorrectAsync(Date first)
        {
            started = (await server.Teachers.CorrectFactAsync(new() { TeacherId = person.TeacherId, Engagement = new(started.Engagements[0]) { StartDate = first } })).Teacher;
            Assert.Equal(first, Assert.Single((await server.LedgerAsync()).Reservations).CloseDate);
        }
    }

    [Fact]
    public async Task A_transfer_takes_a_kept_seat_and_only_seats_are_taken()
    {
        await using var server = await StartAsync(1);
        await server.AddSecondSchoolAsync();
        var there = await server.HireAtAsync("JC", "李丽");
        var kept = await server.Establishments.ReserveSeatAsync(Reserve(from: Day(2025, 7, 1)));
        var transfer = new TransferTeacherRequest { TeacherId = there.TeacherId, Engagement = FullTime(September), Post = Specialty(), ReservationId = kept.ReservationId };
        transfer.Engagement.Kind = EngagementKind.Contract;
        Assert.Equal(["reservation_id"], (await RefusedAsync(ErrorReason.InvalidRequest, server.Teachers.TransferTeacherAsync(transfer))).Fields());
        transfer.Engagement.Kind = EngagementKind.Established;
        (transfer.Engagement.SchoolCode, transfer.Post.DepartmentCode) = ("JC", "JC-JD");
        await RefusedAsync(ErrorReason.NotFound, server.Teachers.TransferTeacherAsync(transfer));
        (transfer.Engagement.SchoolCode, transfer.Post.DepartmentCode) = (School, "GP-ZB");
        await server.Teachers.TransferTeacherAsync(transfer);
        Assert.Equal(ReservationState.Committed, Assert.Single((await server.LedgerAsync()).Reservations).State);
    }

    [Fact]
    public async Task The_seats_of_a_class_attached_to_a_school_are_that_schools()
    {
        await using var server = await StartAsync(1);
        await server.Organisations.CreateOrganisationAsync(Create("GP-FS", OrganisationKind.AttachedClass, "附设班", School));
        var request = Hired();
        await server.Organisations.CreateOrganisationAsync(Create("GP-FS-1", OrganisationKind.Department, "附设班教研组", "GP-FS"));
        (request.Engagement.SchoolCode, request.Post.DepartmentCode) = ("GP-FS", "GP-FS-1");
        await server.Teachers.CreateTeacherAsync(request);
        await RefusedAsync(ErrorReason.SeatsExhausted, server.Teachers.CreateTeacherAsync(Hired("李丽")));
    }

    [Fact]
    public async Task Of_many_who_want_the_last_seat_in_every_way_one_has_it()
    {
        await using var server = await StartAsync(1);
        await server.AddSecondSchoolAsync();
        var people = new List<Teacher>();
        for (var i = 0; i < 8; i++)
        {
            people.Add(await server.HireAtAsync("JC", $"李{i}"));
        }
        var calls = people.Select(p => Won(server.Teachers.TransferTeacherAsync(new() { TeacherId = p.TeacherId, Engagement = FullTime(September), Post = Specialty() })))
            .Concat(Enumerable.Range(0, 8).Select(i => Won(server.Teachers.CreateTeacherAsync(Hired($"王{i}")))))
            .Concat(Enumerable.Range(0, 8).Select(_ => Won(server.Establishments.ReserveSeatAsync(Reserve(from: September)))));
        Assert.Single(await Task.WhenAll(calls), won => won);
    }

    private static async Task<bool> Won<T>(AsyncUnaryCall<T> call)
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

    private static StartEngagementRequest Start(Teacher teacher) => new() { TeacherId = teacher.TeacherId, Engagement = FullTime(September), Post = Specialty() };

    private static async Task<TestServer> StartAsync(int seats)
    {
        var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        await server.AuthoriseAsync(seats);
        return server;
    }
}
