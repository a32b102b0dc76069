using Faculty.Server.Hosting;
using Faculty.Server.Tests.Teachers;
using Faculty.V1;
using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;
using static Faculty.Server.Tests.Calls;
using static Faculty.Server.Tests.SampleTree;
using static Faculty.Server.Tests.Teachers.People;

namespace Faculty.Server.Tests.Access;

/// <summary>Who sees and changes which record, one at a time. The clerk is GP's; JC is another school of the county.</summary>
public sealed class RowScopeTests
{
    private const string Unknown = "0190a5c27d2e7b0a9c3e1f2a3b4c5d6e";

    [Fact]
    public async Task A_teacher_of_another_school_is_answered_as_an_id_that_was_never_issued()
    {
        await using var server = await StartAsync();
        var foreign = await server.HireAtAsync("JC", "李华");
        var own = await server.HireAsync();
        var clerk = await server.AsAsync(Role.HrClerk, School);
        foreach (var call in Calls(new(clerk)))
        {
            var unknown = await Answer(call, Unknown);
            Assert.Equal(unknown, await Answer(call, foreign.TeacherId));
            // The control: who may see the record gets another answer.
            Assert.NotEqual(unknown, await Answer(call, own.TeacherId));
        }
        foreach (var call in Calls(server.Teachers))
        {
            Assert.NotEqual(await Answer(call, Unknown), await Answer(call, foreign.TeacherId));
        }
        Assert.Equal(foreign, await server.GetAsync(foreign.TeacherId));
    }

    [Fact]
    public async Task A_record_is_seen_by_every_school_that_ever_engaged_the_person_and_each_changes_its_own_facts()
    {
        await using var server = await StartAsync();
        var moved = await server.HireAsync();
        moved = (await server.Teachers.TransferTeacherAsync(new()
        {
            TeacherId = moved.TeacherId, Engagement = FullTime(Day(2020, 9, 1), "JC"), Post = Specialty("JC-JD"),
        })).Teacher;
        TeacherService.TeacherServiceClient first = new(await server.AsAsync(Role.HrClerk, School)), second = new(await server.AsAsync(Role.HrClerk, "JC"));

        Assert.Equal(moved, (await first.GetTeacherAsync(new() { TeacherId = moved.TeacherId })).Teacher);
        Assert.Equal(moved, (await second.GetTeacherAsync(new() { TeacherId = moved.TeacherId, KnownAt = null })).Teacher);
        // Also what was known before the second school had anything to do with the person.
        Assert.Equal(2, (await second.ListTeacherVersionsAsync(new() { TeacherId = moved.TeacherId })).Versions.Count);

        var end = new EndEngagementRequest { TeacherId = moved.TeacherId, EngagementId = moved.Engagements[1].EngagementId, LastDate = Day(2024, 8, 31) };
        var refused = await RefusedAsync(ErrorReason.PermissionDenied, first.EndEngagementAsync(end));
        Assert.Equal(("WriteTeachers", "JC"), (refused.Fact("permission"), refused.Fact("organisation_code")));
        await second.EndEngagementAsync(end);
    }

