using Faculty.V1;
using Grpc.Core;
using static Faculty.Server.Tests.Calls;
using static Faculty.Server.Tests.Quotas.Hiring.Lines;
using static Faculty.Server.Tests.SampleTree;
using static Faculty.Server.Tests.Teachers.People;
using Date = Google.Type.Date;

namespace Faculty.Server.Tests.Quotas.Hiring;

/// <summary>From the request for people to their first day, held against the establishment all the way.</summary>
public sealed class HiringTests
{
    private static readonly ErrorReason[] OneOfThem = [ErrorReason.Unspecified, ErrorReason.PlanExceeded];

    private readonly TestClock clock = TestClock.At(2026, 3, 2);

    [Fact]
    public async Task The_worked_case_of_a_line_of_ten_goes_through_the_calls()
    {
        await using var server = await StartAsync(seats: 120);
        for (var i = 0; i < 108; i++)
        {
            await server.HireAsync($"教师{i}");
        }
        var line = await server.ApprovedAsync("GP-2026-1", 10);
        Assert.Equal((HiringState.Approved, 10, 10), (line.Counts.State, line.Counts.Approved, line.Counts.Open));
        // Vacant 12, free 2: three are too many, two are not.
        await server.SubmittedAsync("GP-2026-2", 3);
        var refused = await RefusedAsync(ErrorReason.PlanExceeded, server.Hiring.DecideHiringLineAsync(LastApproval("GP-2026-2", 3)));
        Assert.Equal((School, "Unspecified", "2026-03-02", "2", "3"), (refused.Fact("organisation_code"), refused.Fact("category"), refused.Fact("day"), refused.Fact("free_to_plan"), refused.Fact("wanted")));
        await server.PublicAsync("GP-2026-1", 10);
        clock.Now = new(2026, 8, 1, 12, 0, 0, TimeSpan.FromHours(8));
        for (var i = 0; i < 6; i++)
        {
            await server.OnboardedAsync("GP-2026-1", $"2026{i:000}", Day(2026, 8, 1));
        }
        var reduced = await server.Hiring.DecideHiringLineAsync(new() { Code = "GP-2026-1", Step = new() { Type = HiringStepType.Reduce, Count = 1, DocumentNumber = "高编〔2026〕9号" } });
        Assert.Equal((9, 6, 3), (reduced.Counts.Approved, reduced.Counts.Onboarded, reduced.Counts.Open));
        // Occupied 114, open 3, free 3: four are too many, three are not.
        Assert.Equal("3", (await RefusedAsync(ErrorReason.PlanExceeded, server.Hiring.DecideHiringLineAsync(LastApproval("GP-2026-2", 4, Day(2026, 8, 1))))).Fact("free_to_plan"));
        await server.Hiring.DecideHiringLineAsync(LastApproval("GP-2026-2", 3));
    }

    [Fact]
    public async Task Two_lines_never_share_the_last_free_place()
    {
        for (var round = 0; round < 5; round++)
        {
            await using var server = await StartAsync(seats: 1);
            await server.SubmittedAsync("A", 1);
            await server.SubmittedAsync("B", 1);
            var both = await Task.WhenAll(((string[])["A", "B"]).Select(code => ReasonOfAsync(server.Hiring.DecideHiringLineAsync(LastApproval(code, 1)))));
            Assert.Equal(OneOfThem, both.Order());
        }
    }

    [Fact]
    public async Task A_soft_plan_takes_a_reason_one_that_informs_asks_nothing_and_a_frozen_one_takes_nothing()
    {
        await using var server = await StartAsync(seats: 0);
        foreach (var code in (string[])["A", "B", "C"])
        {
            await server.SubmittedAsync(code, 1);
        }
        await RefusedAsync(ErrorReason.PlanExceeded, server.Hiring.DecideHiringLineAsync(new(LastApproval("A", 1)) { Reason = "会议纪要" }));
        await server.Establishments.SetSeatControlAsync(new() { OrganisationCode = School, Control = SeatControl.Soft });
        await RefusedAsync(ErrorReason.PlanExceeded, server.Hiring.DecideHiringLineAsync(LastApproval("A", 1)));
        await server.Hiring.DecideHiringLineAsync(new(LastApproval("A", 1)) { Reason = "会议纪要" });
        await server.Establishments.SetSeatControlAsync(new() { OrganisationCode = School, Control = SeatControl.Info });
        await server.Hiring.DecideHiringLineAsync(LastApproval("B", 1));
        await server.Establishments.SetSeatControlAsync(new() { OrganisationCode = School, Control = SeatControl.Hard });
        await server.AuthoriseAsync(9, from: Day(2026, 1, 1));
        await server.Establishments.FreezeSeatsAsync(new() { OrganisationCode = School, Freeze = new() { DocumentNumber = "1", StartDate = Day(2026, 3, 1), LastDate = Day(2026, 3, 31) } });
        await RefusedAsync(ErrorReason.SeatsFrozen, server.Hiring.DecideHiringLineAsync(LastApproval("C", 1)));
        await server.Hiring.DecideHiringLineAsync(LastApproval("C", 1, Day(2026, 4, 1)));
    }

