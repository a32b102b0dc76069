using Faculty.Server.Tests.Teachers;
using Faculty.V1;
using static Faculty.Server.Tests.Groups.Founding;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Groups;

/// <summary>Lists of groups: filters, pages, and whose rows they hold.</summary>
public sealed class GroupListTests
{
    [Fact]
    public async Task Lists_are_narrowed_by_kind_level_school_state_field_and_teacher()
    {
        await using var server = await StartAsync();
        await server.FoundAsync("A");
        await server.FoundAsync("B", "JC");
        await server.Groups().CreateGroupAsync(new() { Group = new(Studio("C", kind: GroupKind.InnovationTeam, level: GroupLevel.City)) { Field = "信息技术" }, AppliedDate = Day(2024, 1, 1) });
        await server.StageAsync(GroupState.Building, Day(2025, 1, 1), code: "A");
        var teacher = await server.HireAsync();
        await server.AddAsync(teacher.TeacherId, code: "C", last: Day(2024, 8, 31));

        Assert.Equal(["A", "B", "C"], await CodesAsync(server, new()));
        Assert.Equal(["C"], await CodesAsync(server, new() { Kind = GroupKind.InnovationTeam }));
        Assert.Equal(["A", "B"], await CodesAsync(server, new() { Level = GroupLevel.County }));
        Assert.Equal(["B"], await CodesAsync(server, new() { SchoolCode = "JC" }));
        Assert.Equal(["A", "B", "C"], await CodesAsync(server, new() { SchoolCode = County }));
        Assert.Equal(["A"], await CodesAsync(server, new() { State = GroupState.Building }));
        Assert.Equal(["A", "B", "C"], await CodesAsync(server, new() { State = GroupState.Applied, AsOf = Day(2024, 12, 31) }));
        Assert.Equal(["C"], await CodesAsync(server, new() { Field = "信息技术" }));
        Assert.Equal(["C"], await CodesAsync(server, new() { TeacherId = teacher.TeacherId }));
        await Calls.RefusedAsync(ErrorReason.NotFound, server.Groups().ListGroupsAsync(new() { SchoolCode = "NONE" }));

        var first = await server.Groups().ListGroupsAsync(new() { PageSize = 2 });
        var rest = await server.Groups().ListGroupsAsync(new() { PageSize = 2, PageToken = first.NextPageToken });
        Assert.Equal(("A B", "C", ""), (string.Join(' ', first.Groups.Select(g => g.Code)), string.Join(' ', rest.Groups.Select(g => g.Code)), rest.NextPageToken));
    }

    [Fact]
    public async Task Which_groups_a_teacher_was_in_is_told_of_any_day()
    {
        await using var server = await StartAsync();
        await server.FoundAsync("A");
        await server.FoundAsync("B");
        var teacher = await server.HireAsync();
        await server.AddAsync(teacher.TeacherId, MemberRole.Leader, Day(2023, 9, 1), Day(2024, 2, 29), "A");
        await server.AddAsync(teacher.TeacherId, MemberRole.Member, Day(2024, 2, 29), code: "B");
        await server.StageAsync(GroupState.Ended, Day(2025, 7, 1), code: "B");

        async Task<string> OnAsync(int year, int month, int day) => string.Join(' ', (await server.Groups()
            .ListGroupsOfTeacherAsync(new() { TeacherId = teacher.TeacherId, AsOf = Day(year, month, day) })).Groups.Select(g => $"{g.Code}:{g.Membership.Role}"));

        Assert.Equal(
            ["", "A:Leader", "A:Leader B:Member", "B:Member", "B:Member", ""],
            [await OnAsync(2023, 8, 31), await OnAsync(2024, 2, 28), await OnAsync(2024, 2, 29), await OnAsync(2024, 3, 1), await OnAsync(2025, 6, 30), await OnAsync(2025, 7, 1)]);
    }

