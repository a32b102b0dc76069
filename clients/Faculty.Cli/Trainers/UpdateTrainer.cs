using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Trainers;

internal static class UpdateTrainer
{
    public static Command Create(Words words)
    {
        var parts = new TrainerParts(words);
        return new RequestCommand<UpdateTrainerRequest>(
                "update", words["change what is given: skills, kinds, fee, caps, travel, languages, enterprises", "修改所填各项：技能、类型、课酬、上限、出行、语言、回避企业"], words,
                ("TRAINER_ID", "trainer.trainer_id", "the trainer", "培训师编号"),
                ("--week-hours", "trainer.caps.week_hours", "most hours a week; the three caps are set together", "每周课时上限；三项上限一并设定"),
                ("--month-hours", "trainer.caps.month_hours", "most hours a month", "每月课时上限"),
                ("--quarter-hours", "trainer.caps.quarter_hours", "most hours a quarter", "每季度课时上限"),
                ("--from-place", "trainer.travel.place_code", "travel place the person comes from; set with --most-minutes", "出行地点代码；与最远分钟数一并设定"),
                ("--most-minutes", "trainer.travel.most_minutes", "the farthest, in minutes one way", "单程最远分钟数"),
                ("--speaks", "trainer.languages", "language such as zh; may be repeated, replaces all", "授课语言，如 zh；可重复，替换全部"),
                ("--block-enterprise", "trainer.blocked_enterprise_codes", "an enterprise the person does not teach at; may be repeated, replaces all", "回避企业代码；可重复，替换全部"))
            .With(parts.Options)
            .Does(Mask, async (request, run, ct) =>
            {
                if (parts.Fill(request.Trainer ??= new(), run.Parse) is { Count: > 0 } filled)
                {
                    (request.UpdateMask ??= new()).Paths.Add(filled);
                }
                return TrainerView.Written(await run.Connection.Trainers.UpdateTrainerAsync(request, cancellationToken: ct), run);
            });
    }

    // What was typed is what is changed; a mask from --from stands when nothing was.
    private static void Mask(UpdateTrainerRequest request, IReadOnlyList<string> typed)
    {
        string[] changed = [.. typed.Where(p => p.StartsWith("trainer.", StringComparison.Ordinal) && p != "trainer.trainer_id").Select(p => p.Split('.')[1]).Distinct(StringComparer.Ordinal)];
        if (changed.Length > 0)
        {
            request.UpdateMask = new() { Paths = { changed } };
        }
    }
}