    [Fact]
    public async Task What_belongs_to_the_person_is_changed_and_revealed_by_the_school_the_person_is_at_and_no_longer_by_a_former_one()
    {
        await using var server = await StartAsync();
        var moved = await server.HireAsync();
        var honour = new RecordHonourRequest { TeacherId = moved.TeacherId, Honour = new() { Title = "教学名师", Level = "县级" } };
        var renamed = new UpdateTeacherIdentityRequest { TeacherId = moved.TeacherId, Identity = new() { DisplayName = "王明明" }, UpdateMask = new() { Paths = { "display_name" } } };
        var reveal = new RevealTeacherRequest { TeacherId = moved.TeacherId, Reason = "核对证件" };
        CallInvoker first = await server.AsAsync(Role.HrClerk, School), second = await server.AsAsync(Role.HrClerk, "JC"), county = await server.AsAsync(Role.HrClerk, County);
        await Client(first).RecordHonourAsync(honour);
        await Client(county).TransferTeacherAsync(new() { TeacherId = moved.TeacherId, Engagement = FullTime(Day(2020, 9, 1), "JC"), Post = Specialty("JC-JD") });
        await server.Recognitions.GrantRecognitionAsync(new() { TeacherId = moved.TeacherId, Recognition = Junior() });

        honour.Honour.Title = "技术能手";
        Assert.Equal("JC", (await RefusedAsync(ErrorReason.PermissionDenied, Client(first).RecordHonourAsync(honour))).Fact("organisation_code"));
        await RefusedAsync(ErrorReason.PermissionDenied, Client(first).UpdateTeacherIdentityAsync(renamed));
        await RefusedAsync(ErrorReason.PermissionDenied, new SightingService.SightingServiceClient(first).RevealTeacherAsync(reveal));
        await RefusedAsync(ErrorReason.PermissionDenied, new RecognitionService.RecognitionServiceClient(first).RecordRecognitionEventAsync(new()
        {
            Authority = Junior().Authority, CertificateNumber = Junior().CertificateNumber, Event = new() { Type = RecognitionEventType.Revoke, EffectiveDate = Day(2024, 3, 1) },
        }));
        await Client(second).RecordHonourAsync(honour);
        await Client(second).UpdateTeacherIdentityAsync(renamed);
        await new SightingService.SightingServiceClient(second).RevealTeacherAsync(reveal);

        // Of whoever left and is nowhere, the last school takes care.
        await Client(second).EndEngagementAsync(new() { TeacherId = moved.TeacherId, EngagementId = (await server.GetAsync(moved.TeacherId)).Engagements[1].EngagementId, LastDate = Day(2024, 8, 31) });
        honour.Honour.Title = "骨干教师";
        await RefusedAsync(ErrorReason.PermissionDenied, Client(first).RecordHonourAsync(honour));
        await Client(second).RecordHonourAsync(honour);
    }

    [Fact]
    public async Task A_clerk_hires_for_their_own_school_only()
    {
        await using var server = await StartAsync();
        TeacherService.TeacherServiceClient clerk = new(await server.AsAsync(Role.HrClerk, School));
        var hired = (await clerk.CreateTeacherAsync(Hired())).Teacher;
        Assert.Equal(hired, (await clerk.GetTeacherAsync(new() { TeacherId = hired.TeacherId })).Teacher);

        var elsewhere = Hired("李华");
        (elsewhere.Engagement.SchoolCode, elsewhere.Post.DepartmentCode) = ("JC", "JC-JD");
        var foreign = await RefusedAsync(ErrorReason.PermissionDenied, clerk.CreateTeacherAsync(elsewhere));
        elsewhere.Engagement.SchoolCode = "NO";
        var unknown = await RefusedAsync(ErrorReason.PermissionDenied, clerk.CreateTeacherAsync(elsewhere));
        Assert.Equal(("JC", "NO"), (foreign.Fact("organisation_code"), unknown.Fact("organisation_code")));
        Assert.Equal(["engagement"], (await RefusedAsync(ErrorReason.InvalidRequest, clerk.CreateTeacherAsync(new() { Identity = Wang() }))).Fields());
    }

    [Fact]
    public async Task A_transfer_between_two_schools_is_made_above_both()
    {
        await using var server = await StartAsync();
        var teacher = await server.HireAsync();
        var transfer = new TransferTeacherRequest { TeacherId = teacher.TeacherId, Engagement = FullTime(Day(2020, 9, 1), "JC"), Post = Specialty("JC-JD") };
        await RefusedAsync(ErrorReason.NotFound, Client(await server.AsAsync(Role.HrClerk, "JC")).TransferTeacherAsync(transfer));
        await RefusedAsync(ErrorReason.PermissionDenied, Client(await server.AsAsync(Role.HrClerk, School)).TransferTeacherAsync(transfer));
        await Client(await server.AsAsync(Role.HrClerk, County)).TransferTeacherAsync(transfer);
    }

