using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Orders;

internal static class RecordAttendance
{
    public static Command Create(Words words)
    {
        var sessions = new Option<string[]>("--session") { Description = words["SESSION=HEADS, with the id that show prints; may be repeated", "场次编号=到课人数，可多次"] };
        return new RequestCommand<RecordDeliveryRequest>("attend", words["write down how many came to sessions that were held", "登记已授课场次的到课人数"], words, OrderFields.Number)
            .With(sessions)
            .Does(null, async (request, run, ct) =>
            {
                request.Attendance.AddRange((run.Parse.GetValue(sessions) ?? []).Select(s => OrderInputs.Attendance(s, words)));
                return OrderText.Written(await run.Connection.Orders.RecordDeliveryAsync(request, cancellationToken: ct), run);
            });
    }
}
