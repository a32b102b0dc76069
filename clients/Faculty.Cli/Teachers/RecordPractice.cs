using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Teachers;

internal static class RecordPractice
{
    public static Command Create(Words words) => new RequestCommand<RecordPracticeRequest>(
            "record-practice", words["record enterprise practice", "登记企业实践"], words,
            ("TEACHER_ID", "teacher_id", "the teacher", "教师编号"),
            ("--enterprise", "practice.enterprise", "enterprise", "企业"),
            ("--post", "practice.post", "post there", "岗位"),
            ("--start", "practice.start_date", "first day", "开始日期"),
            ("--last", "practice.last_date", "last day; open when absent", "结束日期"),
            ("--verified", "practice.verified", "verified; only verified days count", "已核实，只计已核实天数"))
        .Calls<RecordPracticeResponse>(c => c.Teachers.RecordPracticeAsync, TeacherView.Written);
}