    [Fact]
    public async Task Two_records_are_merged_by_whoever_covers_the_facts_that_move()
    {
        await using var server = await StartAsync();
        var (own, foreign) = (await server.HireAsync(), await server.HireAtAsync("JC", "王明", from: Day(2010, 9, 1), last: Day(2012, 8, 31)));
        var merge = new MergeTeachersRequest { TeacherId = own.TeacherId, MergedTeacherId = foreign.TeacherId };
        await RefusedAsync(ErrorReason.NotFound, Client(await server.AsAsync(Role.HrClerk, School)).MergeTeachersAsync(merge));
        await Client(await server.AsAsync(Role.HrClerk, County)).MergeTeachersAsync(merge);

        // A merged record exists with the one it was merged into.
        var clerk = Client(await server.AsAsync(Role.HrClerk, School));
        Assert.Equal(own.TeacherId, (await clerk.GetTeacherAsync(new() { TeacherId = foreign.TeacherId })).Teacher.TeacherId);
        Assert.Equal(TeacherStatus.MergedInto, (await clerk.LookupTeacherAsync(new() { TeacherId = foreign.TeacherId })).Status);
        await RefusedAsync(ErrorReason.PermissionDenied, clerk.UnmergeTeacherAsync(new() { MergedTeacherId = foreign.TeacherId }));
        Assert.Equal(TeacherStatus.NeverIssued, (await Client(await server.AsAsync(Role.HrClerk, "XX")).LookupTeacherAsync(new() { TeacherId = foreign.TeacherId })).Status);
    }

    [Fact]
    public async Task A_grant_reaches_what_lies_below_its_place_today_and_what_closed_there()
    {
        await using var server = await StartAsync();
        await server.Organisations.CreateOrganisationAsync(Create("140522", OrganisationKind.County, "阳城县"));
        var teacher = await server.HireAtAsync("JC", "李华");
        var (here, there) = (Client(await server.AsAsync(Role.Reviewer, County)), Client(await server.AsAsync(Role.Reviewer, "140522")));
        GetTeacherRequest get = new() { TeacherId = teacher.TeacherId };
        Assert.Equal(teacher, (await here.GetTeacherAsync(get)).Teacher);
        await RefusedAsync(ErrorReason.NotFound, there.GetTeacherAsync(get));

        await server.Organisations.MoveOrganisationAsync(new() { Code = "JC", ParentCode = "140522", StartDate = Day(2025, 1, 1) });
        await RefusedAsync(ErrorReason.NotFound, here.GetTeacherAsync(get));
        Assert.Equal(teacher, (await there.GetTeacherAsync(get)).Teacher);
        // A move still to come changes nothing yet.
        await server.Organisations.MoveOrganisationAsync(new() { Code = "JC", ParentCode = County, StartDate = Day(2026, 1, 1) });
        Assert.Equal(teacher, (await there.GetTeacherAsync(get)).Teacher);
        await RefusedAsync(ErrorReason.NotFound, here.GetTeacherAsync(get));
    }

    [Fact]
    public async Task A_grant_on_a_department_reaches_those_who_ever_held_a_post_in_it()
    {
        await using var server = await StartAsync();
        var (own, other) = (await server.HireAsync(), (await server.Teachers.CreateTeacherAsync(Hired("李华") is var h ? With(h, p => p.Post.DepartmentCode = "GP-XX") : h)).Teacher);
        var head = Client(await server.AsAsync(Role.HrClerk, "GP-ZB"));
        Assert.Equal(own, (await head.GetTeacherAsync(new() { TeacherId = own.TeacherId })).Teacher);
        await RefusedAsync(ErrorReason.NotFound, head.GetTeacherAsync(new() { TeacherId = other.TeacherId }));
        // Posts of the department are its own, engagements are the school's.
        var change = new ChangeCategoryRequest { TeacherId = own.TeacherId, EngagementId = own.Engagements[0].EngagementId, Category = PostCategory.Practice, StartDate = Day(2018, 9, 1) };
        await head.ChangeCategoryAsync(change);
        var refused = await RefusedAsync(ErrorReason.PermissionDenied, head.EndEngagementAsync(new() { TeacherId = own.TeacherId, EngagementId = own.Engagements[0].EngagementId, LastDate = Day(2024, 8, 31) }));
        Assert.Equal(School, refused.Fact("organisation_code"));
    }

