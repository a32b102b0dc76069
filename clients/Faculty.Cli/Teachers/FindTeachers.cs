using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Teachers;

internal static class FindTeachers
{
    public static Command Create(Words words) => new RequestCommand<FindTeachersRequest>(
            "find", words["find teachers by name, pinyin, initials or staff number", "按姓名、拼音、首字母或工号查找"], words,
            ("WORDS...", "query", "what you would type", "查找内容"),
            ("--school", "school_code", "only teachers ever engaged by this school", "只查该校教师"),
            ("--limit", "limit", "most answers, at most 100", "最多条数，不超过 100"))
        .Calls<FindTeachersResponse>(c => c.Teachers.FindTeachersAsync, Show);

    private static void Show(FindTeachersResponse reply, Run run)
    {
        var table = TeacherView.List(run.Words);
        foreach (var found in reply.Found)
        {
            table.Row(TeacherView.Row(found.Teacher, run.Words));
        }
        if (reply.Found.Count > 0)
        {
            run.Write(table);
        }
        run.Say(run.Words[$"{reply.Found.Count} found.", $"找到 {reply.Found.Count} 人。"]);
    }
}
