using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Orders;

internal static class ReplaceTrainer
{
    public static Command Create(Words words) => new RequestCommand<ReplaceTrainerRequest>(
            "replace", words["another trainer teaches what is left, such as when one falls ill", "更换培训师（如生病），接替未授课场次"], words,
            OrderFields.Number,
            ("TRAINER", "trainer_id", "who does not teach any more", "原培训师编号"),
            ("--by!", "replacement_trainer_id", "who does", "接替的培训师编号"),
            ("--since", "from_date", "from this day on; today when absent", "起始日期，默认今天"),
            OrderFields.Note)
        .Does(null, async (request, run, ct) => OrderText.Written(await run.Connection.Orders.ReplaceTrainerAsync(request, cancellationToken: ct), run));
}
