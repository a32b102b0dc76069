using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Quotas;

internal static class DeclineCandidate
{
    public static Command Create(Words words) => new RequestCommand<DeclineCandidateRequest>(
            "decline", words["the candidate does not come; the seat is given back", "放弃拟聘，释放编制"], words,
            ("CODE", "code", "code of the line", "计划编号"),
            ("CANDIDATE_ID", "candidate_id", "the candidate, as get shows it", "拟聘人员编号"),
            ("--on", "date", "when; today when absent", "日期，默认今天"),
            ("--note", "note", "why; no personal data", "原因；不得含个人信息"))
        .Does(null, async (request, run, ct) => LineView.Written(await run.Connection.HiringLines.DeclineCandidateAsync(request, cancellationToken: ct), run));
}
