using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Applications;

internal static class GetApplication
{
    public static Command Create(Words words) => new RequestCommand<GetApplicationRequest>(
            "get", words["read an application with all that was said and decided about it", "查看申请及全部评审、异议和结论"], words,
            ("APPLICATION_ID", "application_id", "the application", "申请编号"))
        .Calls<GetApplicationResponse>(c => c.Applications.GetApplicationAsync, (reply, run) => ApplicationView.Page(reply.Application, run));
}
