using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Quotas;

/// <summary>A step of the school: submit, announce, select, publicise.</summary>
internal static class AdvanceLine
{
    public static Command Create(HiringStepType step, string verb, string help, Words words) => new RequestCommand<AdvanceHiringLineRequest>(
            verb, help, words,
            [
                ("CODE", "code", "code of the line", "计划编号"),
                ("--on", "step.date", "when; today when absent", "日期，默认今天"),
                .. step == HiringStepType.Announce
                    ? ((string, string, string, string)[])[("--document!", "step.document_number", "document", "文号"), ("--count!", "step.count", "how many are announced", "公告人数")]
                    : [],
                ("--note", "step.note", "words; no personal data", "说明；不得含个人信息"),
            ])
        .Does(null, async (request, run, ct) =>
        {
            (request.Step ??= new()).Type = step;
            return LineView.Written(await run.Connection.HiringLines.AdvanceHiringLineAsync(request, cancellationToken: ct), run);
        });
}
