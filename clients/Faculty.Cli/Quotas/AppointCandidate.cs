using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Quotas;

internal static class AppointCandidate
{
    public static Command Create(Words words) => new RequestCommand<AppointCandidateRequest>(
            "appoint", words["appoint somebody and keep the seat", "拟聘并预占编制"], words,
            ("CODE", "code", "code of the line", "计划编号"),
            ("--number!", "candidate.candidate_number", "what the selection calls the person by; no ID number", "准考证号；不得填证件号码"),
            ("--on", "candidate.appoint_date", "when; today when absent", "日期，默认今天"),
            ("--substitute-for", "candidate.substitute_for", "the candidate who declined and whose place this one takes", "递补的原拟聘人员编号"),
            ("--until", "reserve_until", "last day on which the seat is kept; the deadline when absent", "预占截止日，默认计划截止日期"))
        .Does(null, async (request, run, ct) => LineView.Written(await run.Connection.HiringLines.AppointCandidateAsync(request, cancellationToken: ct), run));
}
