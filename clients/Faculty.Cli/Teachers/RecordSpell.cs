using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Teachers;

internal static class RecordSpell
{
    public static Command Create(Words words) => new RequestCommand<RecordSpellRequest>(
            "record-spell", words["record a spell without teaching", "登记不任课"], words,
            ("TEACHER_ID", "teacher_id", "the teacher", "教师编号"),
            ("--school", "spell.school_code", "code of the school", "学校代码"),
            ("--why", "spell.spell_reason", "why the person does not teach", "不任课原因"),
            ("--start", "spell.start_date", "first day", "开始日期"),
            ("--last", "spell.last_date", "last day; open when absent", "结束日期"))
        .Calls<RecordSpellResponse>(c => c.Teachers.RecordSpellAsync, TeacherView.Written);
}
