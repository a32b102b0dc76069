using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Teachers;

internal static class LookupTeacher
{
    public static Command Create(Words words) => new RequestCommand<LookupTeacherRequest>(
            "lookup", words["say what became of an id", "查询编号现状"], words,
            ("TEACHER_ID", "teacher_id", "the teacher", "教师编号"),
            ("--as-of", "as_of", "the day", "日期"))
        .Calls<LookupTeacherResponse>(c => c.Teachers.LookupTeacherAsync, Show);

    private static void Show(LookupTeacherResponse reply, Run run) =>
        run.WriteLine($"{run.Words.Of(reply.Status)} {reply.MergedIntoTeacherId}".TrimEnd());
}
