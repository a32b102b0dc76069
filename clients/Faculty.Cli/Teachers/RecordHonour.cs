using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Teachers;

internal static class RecordHonour
{
    public static Command Create(Words words) => new RequestCommand<RecordHonourRequest>(
            "record-honour", words["record an honour", "登记荣誉"], words,
            ("TEACHER_ID", "teacher_id", "the teacher", "教师编号"),
            ("--title", "honour.title", "honour", "荣誉名称"),
            ("--level", "honour.level", "国家级， 省级， 市级， 县级 or 校级", "级别"),
            ("--granted", "honour.granted_on", "day or month it was granted", "授予日期"),
            ("--document", "honour.document_number", "document", "文号"),
            ("--revoked", "honour.revoked_on", "day from which it is revoked", "撤销日期"))
        .Calls<RecordHonourResponse>(c => c.Teachers.RecordHonourAsync, TeacherView.Written);
}
