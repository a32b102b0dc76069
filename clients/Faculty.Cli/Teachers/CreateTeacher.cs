using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Teachers;

internal static class CreateTeacher
{
    public static Command Create(Words words) => new RequestCommand<CreateTeacherRequest>(
            "create", words["register a person, with the first engagement and post", "登记教师及首次聘用、任职"], words,
            ("--name", "identity.display_name", "name as written", "姓名"),
            ("--sex", "identity.sex", "sex", "性别"),
            ("--birth-date", "identity.birth_date", "birth date", "出生日期"),
            ("--id-type", "identity.id_type", "kind of identity document", "证件类型"),
            ("--id-number", "identity.id_number", "number of the identity document", "证件号码"),
            ("--ethnic-group", "identity.ethnic_group", "GB/T 3304 two-digit code", "民族代码"),
            ("--mobile", "identity.mobile", "mobile phone", "手机"),
            ("--school", "engagement.school_code", "code of the school", "学校代码"),
            ("--kind", "engagement.kind", "kind of engagement", "聘用类型"),
            ("--route", "engagement.hiring_route", "hiring route", "招聘途径"),
            ("--staff-number", "engagement.staff_number", "staff number, unique in the school", "工号，校内唯一"),
            ("--start", "engagement.start_date", "first day", "开始日期"),
            ("--last", "engagement.last_date", "last day; open when absent", "结束日期，不填为在聘"),
            ("--department", "post.department_code", "department of the primary post", "主岗所在系部代码"),
            ("--category", "post.category", "category of the primary post", "主岗岗位类别"),
            ("--major", "post.major_code", "major taught, 6 digits", "专业代码，6 位"))
        .Calls<CreateTeacherResponse>(c => c.Teachers.CreateTeacherAsync, Show);

    private static void Show(CreateTeacherResponse reply, Run run)
    {
        TeacherView.Written(reply, run);
        TeacherView.Warn(reply.Warnings, run);
    }
}
