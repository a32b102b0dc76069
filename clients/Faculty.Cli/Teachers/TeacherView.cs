using Faculty.Cli.Running;
using Faculty.Client;
using Faculty.V1;
using Google.Protobuf;
using Spectre.Console;

namespace Faculty.Cli.Teachers;

/// <summary>How a teacher is shown: the person, then the facts kind by kind.</summary>
internal static class TeacherView
{
    public static void Written<TReply>(TReply reply, Run run) where TReply : ITeacherReply
    {
        Whole(reply.Teacher, run);
        run.Say(reply.ChangeToken.Length == 0
            ? run.Words["Checked; nothing was written.", "检查通过，未写入。"]
            : run.Words[$"Written. Change token {reply.ChangeToken}", $"已写入。变更位置 {reply.ChangeToken}"]);
    }

    public static void Warn(IEnumerable<string> warnings, Run run)
    {
        foreach (var warning in warnings)
        {
            run.Say(warning switch
            {
                "POSSIBLE_DUPLICATE" => run.Words[
                    "Worth a look: this may be a person who is registered already; faculty teachers duplicates lists the pairs.",
                    "请留意：可能与已登记人员重复，可用 faculty teachers duplicates 查看。"],
                "LEGACY_NUMBER" => run.Words[
                    "Worth a look: the certificate number has an old form that cannot be checked.", "请留意：证书编号为旧格式，无法校验。"],
                _ => run.Words[$"Worth a look: {warning}", $"请留意：{warning}"],
            });
        }
    }

    public static void Whole(Teacher teacher, Run run)
    {
        var words = run.Words;
        var person = new Table { Border = TableBorder.None, ShowHeaders = false };
        person.AddColumns("", "");
        void Line(string name, string value)
        {
            if (value.Length > 0)
            {
                person.Row(name, value);
            }
        }
        var identity = teacher.Identity ?? new();
        Line(words["id", "编号"], teacher.TeacherId);
        Line(words["name", "姓名"], Name(identity, words));
        Line(words["sex", "性别"], words.Of(identity.Sex));
        Line(words["birth date", "出生日期"], Dates.Of(identity.BirthDate));
        Line(words["id number", "证件号码"], $"{words.Of(identity.IdType)} {identity.MaskedIdNumber}".Trim());
        Line(words["ethnic group", "民族"], CodeNames.Of("faculty.v1.Identity.ethnic_group", identity.EthnicGroup));
        Line(words["mobile", "手机"], identity.MaskedMobile);
        Line(words["merged into", "已并入"], teacher.MergedIntoTeacherId);
        Line(words["etag", "版本"], teacher.Etag);
        run.Write(person);

        Facts(words["Engagements", "聘用"], teacher.Engagements, run);
        Facts(words["Posts", "任职"], teacher.Posts, run);
        Facts(words["Spells without teaching", "不任课"], teacher.Spells, run);
        Facts(words["Recognitions", "双师认定"], teacher.Recognitions, run);
        Facts(words["Education", "学历"], teacher.Educations, run);
        Facts(words["Titles", "职称"], teacher.Titles, run);
        Facts(words["Credentials", "证书"], teacher.Credentials, run);
        Facts(words["Enterprise practice", "企业实践"], teacher.Practices, run);
        Facts(words["Honours", "荣誉"], teacher.Honours, run);
    }

    public static Table List(Words words) => Tables.New(
        words[
            "id", "编号"], words["name", "姓名"], words["sex", "性别"], words["school", "学校"], words["kind", "聘用类型"],
        words["staff number", "工号"], words["department", "系部"], words["category", "岗位类别"]);

    /// <summary>A teacher in one line, by the engagement and post that began last.</summary>
    public static IEnumerable<string> Row(Teacher teacher, Words words)
    {
        var engagement = teacher.Engagements.LastOrDefault() ?? new();
        var post = teacher.Posts.LastOrDefault(p => p.Primary) ?? new();
        return
        [
            teacher.TeacherId, Name(teacher.Identity ?? new(), words), words.Of(teacher.Identity?.Sex ?? Sex.Unspecified),
            engagement.SchoolCode, words.Of(engagement.Kind), engagement.StaffNumber, post.DepartmentCode, words.Of(post.Category),
        ];
    }

    private static string Name(Identity identity, Words words) => identity.Erased ? words["(erased)", "（已抹除）"] : identity.DisplayName;

    private static void Facts<T>(string title, IReadOnlyList<T> facts, Run run) where T : IMessage
    {
        if (Tables.Facts(facts, run.Words) is { } table)
        {
            run.WriteLine(title);
            run.Write(table);
        }
    }
}
