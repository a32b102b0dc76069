using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Sightings;

internal static class RevealTeacher
{
    public static Command Create(Words words) => new RequestCommand<RevealTeacherRequest>(
            "reveal", words["show a teacher's birth date, ID number and phone; it is put on record", "查看教师的出生日期、证件号码和手机号（将留下记录）"], words,
            ("TEACHER_ID", "teacher_id", "the teacher", "教师编号"),
            ("--reason!", "reason", "why, 4 to 200 characters; the person may read it", "查看原因，4 至 200 个字；本人可以看到"))
        .Calls<RevealTeacherResponse>(c => c.Sightings.RevealTeacherAsync, Show);

    private static void Show(RevealTeacherResponse shown, Run run)
    {
        var none = run.Words["none", "无"];
        var table = Tables.New(run.Words["id", "编号"], run.Words["birth date", "出生日期"], run.Words["ID document", "证件类型"], run.Words["number", "证件号码"], run.Words["phone", "手机"]);
        table.Row(
            shown.TeacherId, shown.BirthDate is { } date ? Dates.Of(date) : none, run.Words.Of(shown.IdType), shown.IdNumber.Length > 0 ? shown.IdNumber : none, shown.Mobile.Length > 0 ? shown.Mobile : none);
        run.Write(table);
        run.Say(run.Words[$"On record as sighting {shown.SightingId}.", $"已记录，查看记录编号 {shown.SightingId}。"]);
    }
}
