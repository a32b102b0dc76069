using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Trainers;

internal static class SetTimetable
{
    public static Command Create(Words words)
    {
        var blocks = new Option<string[]>("--block") { Description = words["lessons: WEEKDAY=08:00-09:40=FIRST_DAY[=LAST_DAY]; may be repeated", "课表时段：星期=08:00-09:40=开始日期[=结束日期]；可重复"] };
        var clear = Inputs.Flag("--clear", words["no lessons any more", "清空课表"]);
        return new RequestCommand<UpdateTrainerRequest>(
                "timetable", words["the lessons of every week, in place of those there are", "设定每周课表（替换原有）"], words,
                ("TRAINER_ID", "trainer.trainer_id", "the trainer", "培训师编号"))
            .With(blocks, clear)
            .Does(null, async (request, run, ct) =>
            {
                var typed = run.Parse.GetValue(blocks) ?? [];
                if ((typed.Length > 0) == run.Parse.GetValue(clear))
                {
                    throw new UsageException(words["Give the blocks, or --clear.", "请填写课表时段，或用 --clear 清空。"]);
                }
                (request.Trainer ??= new()).Timetable.Add(typed.Select(b => TrainerParts.Block(b, words)));
                request.UpdateMask = new() { Paths = { "timetable" } };
                return TrainerView.Written(await run.Connection.Trainers.UpdateTrainerAsync(request, cancellationToken: ct), run);
            });
    }
}