    [Fact]
    public async Task A_candidate_keeps_a_seat_until_coming_or_declining()
    {
        await using var server = await StartAsync(seats: 2);
        await server.ApprovedAsync("L", 2);
        await server.PublicAsync("L", 2);
        var first = await server.AppointedAsync("L", "001");
        var second = await server.AppointedAsync("L", "002");
        Assert.Equal(2, (await server.LedgerAsync()).Reservations.Count(r => r.LineCode == "L" && r.LastDate.Equals(Day(2026, 12, 31))));
        await RefusedAsync(ErrorReason.SeatsExhausted, server.Teachers.CreateTeacherAsync(Hired()));
        // A line's seat is given back with its candidate, and only so.
        var seat = (await server.LedgerAsync()).Reservations[0].ReservationId;
        await RefusedAsync(ErrorReason.CandidatesOpen, server.Establishments.ReleaseSeatAsync(new() { OrganisationCode = School, ReservationId = seat }));
        await RefusedAsync(ErrorReason.CandidatesOpen, server.Hiring.DecideHiringLineAsync(new() { Code = "L", Step = new() { Type = HiringStepType.Cancel, DocumentNumber = "1" } }));

        var decline = new DeclineCandidateRequest { Code = "L", CandidateId = first, Date = Day(2026, 3, 10), Note = "另有去处", RequestId = Guid.NewGuid().ToString() };
        Assert.Equal(await server.Hiring.DeclineCandidateAsync(decline), await server.Hiring.DeclineCandidateAsync(decline));
        Assert.Equal((ReservationState.Released, Day(2026, 3, 10)), ((await server.LedgerAsync()).Reservations[0].State, (await server.LedgerAsync()).Reservations[0].CloseDate));
        var substitute = await server.Hiring.AppointCandidateAsync(new() { Code = "L", Candidate = new() { CandidateNumber = "003", SubstituteFor = first, AppointDate = Day(2026, 3, 10) } });
        Assert.Equal(2, substitute.Counts.Appointed);

        // Line, seat and engagement in one commit, with what the line says.
        var person = await server.PersonAsync("李丽");
        var onboard = Onboard("L", second, person.TeacherId, Day(2026, 8, 20));
        onboard.Engagement.Kind = EngagementKind.Contract;
        Assert.Equal(["engagement.kind"], (await RefusedAsync(ErrorReason.InvalidRequest, server.Hiring.OnboardCandidateAsync(onboard))).Fields());
        onboard.Engagement.Kind = EngagementKind.Unspecified;
        onboard.RequestId = Guid.NewGuid().ToString();
        var before = await server.RevisionAsync();
        var onboarded = await server.Hiring.OnboardCandidateAsync(onboard);
        Assert.Equal(before + 1, await server.RevisionAsync());
        Assert.Equal(onboarded, await server.Hiring.OnboardCandidateAsync(onboard));
        var teacher = await server.GetAsync(person.TeacherId);
        Assert.Equal((School, EngagementKind.Established, HiringRoute.Open, onboarded.EngagementId), (teacher.Engagements[0].SchoolCode, teacher.Engagements[0].Kind, teacher.Engagements[0].HiringRoute, teacher.Engagements[0].EngagementId));
        Assert.Equal((PostCategory.Specialty, "GP-ZB"), (teacher.Posts[0].Category, teacher.Posts[0].DepartmentCode));
        var taken = (await server.LedgerAsync()).Reservations[1];
        Assert.Equal((ReservationState.Committed, onboarded.EngagementId), (taken.State, taken.EngagementId));
        await RefusedAsync(ErrorReason.CandidateOver, server.Hiring.OnboardCandidateAsync(Onboard("L", second, person.TeacherId, Day(2026, 8, 21))));
    }

