using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Applications;

/// <summary>`applications evidence ID`: the files of an application, by the submission that showed them; below it what is done with them.</summary>
internal static class ListEvidence
{
    public static Command Create(Words words)
    {
        var command = new RequestCommand<GetApplicationRequest>(
                "evidence", words["files shown as evidence: list, save, remove", "佐证附件：查看清单、下载、移除"], words,
                ("APPLICATION_ID", "application_id", "the application", "申请编号"))
            .Calls<GetApplicationResponse>(c => c.Applications.GetApplicationAsync, (reply, run) => Show(reply.Application, run));
        command.Subcommands.Add(SaveEvidence.Create(words));
        command.Subcommands.Add(RemoveEvidence.Create(words));
        return command;
    }

    private static void Show(Application application, Run run)
    {
        var words = run.Words;
        foreach (var submission in application.FormerSubmissions.Append(application.Submission).OfType<Submission>())
        {
            run.WriteLine(words[$"submission {submission.Number} of {Dates.Of(submission.Time)}", $"第 {submission.Number} 次提交，{Dates.Of(submission.Time)}"]);
            EvidenceView.Files(EvidenceView.FilesOf(submission), run);
        }
        if (application.State is ApplicationState.Draft or ApplicationState.Returned)
        {
            run.WriteLine(words["attached now", "当前附件"]);
            EvidenceView.Files(application.Files, run);
        }
    }
}
