using Faculty.Server.Hosting;
using Faculty.Server.Teachers;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Certification;

internal sealed partial class RecognitionService
{
    public override async Task StreamRecognitions(
        StreamRecognitionsRequest request, IServerStreamWriter<StreamRecognitionsResponse> responseStream, ServerCallContext context)
    {
        new RequestCheck().Known(request.Level, "level", optional: true).OptionalDay(request.AsOf, "as_of").Done();
        var day = request.AsOf?.ToDay() ?? clock.TodayInChina();
        using var until = watching.Until(context.CancellationToken);
        var rows = await scope.TeachersAsync(context);
        await foreach (var found in rows.AllAsync(TeacherPages.Range(request.SchoolCode, "", "", "", ""), until.Token))
        {
            var message = new StreamRecognitionsResponse { Entries = { Entries(found, request.Level, day) } };
            if (message.Entries.Count > 0)
            {
                await responseStream.WriteAsync(message, until.Token);
            }
        }
    }
}
