using Faculty.Server.Tests.Teachers;
using Faculty.V1;
using Grpc.Core;
using static Faculty.Server.Tests.Calls;
using static Faculty.Server.Tests.SampleTree;
using static Faculty.Server.Tests.Teachers.People;

namespace Faculty.Server.Tests.Access;

/// <summary>Who changes whose facts: each school its own, and the office above both what moves between two. The clerk is GP's; JC is another school of the county.</summary>
public sealed class WriteScopeTests
{
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
}
