using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Trainers;

internal static class GetTrainer
{
    public static Command Create(Words words) => new RequestCommand<GetTrainerRequest>(
            "get", words["read a trainer, also as of a day or as known earlier", "查看培训师，可指定日期或当时所知"], words,
            ("TRAINER_ID", "trainer_id", "the trainer", "培训师编号"),
            ("--as-of", "as_of", "state and skills of this day", "该日的状态和技能"),
            ("--known-at", "known_at", "as it was known then", "当时所知"))
        .Calls<GetTrainerResponse>(c => c.Trainers.GetTrainerAsync, (reply, run) => TrainerView.Whole(reply.Trainer, run));
}
