using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Teachers;

internal static class ChangeCategory
{
    public static Command Create(Words words) => new RequestCommand<ChangeCategoryRequest>(
            "change-category", words[
                "end the primary post, start the next with another category, department or major", "转任：更换主岗的类别、系部或专业"], words,
            ("TEACHER_ID", "teacher_id", "the teacher", "教师编号"),
            ("ENGAGEMENT_ID", "engagement_id", "the engagement", "聘用编号"),
            ("--category", "category", "new category", "新岗位类别"),
            ("--department", "department_code", "new department", "新系部代码"),
            ("--major", "major_code", "new major, 6 digits", "新专业代码，6 位"),
            ("--start", "start_date", "first day of the next post", "新任职开始日期"))
        .Calls<ChangeCategoryResponse>(c => c.Teachers.ChangeCategoryAsync, TeacherView.Written);
}
