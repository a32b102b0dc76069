using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Teachers;

internal sealed partial class TeacherService
{
    public override async Task StreamPossibleDuplicates(
        StreamPossibleDuplicatesRequest request, IServerStreamWriter<StreamPossibleDuplicatesResponse> responseStream, ServerCallContext context)
    {
        const int MessageSize = 50;
        new RequestCheck().OptionalCode(request.SchoolCode, "school_code", longest: 32).Done();
        using var until = watching.Until(context.CancellationToken);
        var message = new StreamPossibleDuplicatesResponse();
        await foreach (var pair in store.PairsAsync(await scope.TeachersAsync(context), request.SchoolCode, after: null, until.Token))
        {
            message.Pairs.Add(ToMessage(pair));
            if (message.Pairs.Count == MessageSize)
            {
                await responseStream.WriteAsync(message, until.Token);
                message = new();
            }
        }
        if (message.Pairs.Count > 0)
        {
            await responseStream.WriteAsync(message, until.Token);
        }
    }
}