    [Fact]
    public async Task A_number_that_belongs_to_a_person_elsewhere_is_refused_without_saying_who_that_is()
    {
        await using var server = await StartAsync();
        var (own, foreign) = (Numbered("王明"), Numbered("李华", "140581190001010021"));
        (foreign.Engagement.SchoolCode, foreign.Post.DepartmentCode, foreign.Identity.Sex) = ("JC", "JC-JD", Sex.Female);
        await server.Teachers.CreateTeacherAsync(own);
        await server.Teachers.CreateTeacherAsync(foreign);
        var clerk = Client(await server.AsAsync(Role.HrClerk, School));
        foreach (var check in (bool[])[true, false])
        {
            var again = Numbered("赵六", "140581190001010021");
            (again.Identity.Sex, again.ValidateOnly) = (Sex.Female, check);
            Assert.DoesNotContain("teacher_id", (await RefusedAsync(ErrorReason.IdNumberTaken, clerk.CreateTeacherAsync(again))).GetRpcStatus()!.GetDetail<ErrorInfo>()!.Metadata.Keys);
            Assert.NotEmpty((await RefusedAsync(ErrorReason.IdNumberTaken, clerk.CreateTeacherAsync(With(Numbered("赵六"), r => r.ValidateOnly = check)))).Fact("teacher_id"));
        }
    }

    [Fact]
    public async Task Numbers_of_persons_elsewhere_cannot_be_found_by_trying()
    {
        var allowances = RateLimits.Usual.ToDictionary();
        allowances[RateClass.ForeignNumber] = new(3, 3 / 86_400.0);
        var clock = TestClock.At(2025, 11, 25);
        await using var server = await TestServer.StartAsync(clock, o => o with { Allowances = allowances });
        await server.AddTreeAsync();
        await server.AddSecondSchoolAsync();
        var foreign = With(Numbered("李华", Woman), r => (r.Identity.Sex, r.Engagement.SchoolCode, r.Post.DepartmentCode) = (Sex.Female, "JC", "JC-JD"));
        await server.Teachers.CreateTeacherAsync(foreign);
        var own = (await server.Teachers.CreateTeacherAsync(Numbered("王明"))).Teacher.TeacherId;
        var key = await TestServer.MakeKeyAsync(server.Server, "clerk", new Grant { Role = Role.HrClerk, OrganisationCode = School });
        for (var tried = 0; tried < 5; tried++)
        {
            await TriedAsync(tried < 3 ? ErrorReason.IdNumberTaken : ErrorReason.RateLimited);
        }
        // Those of one's own persons are no secret.
        Assert.Equal(own, (await RefusedAsync(ErrorReason.IdNumberTaken, Client(server.With(key)).CreateTeacherAsync(With(Numbered("赵六"), r => r.ValidateOnly = true)))).Fact("teacher_id"));
        await server.RestartAsync();
        // A restart gives no new allowance; two thirds of a day later two have come back.
        await TriedAsync(ErrorReason.RateLimited);
        clock.Now += TimeSpan.FromHours(16);
        await server.RestartAsync();
        await TriedAsync(ErrorReason.IdNumberTaken);
        await server.RestartAsync();
        await TriedAsync(ErrorReason.IdNumberTaken);
        await TriedAsync(ErrorReason.RateLimited);
        await server.RestartAsync();
        Assert.Equal(5, (await Audit.AuditTests.EventsAsync(server, new() { Type = AuditEventType.ForeignNumber })).Sum(e => e.Count));

        Task TriedAsync(ErrorReason answer) => RefusedAsync(
            answer, Client(server.With(key)).CreateTeacherAsync(With(Numbered("赵六", Woman), r => (r.Identity.Sex, r.ValidateOnly) = (Sex.Female, true))));
    }

