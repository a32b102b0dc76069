using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Quotas;

internal static class GetLine
{
    public static Command Create(Words words) => new RequestCommand<GetHiringLineRequest>(
            "get", words["a line with its steps, documents and candidates", "查看计划的各步骤、文号、拟聘人员"], words,
            ("CODE", "code", "code of the line", "计划编号"),
            ("--on", "as_of", "state and counts of this day; today when absent", "该日的状态和人数，默认今天"),
            ("--known-at", "known_at", "as known then: revision, day or instant", "当时所知：版本号、日期或时刻"))
        .Calls<GetHiringLineResponse>(c => c.HiringLines.GetHiringLineAsync, (reply, run) => LineView.Whole(reply.Line, reply.Counts, run));
}
