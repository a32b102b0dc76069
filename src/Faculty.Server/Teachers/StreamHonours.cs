using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Teachers;

internal sealed partial class TeacherService
{
    public override async Task StreamHonours(StreamHonoursRequest request, IServerStreamWriter<StreamHonoursResponse> responseStream, ServerCallContext context)
    {
        using var until = watching.Until(context.CancellationToken);
        var (rows, entries) = await HonoursAsync(request, context);
        await foreach (var some in rows.AllAsync(Honoured, until.Token))
        {
            HonourEntry[] honours = [.. some.SelectMany(entries)];
            if (honours.Length > 0)
            {
                await responseStream.WriteAsync(new() { Honours = { honours } }, until.Token);
            }
        }
    }
}
