using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Groups;

internal sealed partial class GroupService
{
    private const int AlertsPerMessage = 100;

    public override async Task StreamGroupAlerts(StreamGroupAlertsRequest request, IServerStreamWriter<StreamGroupAlertsResponse> responseStream, ServerCallContext context)
    {
        using var until = watching.Until(context.CancellationToken);
        var (rows, watch) = await WatchAsync(request, context);
        var names = await NamesAsync(context);
        foreach (var some in rows.All().SelectMany(g => watch(g.Value, Dated: true).Select(a => (Group: g.Value, Alert: a))).Chunk(AlertsPerMessage))
        {
            var message = new StreamGroupAlertsResponse();
            foreach (var (group, alert) in some)
            {
                message.Alerts.Add(await ToWireAsync(group, alert, names, until.Token));
            }
            await responseStream.WriteAsync(message, until.Token);
        }
    }
}
