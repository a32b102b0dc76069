using Faculty.Server.Tests.Teachers;
using Faculty.V1;
using static Faculty.Server.Tests.Groups.Founding;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Groups;

/// <summary>A group from the application to its end, over the wire.</summary>
public sealed class GroupLifeTests
{
    [Fact]
    public async Task A_group_is_applied_for_built_accepted_and_named()
    {
        await using var server = await StartAsync();
        var made = await server.FoundAsync();
        Assert.Equal((GroupState.Applied, ""), (made.State, made.ApprovalDocument));
        var built = (await server.Groups().RecordGroupEventAsync(new()
        {
            Code = Code, Event = new() { State = GroupState.Building, EffectiveDate = Day(2023, 9, 1), DocumentNumber = "晋教〔2023〕9号" }, PeriodLastDate = Day(2026, 12, 31),
        })).Group;
        Assert.Equal(("晋教〔2023〕9号", Day(2026, 12, 31)), (built.ApprovalDocument, built.LastDate));
        await server.StageAsync(GroupState.Midterm, Day(2025, 3, 1));
        var refused = await Calls.RefusedAsync(ErrorReason.GroupStageOrder, server.Groups().RecordGroupEventAsync(new() { Code = Code, Event = new() { State = GroupState.Named, EffectiveDate = Day(2025, 6, 1), DocumentNumber = "1" } }));
        Assert.Equal(("Midterm", "Named", "Accepted, Deferred, Failed, Ended"), (refused.Fact("group_state"), refused.Fact("next_state"), refused.Fact("allowed")));
        await server.StageAsync(GroupState.Accepted, Day(2025, 6, 1));
        Assert.Equal(GroupState.Named, (await server.StageAsync(GroupState.Named, Day(2025, 9, 1))).State);

        Assert.Equal(
            [GroupState.Unspecified, GroupState.Applied, GroupState.Building, GroupState.Midterm, GroupState.Accepted],
            await new[] { Day(2023, 2, 28), Day(2023, 3, 1), Day(2023, 9, 1), Day(2025, 5, 31), Day(2025, 8, 31) }.ToAsyncEnumerable()
                .Select(async (Google.Type.Date day, CancellationToken _) => (await server.ReadAsync(asOf: day)).State).ToListAsync());
    }

    [Fact]
    public async Task What_was_known_earlier_is_answered_as_it_was()
    {
        await using var server = await StartAsync();
        await server.FoundAsync();
        var teacher = await server.HireAsync();
        var before = await server.RevisionAsync();
        var added = await server.AddAsync(teacher.TeacherId, MemberRole.Leader);
        await server.Groups().WithdrawMemberAsync(new() { Code = Code, MembershipId = added.Memberships[0].MembershipId });

        Assert.Empty((await server.ReadAsync()).Memberships);
        Assert.Equal(added.Memberships, (await server.Groups().GetGroupAsync(new() { Code = Code, KnownAt = new() { Revision = before + 1 } })).Group.Memberships);
        Assert.Empty((await server.Groups().GetGroupAsync(new() { Code = Code, KnownAt = new() { Revision = before } })).Group.Memberships);
        await Calls.RefusedAsync(ErrorReason.NotFound, server.Groups().GetGroupAsync(new() { Code = Code, KnownAt = new() { Revision = 1 } }));
        Assert.Equal(added, (await server.ReadAsync()) is var now ? new Group(now) { Memberships = { added.Memberships }, Etag = added.Etag } : null);
    }

