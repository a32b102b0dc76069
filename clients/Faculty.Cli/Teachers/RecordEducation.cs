using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Teachers;

internal static class RecordEducation
{
    public static Command Create(Words words) => new RequestCommand<RecordEducationRequest>(
            "record-education", words["record an education completed", "登记学历"], words,
            ("TEACHER_ID", "teacher_id", "the teacher", "教师编号"),
            ("--level", "education.level", "level, GB/T 4658 code", "学历代码"),
            ("--degree", "education.degree", "degree, GB/T 6864 code", "学位代码"),
            ("--institution", "education.institution", "school or university", "毕业院校"),
            ("--major", "education.major", "subject", "所学专业"),
            ("--graduated", "education.graduated_on", "graduation day or month", "毕业日期"))
        .Calls<RecordEducationResponse>(c => c.Teachers.RecordEducationAsync, TeacherView.Written);
}
