using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Applications;

internal static class SubmitApplications
{
    public static Command Create(Words words)
    {
        var chosen = new ChosenApplications(words);
        return chosen.Of(new RequestCommand<SubmitApplicationsRequest>(
                "submit", words["submit applications, all or none: evidence and rules are frozen", "提交申请，全部成功或全部不提交；冻结佐证和规则"], words))
            .Does(null, (request, run, ct) => chosen.SendAsync(
                request, run,
                () => new() { State = ApplicationState.Draft },
                async part => await run.Connection.Applications.SubmitApplicationsAsync(part, cancellationToken: ct),
                keptFrom: null,
                ct));
    }
}