    [Fact]
    public async Task A_person_who_is_new_comes_with_the_record()
    {
        await using var server = await StartAsync(seats: 1);
        await server.ApprovedAsync("L", 1);
        await server.PublicAsync("L", 1);
        var clerk = new HiringService.HiringServiceClient(await server.AsAsync(Role.HrClerk, School));
        var candidate = (await clerk.AppointCandidateAsync(new() { Code = "L", Candidate = new() { CandidateNumber = "001" } })).CandidateId;
        var onboard = Onboard("L", candidate, "", Day(2026, 8, 20));
        Assert.Equal(["teacher_id"], (await RefusedAsync(ErrorReason.InvalidRequest, clerk.OnboardCandidateAsync(onboard))).Fields());
        onboard.Identity = Wang("李丽");
        onboard.RequestId = Guid.NewGuid().ToString();
        var reply = await clerk.OnboardCandidateAsync(onboard);
        Assert.Equal(reply, await clerk.OnboardCandidateAsync(onboard));
        Assert.Equal((HiringState.Appointed, "李丽"), (reply.Counts.State, (await server.GetAsync(reply.Line.Candidates[0].TeacherId)).Identity.DisplayName));
        Assert.Equal(HiringState.Onboarded, (await clerk.GetHiringLineAsync(new() { Code = "L", AsOf = Day(2026, 8, 20) })).Counts.State);
    }

    [Fact]
    public async Task An_engagement_that_is_corrected_or_withdrawn_takes_line_and_seat_along()
    {
        await using var server = await StartAsync(seats: 1);
        await server.ApprovedAsync("L", 1);
        await server.PublicAsync("L", 1);
        var candidate = await server.OnboardedAsync("L", "001", Day(2026, 8, 20));
        var teacher = await server.GetAsync(candidate.TeacherId);
        await server.Teachers.CorrectFactAsync(new() { TeacherId = teacher.TeacherId, Engagement = new(teacher.Engagements[0]) { StartDate = Day(2026, 9, 1) } });
        var line = await server.Hiring.GetHiringLineAsync(new() { Code = "L", AsOf = Day(2026, 8, 31) });
        Assert.Equal((1, 0), (line.Counts.Open, line.Counts.Onboarded));
        Assert.Equal((Day(2026, 9, 1), Day(2026, 9, 1)), (line.Line.Candidates[0].CloseDate, (await server.LedgerAsync()).Reservations[0].CloseDate));

        await server.Teachers.WithdrawFactAsync(new() { TeacherId = teacher.TeacherId, FactId = teacher.Engagements[0].EngagementId });
        line = await server.Hiring.GetHiringLineAsync(new() { Code = "L" });
        Assert.Equal((CandidateState.Appointed, "", ReservationState.Kept), (line.Line.Candidates[0].State, line.Line.Candidates[0].EngagementId, (await server.LedgerAsync()).Reservations[0].State));
        await RefusedAsync(ErrorReason.SeatsExhausted, server.Teachers.CreateTeacherAsync(Hired()));
        await server.Hiring.OnboardCandidateAsync(Onboard("L", candidate.CandidateId, teacher.TeacherId, Day(2026, 8, 25)));
    }

    [Fact]
    public async Task Who_came_by_a_line_and_is_no_longer_on_a_seat_is_appointed_again_and_the_seat_is_kept_for_the_line()
    {
        await using var server = await StartAsync(seats: 1);
        await server.ApprovedAsync("L", 1);
        await server.PublicAsync("L", 1);
        var candidate = await server.OnboardedAsync("L", "001", Day(2026, 8, 20));
        var teacher = await server.GetAsync(candidate.TeacherId);
        await server.Teachers.CorrectFactAsync(new() { TeacherId = teacher.TeacherId, Engagement = new(teacher.Engagements[0]) { Kind = EngagementKind.Contract } });
        var line = await server.Hiring.GetHiringLineAsync(new() { Code = "L" });
        Assert.Equal((CandidateState.Appointed, "", 0), (line.Line.Candidates[0].State, line.Line.Candidates[0].EngagementId, line.Counts.Onboarded));
        Assert.Equal(ReservationState.Kept, (await server.LedgerAsync()).Reservations[0].State);
        // It is somebody's decision what becomes of it.
        await server.Hiring.DeclineCandidateAsync(new() { Code = "L", CandidateId = candidate.CandidateId });
        Assert.Equal(ReservationState.Released, (await server.LedgerAsync()).Reservations[0].State);
    }

