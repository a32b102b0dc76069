using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Trainers;

internal static class ListTrainers
{
    public static Command Create(Words words)
    {
        var limit = Inputs.Limit(words);
        return new RequestCommand<StreamTrainersRequest>(
                "list", words["list trainers with state and skills of a day", "列出培训师及当日状态和技能"], words,
                ("--place", "organisation_code", "pool of this school or county, or of those below an organisation", "学校或县的师资库，或其上级机构"),
                ("--state", "state", "only in this state", "状态"),
                ("--occupation", "occupation_code", "only with a skill in this occupation, or in those that begin like this", "职业编码，可只填开头"),
                ("--at-least", "least_level", "of at least this level: 三级 also means 二级 and 一级", "至少达到的等级：三级含二级、一级"),
                ("--kind", "kind", "only with this kind of teaching", "授课类型"),
                ("--teacher", "teacher_id", "only this person", "该教师"),
                ("--as-of", "as_of", "day of states and skills; today when absent", "状态和技能的日期，默认今天"))
            .With(limit)
            .Does(null, (request, run, ct) => run.PrintAsync(
                run.Connection.Trainers.StreamTrainers(request, cancellationToken: ct), r => r.Trainers, () => TrainerView.List(words), t => TrainerView.Row(t, words), run.Parse.GetValue(limit), ct));
    }
}
