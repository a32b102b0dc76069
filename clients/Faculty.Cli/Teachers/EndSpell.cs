using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Teachers;

internal static class EndSpell
{
    public static Command Create(Words words) => new RequestCommand<EndSpellRequest>(
            "end-spell", words["end a spell on its last day", "结束不任课"], words,
            ("TEACHER_ID", "teacher_id", "the teacher", "教师编号"),
            ("SPELL_ID", "spell_id", "the spell", "不任课编号"),
            ("--last", "last_date", "last day", "最后一天"))
        .Calls<EndSpellResponse>(c => c.Teachers.EndSpellAsync, TeacherView.Written);
}
