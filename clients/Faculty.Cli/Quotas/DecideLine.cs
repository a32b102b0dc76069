using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Quotas;

/// <summary>A step of the offices: approve, return, reduce, cancel, extend.</summary>
internal static class DecideLine
{
    public static Command Create(HiringStepType step, string verb, string help, Words words) => new RequestCommand<DecideHiringLineRequest>(
            verb, help, words,
            [
                ("CODE", "code", "code of the line", "计划编号"),
                ("--on", "step.date", "when; today when absent", "日期，默认今天"),
                .. step == HiringStepType.Return ? ((string, string, string, string)[])[] : [("--document!", "step.document_number", "document", "文号")],
                .. step == HiringStepType.Approve ? ((string, string, string, string)[])[("--office!", "step.office", "the office: establishment, human-resources or finance", "部门：编办、人社局或财政局")] : [],
                .. step is HiringStepType.Approve or HiringStepType.Reduce ? ((string, string, string, string)[])[("--count!", "step.count", "how many are approved, or how many fewer", "批准或核减人数")] : [],
                .. step == HiringStepType.Extend ? ((string, string, string, string)[])[("--deadline!", "step.deadline", "the new deadline", "新的截止日期")] : [],
                ("--note", "step.note", "words; no personal data", "说明；不得含个人信息"),
            ])
        .Does(null, async (request, run, ct) =>
        {
            (request.Step ??= new()).Type = step;
            return LineView.Written(await run.Connection.HiringLines.DecideHiringLineAsync(request, cancellationToken: ct), run);
        });
}
