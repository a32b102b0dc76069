using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Groups;

internal static class CorrectMember
{
    public static Command Create(Words words)
    {
        var open = Inputs.Flag("--open", words["without a last day", "不限结束日期"]);
        return new RequestCommand<CorrectMemberRequest>(
                "correct", words["replace what was recorded wrongly of a membership: only what is given", "更正成员记录，只改所填各项"], words,
                ("CODE", "code", "code of the group", "团队代码"),
                ("MEMBERSHIP_ID", "membership.membership_id", "the membership", "成员记录编号"),
                ("--teacher", "membership.teacher_id", "the right teacher", "正确的教师编号"),
                ("--role", "membership.role", "role", "角色"),
                ("--start", "membership.start_date", "first day", "开始日期"),
                ("--last", "membership.last_date", "last day", "结束日期"),
                ("--why", "membership.end_reason", "why it ended; no personal data", "离组原因，不得含个人信息"))
            .With(open)
            .Does(null, async (request, run, ct) =>
            {
                var group = (await run.Connection.Groups.GetGroupAsync(new() { Code = request.Code }, cancellationToken: ct)).Group;
                if (group.Memberships.FirstOrDefault(m => m.MembershipId == request.Membership.MembershipId) is { } held)
                {
                    var corrected = new Membership(held) { TeacherId = "", DisplayName = "" };
                    if (run.Parse.GetValue(open))
                    {
                        (corrected.LastDate, corrected.EndReason) = (null, "");
                    }
                    corrected.MergeFrom(request.Membership);
                    // Days are no sums: a merged message would keep the month of the one and the day of the other.
                    corrected.StartDate = request.Membership.StartDate ?? held.StartDate;
                    corrected.LastDate = request.Membership.LastDate ?? (run.Parse.GetValue(open) ? null : held.LastDate);
                    request.Membership = corrected;
                }
                return GroupView.Written(await run.Connection.Groups.CorrectMemberAsync(request, cancellationToken: ct), run);
            });
    }
}
