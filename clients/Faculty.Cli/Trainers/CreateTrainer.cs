using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Trainers;

internal static class CreateTrainer
{
    public static Command Create(Words words)
    {
        var parts = new TrainerParts(words);
        return new RequestCommand<CreateTrainerRequest>(
                "create", words["propose a person for a pool", "推荐人员进入师资库"], words,
                ("TEACHER_ID", "trainer.teacher_id", "the person's record", "教师编号"),
                ("--place", "trainer.organisation_code", "school or county whose pool it is", "师资库所属学校或县"),
                ("--from-place", "trainer.travel.place_code", "travel place the person comes from", "出行地点代码"),
                ("--most-minutes", "trainer.travel.most_minutes", "the farthest, in minutes one way", "单程最远分钟数"),
                ("--speaks", "trainer.languages", "language such as zh; may be repeated", "授课语言，如 zh；可重复"),
                ("--proposed", "proposed_date", "day of the proposal; today when absent", "推荐日期，默认今天"))
            .With(parts.Options)
            .Does(null, async (request, run, ct) =>
            {
                parts.Fill(request.Trainer ??= new(), run.Parse);
                return TrainerView.Written(await run.Connection.Trainers.CreateTrainerAsync(request, cancellationToken: ct), run);
            });
    }
}
