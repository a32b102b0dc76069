using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Sightings;

/// <summary>Who saw whose data (谁看过我的信息): `teachers sightings` of a person, `organisations sightings` of a school.</summary>
internal static class ListSightings
{
    public static Command OfTeacher(Words words) => Create(
        words, words["who saw a teacher's data: reveals, and exports that held the record", "谁看过该教师的信息：单人查看与含其记录的导出"],
        ("TEACHER_ID", "teacher_id", "the teacher", "教师编号"));

    public static Command OfSchool(Words words) => Create(
        words, words["who saw the data of a school's teachers", "谁看过该校教师的信息"],
        ("CODE", "school_code", "code of the school", "学校代码"));

    private static Command Create(Words words, string help, (string, string, string, string) whose)
    {
        var limit = Inputs.Limit(words);
        return new RequestCommand<StreamSightingsRequest>("sightings", help, words, whose)
            .With(limit)
            .Does(null, (request, run, ct) => run.PrintAsync(
                run.Connection.Sightings.StreamSightings(request, cancellationToken: ct), r => r.Sightings,
                () => Tables.New(
                    words["when", "时间"], words["who", "查看者"], words["how", "方式"], words["teacher", "教师编号"], words["fields", "字段"], words["reason", "原因"]),
                s => [Dates.Of(s.Time), Who.Of(s.AccountName, s.PrincipalId), words.Of(s.Kind), s.TeacherId, FieldTerms.Listed(s.Fields, words), s.Reason],
                run.Parse.GetValue(limit), ct));
    }
}
