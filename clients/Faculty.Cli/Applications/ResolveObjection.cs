using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Applications;

internal static class ResolveObjection
{
    public static Command Create(Words words) => new RequestCommand<ResolveObjectionRequest>(
            "resolve", words["end an objection", "处理异议"], words,
            ("APPLICATION_ID", "application_id", "the application", "申请编号"),
            ("--objection!", "objection_id", "the objection", "异议编号"),
            ("--outcome!", "outcome", "UPHELD or REJECTED", "成立或不成立"),
            ("--finding!", "finding", "what was found; no personal data", "核查结论，不得含个人信息"),
            ("--document", "document_number", "number of the document", "文号"))
        .Calls<ResolveObjectionResponse>(c => c.Applications.ResolveObjectionAsync, (r, run) => ApplicationView.Written(r, run));
}
