using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Teachers;

internal static class RevokeCredential
{
    public static Command Create(Words words) => new RequestCommand<RevokeCredentialRequest>(
            "revoke-credential", words["revoke a credential from a day on; what stood on it is rechecked", "登记证书撤销，以其为依据的认定列入复核"], words,
            ("TEACHER_ID", "teacher_id", "the teacher", "教师编号"),
            ("CREDENTIAL_ID", "credential_id", "the credential", "证书记录编号"),
            ("--effective", "effective_date", "first day on which it is no longer valid", "撤销日期（自当日起无效）"),
            ("--document", "document_number", "number of the document", "文号"),
            ("--why", "revocation_reason", "why; kept with the credential", "撤销原因，记入证书记录"))
        .Calls<RevokeCredentialResponse>(c => c.Teachers.RevokeCredentialAsync, TeacherView.Written);
}
