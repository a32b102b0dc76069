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
            ("--teacher!", "teacher_id", "the record of the person", "教师编号"),
            ("--staff-number", "engagement.staff_number", "staff number, unique in the school", "工号，校内唯一"),
            ("--start!", "engagement.start_date", "first day", "入职日期"),
            ("--department", "post.department_code", "department of the primary post; the line's when absent", "主岗系部代码，默认计划所填"),
            ("--major", "post.major_code", "major taught, 6 digits", "专业代码，6 位"))
        .Does(null, async (request, run, ct) => LineView.Written(await run.Connection.HiringLines.OnboardCandidateAsync(request, cancellationToken: ct), run));
}
