using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Teachers;

internal sealed partial class TeacherService
{
    private const int VersionsAMessage = 50;

    public override async Task StreamTeacherVersions(
        StreamTeacherVersionsRequest request, IServerStreamWriter<StreamTeacherVersionsResponse> responseStream, ServerCallContext context)
    {
        new RequestCheck().Id(request.TeacherId, "teacher_id").Done();
        using var until = watching.Until(context.CancellationToken);
        await (await scope.TeachersAsync(context)).FindAsync(request.TeacherId, until.Token);
        var message = new StreamTeacherVersionsResponse();
        await foreach (var version in store.HistoryAsync(Documents.Teachers.Name, request.TeacherId, until.Token))
        {
            if (version.Body is { } body)
            {
                message.Versions.Add(ToWire(request.TeacherId, version, body));
            }
            if (message.Versions.Count == VersionsAMessage)
            {
                await responseStream.WriteAsync(message, until.Token);
                message = new();
            }
        }
        if (message.Versions.Count > 0)
        {
            await responseStream.WriteAsync(message, until.Token);
        }
    }
}