    [Fact]
    public async Task A_possible_duplicate_elsewhere_is_not_told_of()
    {
        await using var server = await StartAsync();
        await server.HireAtAsync("JC", "王明");
        var clerk = Client(await server.AsAsync(Role.HrClerk, School));
        Assert.Empty((await clerk.CreateTeacherAsync(Hired())).Warnings);
        Assert.Equal(["POSSIBLE_DUPLICATE"], (await clerk.CreateTeacherAsync(Hired())).Warnings);
    }

    [Fact]
    public async Task A_certificate_of_a_person_elsewhere_is_one_that_nobody_has()
    {
        await using var server = await StartAsync();
        var (own, foreign) = (await server.HireAsync(), await server.HireAtAsync("JC", "李华"));
        await server.Recognitions.GrantRecognitionAsync(new() { TeacherId = foreign.TeacherId, Recognition = Junior() });
        RecognitionService.RecognitionServiceClient clerk = new(await server.AsAsync(Role.HrClerk, School));
        foreach (var number in (string[])[Junior().CertificateNumber, "2023-999"])
        {
            await RefusedAsync(ErrorReason.NotFound, clerk.GetRecognitionAsync(new() { Authority = Junior().Authority, CertificateNumber = number }));
            // Nor does an event wait for it, to be taken up by whichever school records it.
            await RefusedAsync(ErrorReason.NotFound, clerk.RecordRecognitionEventAsync(new()
            {
                Authority = Junior().Authority, CertificateNumber = number, Event = new() { Type = RecognitionEventType.Revoke, EffectiveDate = Day(2024, 3, 1) },
            }));
        }
        await RefusedAsync(ErrorReason.NotFound, clerk.GrantRecognitionAsync(new() { TeacherId = foreign.TeacherId, Recognition = Junior("2023-002") }));
        var taken = await RefusedAsync(ErrorReason.CertificateNumberTaken, clerk.GrantRecognitionAsync(new() { TeacherId = own.TeacherId, Recognition = Junior() }));
        Assert.Empty(taken.GetRpcStatus()!.GetDetail<ErrorInfo>()!.Metadata);
        await clerk.GrantRecognitionAsync(new() { TeacherId = own.TeacherId, Recognition = Junior("2023-002") });
        Assert.True((await clerk.GetRecognitionAsync(new() { Authority = Junior().Authority, CertificateNumber = "2023-002" })).Entry.InForce);
    }

    [Fact]
    public async Task Organisations_are_read_by_all_and_changed_below_the_own_place()
    {
        await using var server = await StartAsync();
        OrganisationService.OrganisationServiceClient clerk = new(await server.AsAsync(Role.HrClerk, School));
        Assert.Equal("晋城职校", (await clerk.GetOrganisationAsync(new() { Code = "JC" })).Organisation.Names[0].Name);
        await clerk.CreateOrganisationAsync(Create("GP-NY", OrganisationKind.Department, "农艺系", School));
        await clerk.RenameOrganisationAsync(new() { Code = "GP-NY", Name = "园艺系", StartDate = Day(2024, 1, 1) });

        await RefusedAsync(ErrorReason.PermissionDenied, clerk.CreateOrganisationAsync(Create("JC-NY", OrganisationKind.Department, "农艺系", "JC")));
        await RefusedAsync(ErrorReason.PermissionDenied, clerk.CreateOrganisationAsync(Create("NEW", OrganisationKind.County, "新县")));
        await RefusedAsync(ErrorReason.PermissionDenied, clerk.MoveOrganisationAsync(new() { Code = "GP-NY", ParentCode = "JC", StartDate = Day(2025, 1, 1) }));
        var (foreign, unknown) = (
            await RefusedAsync(ErrorReason.NotFound, clerk.RenameOrganisationAsync(new() { Code = "JC", Name = "新名", StartDate = Day(2024, 1, 1) })),
            await RefusedAsync(ErrorReason.NotFound, clerk.RenameOrganisationAsync(new() { Code = "NO", Name = "新名", StartDate = Day(2024, 1, 1) })));
        Assert.Equal(foreign.Status.Detail, unknown.Status.Detail);
    }

