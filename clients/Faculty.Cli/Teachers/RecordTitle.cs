using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Teachers;

internal static class RecordTitle
{
    public static Command Create(Words words) => new RequestCommand<RecordTitleRequest>(
            "record-title", words["record a professional title", "登记职称"], words,
            ("TEACHER_ID", "teacher_id", "the teacher", "教师编号"),
            ("--title", "title.title_code", "title, GB/T 8561 code", "职称代码"),
            ("--obtained", "title.obtained_on", "day or month it was obtained", "取得日期"),
            ("--appointed", "title.appointed_on", "day of appointment", "聘任日期"),
            ("--authority", "title.authority", "body that conferred it", "评审单位"))
        .Calls<RecordTitleResponse>(c => c.Teachers.RecordTitleAsync, TeacherView.Written);
}
