using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Teachers;

internal static class RecordCredential
{
    public static Command Create(Words words) => new RequestCommand<RecordCredentialRequest>(
            "record-credential", words["record a credential, also a renewal", "登记证书或续期"], words,
            ("TEACHER_ID", "teacher_id", "the teacher", "教师编号"),
            ("--category", "credential.category", "category", "类别"),
            ("--name", "credential.name", "name of the certificate", "证书名称"),
            ("--level", "credential.level", "level 1 to 5, 5 the lowest", "等级 1-5,5 最低"),
            ("--number", "credential.number", "number", "编号"),
            ("--issuer", "credential.issuer", "issuing body", "发证单位"),
            ("--issued", "credential.issued_on", "day or month of issue", "发证日期"),
            ("--start", "credential.start_date", "first day", "开始日期"),
            ("--last", "credential.last_date", "last day; open when absent", "结束日期"),
            ("--occupation", "credential.occupation_code", "occupation, d-dd-dd-dd", "职业编码"),
            ("--renews", "credential.renews_credential_id", "the credential it renews", "所续证书的记录编号"),
            ("--verified-by", "credential.verified_by", "who verified it", "核实人"),
            ("--verification", "credential.verification_method", "how it was verified", "核实方式"),
            ("--legacy", "credential.legacy", "the number has an old format", "编号为旧格式"))
        .Calls<RecordCredentialResponse>(c => c.Teachers.RecordCredentialAsync, Show);

    private static void Show(RecordCredentialResponse reply, Run run)
    {
        TeacherView.Written(reply, run);
        TeacherView.Warn(reply.Warnings, run);
    }
}