    private static async Task<TestServer> StartAsync()
    {
        var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        await server.AddSecondSchoolAsync();
        return server;
    }

    private static TeacherService.TeacherServiceClient Client(CallInvoker caller) => new(caller);

    private static T With<T>(T message, Action<T> change)
    {
        change(message);
        return message;
    }

    /// <summary>Every rpc about one teacher, valid but for who the teacher is.</summary>
    private static IEnumerable<Func<string, Task<IMessage>>> Calls(TeacherService.TeacherServiceClient client)
    {
        yield return id => Unary(client.GetTeacherAsync(new() { TeacherId = id }));
        yield return id => Unary(client.GetTeacherAsync(new() { TeacherId = id, AsOf = Day(2025, 1, 1), KnownAt = new() { Revision = TestServer.Empty + 10 } }));
        yield return id => Unary(client.LookupTeacherAsync(new() { TeacherId = id }));
        yield return id => Unary(client.ListTeacherVersionsAsync(new() { TeacherId = id }));
        yield return async id => await client.StreamTeacherVersions(new() { TeacherId = id }).AllAsync().FirstAsync();
        // With an etag that is wrong: whether one holds is nobody else's business.
        yield return id => Unary(client.RecordHonourAsync(new() { TeacherId = id, Honour = new() { Title = "名师", Level = "县级" }, Etag = "\"1\"", ValidateOnly = true }));
        yield return id => Unary(client.WithdrawFactAsync(new() { TeacherId = id, FactId = Unknown, ValidateOnly = true }));
        yield return id => Unary(client.StartEngagementAsync(new() { TeacherId = id, Engagement = FullTime(Day(2024, 9, 1)), Post = Specialty(), ValidateOnly = true }));
        yield return id => Unary(client.TransferTeacherAsync(new() { TeacherId = id, Engagement = FullTime(Day(2024, 9, 1)), Post = Specialty(), ValidateOnly = true }));
        yield return id => Unary(client.MergeTeachersAsync(new() { TeacherId = id, MergedTeacherId = "0190a5c27d2e7b0a9c3e1f2a3b4c5d6f", ValidateOnly = true }));
        yield return id => Unary(client.UnmergeTeacherAsync(new() { MergedTeacherId = id, ValidateOnly = true }));

        static async Task<IMessage> Unary<T>(AsyncUnaryCall<T> call)
            where T : IMessage => await call;
    }

    /// <summary>The whole answer, the id asked for left out.</summary>
    private static async Task<string> Answer(Func<string, Task<IMessage>> call, string id)
    {
        try
        {
            return $"{await call(id)}".Replace(id, "ID", StringComparison.Ordinal);
        }
        catch (RpcException refused)
        {
            return $"{refused.Status} {refused.GetRpcStatus()!.GetDetail<ErrorInfo>()}".Replace(id, "ID", StringComparison.Ordinal);
        }
    }

    private const string Woman = "140581190001010021";

    private static CreateTeacherRequest Numbered(string name, string number = "14058119000101003X") => With(Hired(name), r =>
        (r.Identity.IdType, r.Identity.IdNumber, r.Identity.BirthDate, r.Engagement.StartDate) = (IdType.Resident, number, Day(1900, 1, 1), Day(1990, 9, 1)));
}
