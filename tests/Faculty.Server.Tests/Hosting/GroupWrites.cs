using Faculty.Server.Tests.Groups;
using Faculty.V1;
using Google.Protobuf;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Hosting;

/// <summary>An example of every write about groups, one after the other.</summary>
internal static class GroupWrites
{
    /// <param name="last">The last reply, in which ids stand that were made.</param>
    public static IEnumerable<(string Rpc, Func<Teacher, IMessage> Request)> Of(Func<IMessage> last)
    {
        Group Group() => ((IGroupReply)last()).Group;
        yield return ("CreateGroup", _ => new CreateGroupRequest { Group = Founding.Studio("S"), AppliedDate = Day(2023, 3, 1) });
        yield return ("UpdateGroup", _ => new UpdateGroupRequest { Group = new() { Code = "S", Name = "另名" }, UpdateMask = new() { Paths = { "name" } } });
        yield return ("RecordGroupEvent", _ => new RecordGroupEventRequest { Code = "S", Event = new() { State = GroupState.Building, EffectiveDate = Day(2023, 9, 1), DocumentNumber = "1" } });
        var made = Group();
        yield return ("WithdrawGroupEvent", _ => new WithdrawGroupEventRequest { Code = "S", EventId = made.Events[1].EventId });
        yield return ("AddMember", t => new AddMemberRequest { Code = "S", Membership = Founding.Member(t.TeacherId, MemberRole.Leader) });
        made = Group();
        yield return ("CorrectMember", _ => new CorrectMemberRequest { Code = "S", Membership = new(made.Memberships[0]) { Role = MemberRole.Backbone } });
        yield return ("EndMember", _ => new EndMemberRequest { Code = "S", MembershipId = made.Memberships[0].MembershipId, LastDate = Day(2024, 8, 31) });
        yield return ("WithdrawMember", _ => new WithdrawMemberRequest { Code = "S", MembershipId = made.Memberships[0].MembershipId });
        yield return ("RecordGroupTask", _ => new RecordGroupTaskRequest { Code = "S", Task = new() { Year = 2024, Title = "开发教材" } });
        made = Group();
        yield return ("WithdrawGroupTask", _ => new WithdrawGroupTaskRequest { Code = "S", TaskId = made.Tasks[0].TaskId });
    }
}