    [Fact]
    public async Task A_code_is_used_once_and_a_host_must_be_a_school()
    {
        await using var server = await StartAsync();
        await server.FoundAsync();
        await Calls.RefusedAsync(ErrorReason.AlreadyExists, server.Groups().CreateGroupAsync(new() { Group = Studio() }));
        await Calls.RefusedAsync(ErrorReason.UnknownOrganisation, server.Groups().CreateGroupAsync(new() { Group = Studio("X", "NONE") }));
        await Calls.RefusedAsync(ErrorReason.OrganisationKindMismatch, server.Groups().CreateGroupAsync(new() { Group = Studio("X", "GP-ZB") }));
        var refused = await Calls.RefusedAsync(ErrorReason.InvalidRequest, server.Groups().CreateGroupAsync(new()
        {
            Group = new() { Code = "甲", Level = (GroupLevel)9, LastDate = Day(2020, 1, 1), Memberships = { new Membership() }, Enterprises = { new CooperatingEnterprise() } },
        }));
        Assert.Equal(
            ["group", "group.code", "group.enterprises[0].name", "group.enterprises[0].start_date", "group.kind", "group.level", "group.name", "group.school_code", "group.start_date"],
            refused.Fields().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_update_changes_what_its_mask_names_and_leaves_the_rest()
    {
        await using var server = await StartAsync();
        var made = await server.FoundAsync();
        var updated = (await server.Groups().UpdateGroupAsync(new()
        {
            Group = new() { Code = Code, Name = "数控名师工作室", Field = "数控" }, UpdateMask = new() { Paths = { "name", "enterprises" } }, Etag = made.Etag,
        })).Group;
        Assert.Equal(("数控名师工作室", "装备制造", 0), (updated.Name, updated.Field, updated.Enterprises.Count));
        await Calls.RefusedAsync(ErrorReason.EtagMismatch, server.Groups().UpdateGroupAsync(new() { Group = new() { Code = Code }, UpdateMask = new() { Paths = { "field" } }, Etag = made.Etag }));
        await Calls.RefusedAsync(ErrorReason.InvalidRequest, server.Groups().UpdateGroupAsync(new() { Group = new() { Code = Code }, UpdateMask = new() { Paths = { "memberships" } } }));
        Assert.Equal("JC", (await server.Groups().UpdateGroupAsync(new() { Group = new() { Code = Code, SchoolCode = "JC" }, UpdateMask = new() { Paths = { "school_code" } } })).Group.SchoolCode);
    }

    [Fact]
    public async Task Members_come_go_are_corrected_and_stand_once()
    {
        await using var server = await StartAsync();
        await server.FoundAsync();
        var (a, b) = (await server.HireAsync("王甲"), await server.HireAsync("王乙"));
        var group = await server.AddAsync(a.TeacherId, MemberRole.Leader);
        var membership = Assert.Single(group.Memberships);
        Assert.Equal(("王甲", a.TeacherId), (membership.DisplayName, membership.TeacherId));

        var second = await Calls.RefusedAsync(ErrorReason.SecondLeader, server.Groups().AddMemberAsync(new() { Code = Code, Membership = Member(b.TeacherId, MemberRole.Leader, Day(2024, 1, 1)) }));
        Assert.Equal((membership.MembershipId, "2024-01-01", ""), (second.Fact("membership_id"), second.Fact("from"), second.Fact("to")));
        await Calls.RefusedAsync(ErrorReason.MemberTwice, server.Groups().AddMemberAsync(new() { Code = Code, Membership = Member(a.TeacherId) }));
        await Calls.RefusedAsync(ErrorReason.NotFound, server.Groups().AddMemberAsync(new() { Code = Code, Membership = Member(new string('0', 32)) }));

        await server.Groups().EndMemberAsync(new() { Code = Code, MembershipId = membership.MembershipId, LastDate = Day(2024, 2, 29), EndReason = "调离" });
        await server.AddAsync(b.TeacherId, MemberRole.Leader, Day(2024, 3, 1));
        Assert.Equal(a.TeacherId, Assert.Single((await server.ReadAsync(asOf: Day(2024, 2, 29))).Memberships).TeacherId);
        Assert.Equal(b.TeacherId, Assert.Single((await server.ReadAsync(asOf: Day(2024, 3, 1))).Memberships).TeacherId);

        var corrected = (await server.Groups().CorrectMemberAsync(new() { Code = Code, Membership = new(membership) { TeacherId = "", Role = MemberRole.Backbone, LastDate = null, DisplayName = "" } })).Group;
        Assert.Equal((MemberRole.Backbone, a.TeacherId, null), corrected.Memberships.Single(m => m.MembershipId == membership.MembershipId) is var m ? (m.Role, m.TeacherId, m.LastDate) : default);
    }

    [Fact]
    public async Task Tasks_and_what_is_reached_are_kept_by_year()
    {
        await using var server = await StartAsync();
        await server.FoundAsync();
        var task = (await server.Groups().RecordGroupTaskAsync(new() { Code = Code, Task = new() { Year = 2024, Title = "开发教材", Output = "校本教材", PlannedCount = 3 } })).Group.Tasks[0];
        var reached = (await server.Groups().RecordGroupTaskAsync(new() { Code = Code, Task = new(task) { ReachedCount = 2 } })).Group.Tasks;
        Assert.Equal([(3, 2)], reached.Select(t => (t.PlannedCount, t.ReachedCount)));
        await Calls.RefusedAsync(ErrorReason.GroupPartUnknown, server.Groups().RecordGroupTaskAsync(new() { Code = Code, Task = new(task) { TaskId = new string('0', 32) } }));
        Assert.Empty((await server.Groups().WithdrawGroupTaskAsync(new() { Code = Code, TaskId = task.TaskId })).Group.Tasks);
    }

    [Fact]
    public async Task Whoever_was_merged_is_one_person_and_whoever_was_erased_counts_without_a_name()
    {
        await using var server = await StartAsync();
        await server.FoundAsync();
        var (kept, merged, gone) = (await server.HireAsync("王甲"), (await server.Teachers.CreateTeacherAsync(new() { Identity = People.Wang("王甲") })).Teacher, (await server.Teachers.CreateTeacherAsync(new() { Identity = People.Wang("李乙") })).Teacher);
        await server.AddAsync(merged.TeacherId);
        await server.AddAsync(gone.TeacherId);
        await server.Teachers.MergeTeachersAsync(new() { TeacherId = kept.TeacherId, MergedTeacherId = merged.TeacherId });
        await new PrivacyService.PrivacyServiceClient(server.Channel).EraseTeacherAsync(new() { TeacherId = gone.TeacherId, Reason = "never engaged" });

        Assert.Equal([(kept.TeacherId, "王甲"), (gone.TeacherId, "")], (await server.ReadAsync()).Memberships.Select(m => (m.TeacherId, m.DisplayName)));
        await Calls.RefusedAsync(ErrorReason.MemberTwice, server.Groups().AddMemberAsync(new() { Code = Code, Membership = Member(kept.TeacherId) }));
        await Calls.RefusedAsync(ErrorReason.TeacherErased, server.Groups().AddMemberAsync(new() { Code = Code, Membership = Member(gone.TeacherId, from: Day(2020, 1, 1), last: Day(2020, 2, 1)) }));
        Assert.Equal([Code], (await server.Groups().ListGroupsOfTeacherAsync(new() { TeacherId = merged.TeacherId })).Groups.Select(g => g.Code));
        Assert.Equal(2, (await server.Groups().CheckCompositionAsync(new() { Code = Code })).Composition.MemberCount);
        await server.RestartAsync();
        Assert.Equal([Code], (await server.Groups().ListGroupsOfTeacherAsync(new() { TeacherId = kept.TeacherId })).Groups.Select(g => g.Code));
    }
}
