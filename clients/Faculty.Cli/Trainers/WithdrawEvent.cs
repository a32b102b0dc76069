using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Trainers;

internal static class WithdrawEvent
{
    public static Command Create(Words words) => new RequestCommand<WithdrawTrainerEventRequest>(
            "withdraw", words["take back an event recorded wrongly", "撤回登记有误的变动"], words,
            ("TRAINER_ID", "trainer_id", "the trainer", "培训师编号"),
            ("EVENT_ID", "event_id", "the event", "变动编号"))
        .Does(null, async (request, run, ct) => TrainerView.Written(
            await run.Connection.Trainers.WithdrawTrainerEventAsync(request, cancellationToken: ct), run));
}
