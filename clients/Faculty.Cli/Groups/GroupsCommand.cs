using System.CommandLine;
using Faculty.Cli.Running;

namespace Faculty.Cli.Groups;

/// <summary>`faculty groups …` (工作室和团队).</summary>
internal static class GroupsCommand
{
    public static Command Create(Words words) => new("groups", words["studios and teams: stages, members, composition, alerts", "工作室和团队：阶段、成员、组成、预警"])
    {
        ListGroups.Create(words),
        GetGroup.Create(words),
        GroupsOfTeacher.Create(words),
        CreateGroup.Create(words),
        UpdateGroup.Create(words),
        RecordStage.Create(words),
        WithdrawStage.Create(words),
        new Command("member", words["memberships", "成员"])
        {
            AddMember.Create(words),
            EndMember.Create(words),
            CorrectMember.Create(words),
            WithdrawMember.Create(words),
        },
        RecordTask.Create(words),
        WithdrawTask.Create(words),
        CheckGroup.Create(words),
        ListAlerts.Create(words),
        GroupFigures.Create(words),
        ListRules.Create(words),
    };
}
