using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Teachers;

internal static class UpdateTeacher
{
    public static Command Create(Words words) => new RequestCommand<UpdateTeacherIdentityRequest>(
            "update", words["change who the person is: only what is given", "修改身份信息，只改所填各项"], words,
            ("TEACHER_ID", "teacher_id", "the teacher", "教师编号"),
            ("--name", "identity.display_name", "name as written", "姓名"),
            ("--sex", "identity.sex", "sex", "性别"),
            ("--birth-date", "identity.birth_date", "birth date", "出生日期"),
            ("--id-type", "identity.id_type", "kind of identity document", "证件类型"),
            ("--id-number", "identity.id_number", "number of the identity document", "证件号码"),
            ("--ethnic-group", "identity.ethnic_group", "GB/T 3304 two-digit code", "民族代码"),
            ("--mobile", "identity.mobile", "mobile phone", "手机"))
        .Calls<UpdateTeacherIdentityResponse>(c => c.Teachers.UpdateTeacherIdentityAsync, TeacherView.Written,
            Mask);

    // What was typed is what is changed; a mask from --from stands when nothing was.
    private static void Mask(UpdateTeacherIdentityRequest request, IReadOnlyList<string> typed)
    {
        string[] changed = [.. typed.Where(p => p.StartsWith("identity.", StringComparison.Ordinal)).Select(p => p["identity.".Length..])];
        if (changed.Length > 0)
        {
            request.UpdateMask = new() { Paths = { changed } };
        }
    }
}
