using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Applications;

internal static class FileObjection
{
    public static Command Create(Words words) => new RequestCommand<FileObjectionRequest>(
            "object", words["record an objection to what is public", "登记对公示的异议"], words,
            ("APPLICATION_ID", "application_id", "the application", "申请编号"),
            ("--ground!", "ground", "what is objected; no personal data", "异议内容，不得含个人信息"),
            ("--on", "filed_date", "day on which it was filed, when it came on paper; today when absent", "提出日期，用于书面异议，默认今天"))
        .Calls<FileObjectionResponse>(c => c.Applications.FileObjectionAsync, (r, run) => ApplicationView.Written(r, run));
}
