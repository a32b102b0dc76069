using Faculty.Cli.Running;
using Faculty.V1;
using Spectre.Console;

namespace Faculty.Cli.Groups;

/// <summary>How groups are shown.</summary>
internal static class GroupView
{
    public static Table List(Words words) => Tables.New(
        words["code", "代码"], words["name", "名称"], words["kind", "类型"], words["level", "级别"], words["field", "领域"], words["school", "学校"], words["state", "状态"], words["leader", "负责人"], words["members", "成员数"]).Right(8);

    public static IEnumerable<string> Row(Group group, Words words) =>
    [
        group.Code, group.Name, words.Of(group.Kind), words.Of(group.Level), group.Field, group.SchoolCode, words.Of(group.State),
        group.Memberships.Where(m => m.Role == MemberRole.Leader).Select(m => Person(m, words)).FirstOrDefault(""), $"{group.Memberships.Count}",
    ];

    public static void Whole(Group group, Run run)
    {
        var words = run.Words;
        Head(group, run);
        run.WriteRows(group.Enterprises, e => [e.Name, Dates.Of(e.StartDate), Dates.Of(e.LastDate)], words["enterprise", "合作企业"], words["from", "开始"], words["to", "结束"]);
        run.WriteRows(group.Events, e => [words.Of(e.State), Dates.Of(e.EffectiveDate), e.DocumentNumber, e.Remark, e.EventId], words["stage", "阶段"], words["from", "生效"], words["document", "文号"], words["remark", "备注"], words["id", "编号"]);
        run.WriteRows(group.Memberships, m => [Person(m, words), words.Of(m.Role), Dates.Of(m.StartDate), Dates.Of(m.LastDate), m.EndReason, m.MembershipId, m.TeacherId],
            words["member", "成员"], words["role", "角色"], words["from", "开始"], words["to", "结束"], words["why", "离组原因"], words["id", "编号"], words["teacher", "教师编号"]);
        run.WriteRows(group.Tasks, t => [$"{t.Year}", t.Title, t.Output, $"{t.PlannedCount}", $"{t.ReachedCount}", t.TaskId], words["year", "年度"], words["task", "任务"], words["output", "成果"], words["planned", "计划"], words["reached", "完成"], words["id", "编号"]);
    }

    /// <summary>The group as a write left it.</summary>
    public static int Written(IGroupReply reply, Run run)
    {
        if (run.Json)
        {
            run.WriteJson(reply);
            return ExitCode.Done;
        }
        Whole(reply.Group, run);
        run.Say(reply.ChangeToken.Length > 0 ? run.Words["Done.", "已完成。"] : run.Words["Checked; nothing was written.", "检查通过，未写入。"]);
        return ExitCode.Done;
    }

    private static void Head(Group group, Run run)
    {
        var words = run.Words;
        run.WriteLine($"{group.Code}  {group.Name}  {words.Of(group.Level)}  {words.Of(group.Kind)}  {words.Of(group.State)}");
        run.WriteLine(words[$"host school {group.SchoolCode}", $"依托学校 {group.SchoolCode}"] + (group.Field.Length > 0 ? words[$", {group.Field}", $"，{group.Field}"] : ""));
        if (group.ApprovalDocument.Length > 0)
        {
            run.WriteLine(words[$"approved by {group.ApprovalDocument}", $"批准文号 {group.ApprovalDocument}"]);
        }
        if (group.StartDate is not null)
        {
            run.WriteLine(words["construction period ", "建设期 "] + $"{Dates.Of(group.StartDate)} – {Dates.Of(group.LastDate)}");
        }
    }

    // A person whom the caller may not see has no id; one who was erased has no name.
    private static string Person(Membership member, Words words) =>
        member.DisplayName.Length > 0 ? member.DisplayName : member.TeacherId.Length > 0 ? words["(erased)", "（已抹除）"] : words["(of another school)", "（外校人员）"];
}
