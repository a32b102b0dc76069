using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Teachers;

internal static class UnmergeTeacher
{
    public static Command Create(Words words) => new RequestCommand<UnmergeTeacherRequest>(
            "unmerge", words["undo a merge", "撤销合并"], words,
            ("MERGED_ID", "merged_teacher_id", "the record that was merged", "曾被并入的记录"))
        .Calls<UnmergeTeacherResponse>(c => c.Teachers.UnmergeTeacherAsync, TeacherView.Written);
}
