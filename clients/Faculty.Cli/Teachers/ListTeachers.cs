using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Teachers;

internal static class ListTeachers
{
    public static Command Create(Words words)
    {
        var limit = Inputs.Limit(words);
        return new RequestCommand<StreamTeachersRequest>(
                "list", words["list teachers of a school or department, or by name", "按学校、系部或姓名列出教师"], words,
                ("--school", "school_code", "only teachers ever engaged by this school", "该校历任教师"),
                ("--department", "department_code", "only teachers who ever held a post in this department", "该系部历任教师"),
                ("--name", "name_prefix", "only names that begin so", "姓名前缀"),
                ("--pinyin", "pinyin_prefix", "only names whose pinyin begins so", "拼音前缀"),
                ("--initials", "initials", "only names whose pinyin initials begin so", "拼音首字母前缀"),
                ("--after", "after_change_token", "not before this change token", "不早于该变更位置"))
            .With(limit)
            .Does(null, (request, run, ct) => run.PrintAsync(
                run.Connection.Teachers.StreamTeachers(request, cancellationToken: ct), r => r.Teachers,
                () => TeacherView.List(words), t => TeacherView.Row(t, words), run.Parse.GetValue(limit), ct));
    }
}
