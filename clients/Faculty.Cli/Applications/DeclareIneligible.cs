using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Applications;

internal static class DeclareIneligible
{
    public static Command Create(Words words) => new RequestCommand<DeclareIneligibleRequest>(
            "ineligible", words["say that the applicant may not be recognised", "不予受理"], words,
            ("APPLICATION_ID", "application_id", "the application", "申请编号"),
            ("--cause!", "cause", "REQUIREMENTS, FALSE_EVIDENCE, ETHICS_VETO, or ERASED of somebody erased", "不符合条件、材料不实、师德一票否决，或身份信息已抹除"),
            ("--why!", "explanation", "why; no personal data", "说明，不得含个人信息"),
            ("--document", "document_number", "number of the document; an ethics veto names one", "文号；师德一票否决须填写"))
        .Calls<DeclareIneligibleResponse>(c => c.Applications.DeclareIneligibleAsync, (r, run) => ApplicationView.Written(r, run));
}
