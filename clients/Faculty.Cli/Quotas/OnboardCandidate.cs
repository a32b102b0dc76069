using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Quotas;

internal static class OnboardCandidate
{
    public static Command Create(Words words) => new RequestCommand<OnboardCandidateRequest>(
            "onboard", words["the candidate comes: line, seat and engagement at once", "入职：计划、编制、聘用一并登记"], words,
            ("CODE", "code", "code of the line", "计划编号"),
            ("CANDIDATE_ID", "candidate_id", "the candidate, as get shows it", "拟聘人员编号"),
            ("--teacher", "teacher_id", "the record of the person, when there is one", "教师编号，已有档案时填写"),
            ("--name", "identity.display_name", "of somebody new: name as written", "新进人员姓名"),
            ("--sex", "identity.sex", "sex", "性别"),
            ("--birth-date", "identity.birth_date", "birth date", "出生日期"),
            ("--id-type", "identity.id_type", "kind of identity document", "证件类型"),
            ("--id-number", "identity.id_number", "number of the identity document", "证件号码"),
            ("--mobile", "identity.mobile", "mobile phone", "手机"),
            ("--staff-number", "engagement.staff_number", "staff number, unique in the school", "工号，校内唯一"),
            ("--start", "engagement.start_date", "first day", "入职日期"),
            ("--department", "post.department_code", "department of the primary post; the line's when absent", "主岗系部代码，默认计划所填"),
            ("--major", "post.major_code", "major taught, 6 digits", "专业代码，6 位"))
        .Does(null, async (request, run, ct) => LineView.Written(await run.Connection.HiringLines.OnboardCandidateAsync(request, cancellationToken: ct), run));
}