    [Fact]
    public async Task A_line_ends_with_the_year_and_an_extension_is_held_against_the_plan()
    {
        await using var server = await StartAsync(seats: 1);
        await server.ApprovedAsync("L", 1);
        await server.PublicAsync("L", 1);
        var candidate = await server.AppointedAsync("L", "001", until: Day(2027, 2, 28));
        // The last moment of the year in China, and the first of the next.
        clock.Now = new(2026, 12, 31, 15, 59, 59, TimeSpan.Zero);
        Assert.Equal((HiringState.Appointed, 1), await StateAsync("L"));
        clock.Now = new(2026, 12, 31, 16, 0, 0, TimeSpan.Zero);
        Assert.Equal((HiringState.Expired, 0), await StateAsync("L"));
        Assert.Equal(HiringState.Expired, (await server.Hiring.ListHiringLinesAsync(new() { State = HiringState.Expired })).Lines[0].Counts.State);
        var person = await server.PersonAsync("李丽");
        await RefusedAsync(ErrorReason.HiringExpired, server.Hiring.OnboardCandidateAsync(Onboard("L", candidate, person.TeacherId, Day(2027, 1, 4))));
        // The seat is kept to its own last day: nobody else may plan with it.
        await server.SubmittedAsync("N", 1, year: 2027);
        Assert.Equal("0", (await RefusedAsync(ErrorReason.PlanExceeded, server.Hiring.DecideHiringLineAsync(LastApproval("N", 1)))).Fact("free_to_plan"));
        // On 1 March it is free, and given away: the line cannot be opened again.
        clock.Now = new(2027, 2, 28, 16, 0, 0, TimeSpan.Zero);
        await server.Hiring.DecideHiringLineAsync(LastApproval("N", 1));
        var extension = new DecideHiringLineRequest { Code = "L", Step = new() { Type = HiringStepType.Extend, DocumentNumber = "1", Deadline = Day(2028, 2, 29) } };
        await RefusedAsync(ErrorReason.PlanExceeded, server.Hiring.DecideHiringLineAsync(extension));
        await server.AuthoriseAsync(2, from: Day(2027, 3, 1));
        await server.Hiring.DecideHiringLineAsync(extension);
        Assert.Equal((HiringState.Appointed, 1), await StateAsync("L"));
        // Its seat is over, and a vacant one is taken: on a day that only leap years have.
        await server.Hiring.OnboardCandidateAsync(Onboard("L", candidate, person.TeacherId, Day(2028, 2, 29)));
        Assert.Equal((0, 1), (await OpenOnAsync(Day(2028, 2, 29)), await OpenOnAsync(Day(2028, 2, 28))));

        async Task<(HiringState, int)> StateAsync(string code) => (await server.Hiring.GetHiringLineAsync(new() { Code = code })).Counts is var c ? (c.State, c.Open) : default;
        async Task<int> OpenOnAsync(Date day) => (await server.Hiring.GetHiringLineAsync(new() { Code = "L", AsOf = day })).Counts.Open;
    }

