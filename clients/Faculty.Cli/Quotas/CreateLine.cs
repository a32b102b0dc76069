using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Quotas;

internal static class CreateLine
{
    public static Command Create(Words words) => new RequestCommand<CreateHiringLineRequest>(
            "create", words["make a line, as a draft", "新建招聘计划（草稿）"], words,
            ("CODE", "line.code", "code such as GP-2026-03", "计划编号，如 GP-2026-03"),
            ("--school", "line.school_code", "code of the school", "学校代码"),
            ("--year", "line.year", "year of the plan", "计划年份"),
            ("--department", "line.department_code", "department that wants them", "需求系部代码"),
            ("--category", "line.category", "category of post", "岗位类别"),
            ("--major", "line.major_code", "major, 6 digits", "专业代码，6 位"),
            ("--route", "line.route", "open or self-recruited", "公开招聘或自主招聘技能人才"),
            ("--kind", "line.engagement_kind", "kind of engagement; ESTABLISHED when absent", "聘用类型，默认在编"),
            ("--count", "line.requested_count", "how many are asked for", "申请人数"),
            ("--deadline", "line.deadline", "last day for somebody to begin; end of the year when absent", "入职截止日期，默认年末"))
        .Does(null, async (request, run, ct) => LineView.Written(await run.Connection.HiringLines.CreateHiringLineAsync(request, cancellationToken: ct), run));
}