    [Fact]
    public async Task A_group_belongs_to_its_host_and_a_member_of_another_school_is_no_name_to_it()
    {
        await using var server = await StartAsync();
        await server.FoundAsync();
        await server.FoundAsync("JC-MS1", "JC");
        var (own, other) = (await server.HireAsync("王己校"), await server.HireAtAsync("JC", "李外校"));
        await server.AddAsync(own.TeacherId, MemberRole.Leader);
        await server.AddAsync(other.TeacherId);
        var clerk = new GroupService.GroupServiceClient(await server.AsAsync(Role.HrClerk, School));
        var elsewhere = new GroupService.GroupServiceClient(await server.AsAsync(Role.HrClerk, "JC"));

        Assert.Equal([Code], (await clerk.ListGroupsAsync(new())).Groups.Select(g => g.Code));
        Assert.Equal([("王己校", own.TeacherId), ("", "")], (await clerk.GetGroupAsync(new() { Code = Code })).Group.Memberships.OrderBy(m => m.Role).Select(m => (m.DisplayName, m.TeacherId)));
        Assert.DoesNotContain(other.TeacherId, $"{await clerk.CheckCompositionAsync(new() { Code = Code })} {await clerk.ListGroupAlertsAsync(new())}", StringComparison.Ordinal);
        await Calls.RefusedAsync(ErrorReason.NotFound, elsewhere.GetGroupAsync(new() { Code = Code }));
        await Calls.RefusedAsync(ErrorReason.NotFound, elsewhere.AddMemberAsync(new() { Code = Code, Membership = Member(other.TeacherId) }));
        await Calls.RefusedAsync(ErrorReason.NotFound, clerk.AddMemberAsync(new() { Code = Code, Membership = Member(other.TeacherId, from: Day(2030, 1, 1)) }));
        await Calls.RefusedAsync(ErrorReason.PermissionDenied, clerk.CreateGroupAsync(new() { Group = Studio("X", "JC") }));
        Assert.Empty((await elsewhere.ListGroupsOfTeacherAsync(new() { TeacherId = other.TeacherId })).Groups);
        Assert.Equal(1, (await clerk.GetGroupFiguresAsync(new())).Figures.Sum(f => f.GroupCount));
        Assert.Equal(2, (await server.Groups().GetGroupFiguresAsync(new())).Figures.Sum(f => f.GroupCount));
    }

    [Fact]
    public async Task The_school_applies_and_keeps_members_and_the_office_decides_on_stages()
    {
        await using var server = await StartAsync();
        var clerk = new GroupService.GroupServiceClient(await server.AsAsync(Role.HrClerk, School));
        var office = new GroupService.GroupServiceClient(await server.AsAsync(Role.Reviewer, County));
        await clerk.CreateGroupAsync(new() { Group = Studio(), AppliedDate = Day(2023, 3, 1) });
        var building = new RecordGroupEventRequest { Code = Code, Event = new() { State = GroupState.Building, EffectiveDate = Day(2023, 9, 1), DocumentNumber = "1" } };
        await Calls.RefusedAsync(ErrorReason.PermissionDenied, clerk.RecordGroupEventAsync(building));
        await clerk.UpdateGroupAsync(new() { Group = new() { Code = Code, Level = GroupLevel.City }, UpdateMask = new() { Paths = { "level" } } });
        await office.RecordGroupEventAsync(building);
        var refused = await Calls.RefusedAsync(ErrorReason.GroupDecided, clerk.UpdateGroupAsync(new() { Group = new() { Code = Code, Level = GroupLevel.County }, UpdateMask = new() { Paths = { "level" } } }));
        Assert.Equal("level", refused.Fact("field"));
        await clerk.AddMemberAsync(new() { Code = Code, Membership = Member((await server.HireAsync()).TeacherId, MemberRole.Leader) });
        await Calls.RefusedAsync(ErrorReason.PermissionDenied, office.AddMemberAsync(new() { Code = Code, Membership = Member(new string('0', 32)) }));
    }

    private static async Task<List<string>> CodesAsync(TestServer server, StreamGroupsRequest asked)
    {
        var streamed = await server.Groups().StreamGroups(asked).AllAsync().SelectMany(m => m.Groups).Select(g => g.Code).ToListAsync();
        var listed = (await server.Groups().ListGroupsAsync(new()
        {
            SchoolCode = asked.SchoolCode, Kind = asked.Kind, Level = asked.Level, State = asked.State, Field = asked.Field, TeacherId = asked.TeacherId, AsOf = asked.AsOf,
        })).Groups.Select(g => g.Code);
        Assert.Equal(streamed, listed);
        return streamed;
    }
}
