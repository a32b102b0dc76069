using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Orders;

internal static class RescheduleSession
{
    public static Command Create(Words words)
    {
        var time = Inputs.Text("--time", words["from and to, such as 13:00-17:00", "起止时间，如 13:00-17:00"]);
        return new RequestCommand<RescheduleSessionRequest>(
                "reschedule", words["move a session; its trainers stay unless others are named", "授课改期，培训师不变（除非另行指定）"], words,
                OrderFields.Number,
                ("SESSION", "session_id", "id of the session, as show prints it", "场次编号，见 show"),
                ("--day!", "day", "the new day", "新日期"),
                ("--trainer", "trainer_ids", "another trainer; may be repeated", "另行指定的培训师编号，可多次"),
                OrderFields.Note)
            .With(time)
            .Does(null, async (request, run, ct) =>
            {
                if (run.Parse.GetValue(time) is { } typed)
                {
                    (request.FromTime, request.ToTime) = OrderInputs.Times(typed) ?? throw new UsageException(words["--time takes from and to, such as 13:00-17:00.", "--time 应填起止时间，如 13:00-17:00。"]);
                }
                return OrderText.Written(await run.Connection.Orders.RescheduleSessionAsync(request, cancellationToken: ct), run);
            });
    }
}