    [Fact]
    public async Task Steps_name_their_documents_and_no_number_of_a_person()
    {
        await using var server = await StartAsync(seats: 5);
        await server.ApprovedAsync("L", 1);
        foreach (var type in (HiringStepType[])[HiringStepType.Approve, HiringStepType.Reduce, HiringStepType.Cancel, HiringStepType.Extend])
        {
            Assert.Contains("step.document_number", (await RefusedAsync(ErrorReason.InvalidRequest, server.Hiring.DecideHiringLineAsync(new() { Code = "L", Step = new() { Type = type } }))).Fields());
        }
        Assert.Contains("step.document_number", (await RefusedAsync(ErrorReason.InvalidRequest, server.Hiring.AdvanceHiringLineAsync(new() { Code = "L", Step = new() { Type = HiringStepType.Announce, Count = 1 } }))).Fields());
        Assert.Contains("step.type", (await RefusedAsync(ErrorReason.InvalidRequest, server.Hiring.AdvanceHiringLineAsync(new() { Code = "L", Step = new() { Type = HiringStepType.Cancel, DocumentNumber = "1" } }))).Fields());
        await server.PublicAsync("L", 1);
        var appoint = new AppointCandidateRequest { Code = "L", Candidate = new() { CandidateNumber = "14058119000101003X" } };
        Assert.Equal(["candidate.candidate_number"], (await RefusedAsync(ErrorReason.InvalidRequest, server.Hiring.AppointCandidateAsync(appoint))).Fields());
    }

    [Fact]
    public async Task A_line_is_of_a_school_and_told_to_those_who_may_see_it()
    {
        await using var server = await StartAsync(seats: 5);
        await server.AddSecondSchoolAsync();
        var wrong = Line("X");
        (wrong.SchoolCode, wrong.DepartmentCode) = (County, "GP-ZB");
        Assert.Equal(["line.school_code", "line.department_code"], (await RefusedAsync(ErrorReason.InvalidRequest, server.Hiring.CreateHiringLineAsync(new() { Line = wrong }))).Fields());
        var made = (await server.Hiring.CreateHiringLineAsync(new() { Line = Line("L1") })).Line;
        await RefusedAsync(ErrorReason.AlreadyExists, server.Hiring.CreateHiringLineAsync(new() { Line = Line("L1") }));
        await server.Hiring.CreateHiringLineAsync(new() { Line = Line("L2", year: 2027) });
        var other = Line("L3");
        (other.SchoolCode, other.DepartmentCode) = ("JC", "JC-JD");
        await server.Hiring.CreateHiringLineAsync(new() { Line = other });
        var revised = await server.Hiring.ReviseHiringLineAsync(new() { Code = "L1", Line = new(made) { RequestedCount = 3 } });
        Assert.Equal((10, 3), ((await server.Hiring.GetHiringLineAsync(new() { Code = "L1", KnownAt = new() { Revision = long.Parse(made.Etag.Trim('"')) } })).Counts.Requested, revised.Counts.Requested));

        var clerk = new HiringService.HiringServiceClient(await server.AsAsync(Role.HrClerk, School));
        Assert.Equal(["L1", "L2"], (await clerk.ListHiringLinesAsync(new())).Lines.Select(l => l.Line.Code));
        await RefusedAsync(ErrorReason.NotFound, clerk.GetHiringLineAsync(new() { Code = "L3" }));
        await RefusedAsync(ErrorReason.PermissionDenied, clerk.CreateHiringLineAsync(new() { Line = new(other) { Code = "L4" } }));
        await RefusedAsync(ErrorReason.PermissionDenied, clerk.DecideHiringLineAsync(LastApproval("L1", 1)));
        var page = await server.Hiring.ListHiringLinesAsync(new() { ScopeCode = County, Year = 2026, PageSize = 1 });
        var next = await server.Hiring.ListHiringLinesAsync(new() { ScopeCode = County, Year = 2026, PageSize = 1, PageToken = page.NextPageToken });
        Assert.Equal(["L1", "L3"], page.Lines.Concat(next.Lines).Select(l => l.Line.Code));
        Assert.Equal(3, (await server.Hiring.StreamHiringLines(new()).AllAsync().ToListAsync()).Sum(m => m.Lines.Count));
        Assert.Empty((await server.Hiring.ListHiringLinesAsync(new() { OpenOnly = true })).Lines);
    }

    private static async Task<ErrorReason> ReasonOfAsync<T>(AsyncUnaryCall<T> call)
    {
        try
        {
            await call;
            return ErrorReason.Unspecified;
        }
        catch (RpcException refused)
        {
            Refused(ErrorReason.PlanExceeded, refused);
            return ErrorReason.PlanExceeded;
        }
    }

    private async Task<TestServer> StartAsync(int seats)
    {
        var server = await TestServer.StartAsync(clock);
        await server.AddTreeAsync();
        await server.AuthoriseAsync(seats);
        return server;
    }
}
