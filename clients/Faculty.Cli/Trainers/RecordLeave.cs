using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Trainers;

internal static class RecordLeave
{
    public static Command Create(Words words)
    {
        var first = new Option<string>("--start") { Description = words["first day", "开始日期"], Required = true };
        var last = Inputs.Text("--last", words["last day; open when absent", "结束日期，默认不定"]);
        var remove = Inputs.Flag("--remove", words["take back the leave that begins on that day", "撤回该日开始的请假"]);
        return new RequestCommand<UpdateTrainerRequest>(
                "leave", words["days off; why is not kept", "登记请假（不记原因）"], words,
                ("TRAINER_ID", "trainer.trainer_id", "the trainer", "培训师编号"))
            .With(first, last, remove)
            .Does(null, async (request, run, ct) =>
            {
                var leave = new TrainerLeave { StartDate = Day(run.Parse.GetValue(first)!, words), LastDate = run.Parse.GetValue(last) is { } end ? Day(end, words) : null };
                var now = (await run.Connection.Trainers.GetTrainerAsync(new() { TrainerId = request.Trainer?.TrainerId ?? "" }, cancellationToken: ct)).Trainer;
                (request.Trainer ??= new()).Leaves.Add(now.Leaves.Where(l => !l.StartDate.Equals(leave.StartDate)).Concat(run.Parse.GetValue(remove) ? [] : [leave]));
                request.UpdateMask = new() { Paths = { "leaves" } };
                // Somebody else's leave, recorded meanwhile, is not lost.
                request.Etag = request.Etag.Length > 0 ? request.Etag : now.Etag;
                return TrainerView.Written(await run.Connection.Trainers.UpdateTrainerAsync(request, cancellationToken: ct), run);
            });
    }

    private static Google.Type.Date Day(string text, Words words) => Dates.Parse(text, monthWillDo: false)
        ?? throw new UsageException(words["--start and --last take a date YYYY-MM-DD.", "--start、--last 应填日期 YYYY-MM-DD。"]);
}
