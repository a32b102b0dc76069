using Faculty.Server.Tests.Teachers;
using Faculty.V1;
using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;
using static Faculty.Server.Tests.Calls;
using static Faculty.Server.Tests.SampleTree;
using static Faculty.Server.Tests.Teachers.People;

namespace Faculty.Server.Tests.Access;

/// <summary>Who sees which record, one at a time. The clerk is GP's; JC is another school of the county.</summary>
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
}
