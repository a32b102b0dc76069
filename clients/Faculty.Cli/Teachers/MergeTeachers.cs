using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Teachers;

internal static class MergeTeachers
{
    public static Command Create(Words words) => new RequestCommand<MergeTeachersRequest>(
            "merge", words["merge a record into the one that stays", "合并重复记录"], words,
            ("TEACHER_ID", "teacher_id", "the record that stays", "保留的记录"),
            ("MERGED_ID", "merged_teacher_id", "the record that redirects from now on", "并入的记录"))
        .Calls<MergeTeachersResponse>(c => c.Teachers.MergeTeachersAsync, TeacherView.Written);
}
