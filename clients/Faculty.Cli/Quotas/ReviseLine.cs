using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Quotas;

/// <summary>Other words or numbers of a draft; what is not typed stays as it is.</summary>
internal static class ReviseLine
{
    public static Command Create(Words words) => new RequestCommand<ReviseHiringLineRequest>(
            "revise", words["other words or numbers, while it is a draft or returned", "修改草稿或被退回的计划"], words,
            ("CODE", "code", "code of the line", "计划编号"),
            ("--department", "line.department_code", "department that wants them", "需求系部代码"),
            ("--category", "line.category", "category of post", "岗位类别"),
            ("--major", "line.major_code", "major, 6 digits", "专业代码，6 位"),
            ("--route", "line.route", "open or self-recruited", "公开招聘或自主招聘技能人才"),
            ("--kind", "line.engagement_kind", "kind of engagement; ESTABLISHED when absent", "聘用类型，默认在编"),
            ("--count", "line.requested_count", "how many are asked for", "申请人数"),
            ("--deadline", "line.deadline", "last day for somebody to begin; end of the year when absent", "入职截止日期，默认年末"))
        .Does(null, async (request, run, ct) =>
        {
            var now = (await run.Connection.HiringLines.GetHiringLineAsync(new() { Code = request.Code }, cancellationToken: ct)).Line;
            var line = new HiringLine
            {
                Code = now.Code, SchoolCode = now.SchoolCode, DepartmentCode = now.DepartmentCode, Year = now.Year, Category = now.Category, MajorCode = now.MajorCode, Route = now.Route,
                EngagementKind = now.EngagementKind, RequestedCount = now.RequestedCount, Deadline = now.Deadline,
            };
            if (request.Line is { } typed)
            {
                line.MergeFrom(typed);
            }
            request.Line = line;
            request.Etag = request.Etag.Length > 0 ? request.Etag : now.Etag;
            return LineView.Written(await run.Connection.HiringLines.ReviseHiringLineAsync(request, cancellationToken: ct), run);
        });
}
