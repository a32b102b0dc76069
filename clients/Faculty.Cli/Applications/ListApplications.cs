using System.CommandLine;
using Faculty.Cli.Batches;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Applications;

/// <summary>`applications list`: a work list, with how many are in which state at the end.</summary>
internal static class ListApplications
{
    public static Command Create(Words words)
    {
        var limit = Inputs.Limit(words);
        return new RequestCommand<StreamApplicationsRequest>(
                "list", words["list applications, and count them by state", "列出申请并按状态计数"], words,
                ("--batch", "batch_code", "only of this batch", "批次代码"),
                ("--state", "state", "only in this state", "状态"),
                ("--school", "school_code", "only of this school", "学校代码"),
                ("--teacher", "teacher_id", "only of this teacher", "教师编号"),
                ("--tier", "tier", "only those that this tier has now", "该级待评审的"))
            .With(limit)
            .Does(null, async (request, run, ct) =>
            {
                List<ApplicationState> states = [];
                var code = await run.PrintAsync(
                    run.Connection.Applications.StreamApplications(request, cancellationToken: ct), r => r.Applications, () => ApplicationView.List(words),
                    application =>
                    {
                        states.Add(application.State);
                        return ApplicationView.Row(application, words);
                    },
                    run.Parse.GetValue(limit), ct);
                if (states.Count > 0)
                {
                    run.Say(BatchView.Counts(states.CountBy(s => s).Select(c => new StateCount { State = c.Key, ApplicationCount = c.Value }), words));
                }
                return code;
            });
    }
}
