using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Quotas;

/// <summary>`faculty quotas lines …` (招聘计划).</summary>
internal static class LinesCommand
{
    public static Command Create(Words words) => new("lines", words["hiring lines, from the draft to those who come", "招聘计划：申报、审批、公告、拟聘、入职"])
    {
        ListLines.Create(words),
        GetLine.Create(words),
        CreateLine.Create(words),
        ReviseLine.Create(words),
        AdvanceLine.Create(HiringStepType.Submit, "submit", words["send it to the offices", "报送"], words),
        AdvanceLine.Create(HiringStepType.Announce, "announce", words["announce it", "发布公告"], words),
        AdvanceLine.Create(HiringStepType.Select, "select", words["selection begins", "开始考试考察"], words),
        AdvanceLine.Create(HiringStepType.Publicise, "publicise", words["publicity begins", "开始公示"], words),
        DecideLine.Create(HiringStepType.Approve, "approve", words["an office approves a number", "部门审批"], words),
        DecideLine.Create(HiringStepType.Return, "return", words["send it back to be mended", "退回"], words),
        DecideLine.Create(HiringStepType.Reduce, "reduce", words["fewer than approved", "核减"], words),
        DecideLine.Create(HiringStepType.Cancel, "cancel", words["cancel what is open", "取消"], words),
        DecideLine.Create(HiringStepType.Extend, "extend", words["a later deadline", "延期"], words),
        AppointCandidate.Create(words),
        DeclineCandidate.Create(words),
        OnboardCandidate.Create(words),
    };
}
