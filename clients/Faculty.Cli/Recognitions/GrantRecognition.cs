using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.Cli.Teachers;
using Faculty.V1;

namespace Faculty.Cli.Recognitions;

internal static class GrantRecognition
{
    public static Command Create(Words words) => new RequestCommand<GrantRecognitionRequest>(
            "grant", words["record a recognition as dual-qualified teacher", "登记双师型认定"], words,
            ("TEACHER_ID", "teacher_id", "the teacher", "教师编号"),
            ("--level", "recognition.level", "level", "级别"),
            ("--track", "recognition.track", "track", "类型"),
            ("--field", "recognition.field", "professional field", "专业领域"),
            ("--certificate", "recognition.certificate_number", "certificate number", "证书编号"),
            ("--authority", "recognition.authority", "recognising authority", "认定机构"),
            ("--document", "recognition.decision_document", "decision document", "认定文号"),
            ("--start", "recognition.start_date", "first day", "生效日期"),
            ("--last", "recognition.last_date", "last day; unlimited when absent", "有效期至"),
            ("--trust", "recognition.trust", "where it comes from", "来源"))
        .Calls<GrantRecognitionResponse>(c => c.Recognitions.GrantRecognitionAsync, TeacherView.Written);
}
