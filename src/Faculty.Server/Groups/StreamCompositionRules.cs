using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Groups;

internal sealed partial class GroupService
{
    public override async Task StreamCompositionRules(StreamCompositionRulesRequest request, IServerStreamWriter<StreamCompositionRulesResponse> responseStream, ServerCallContext context)
    {
        using var until = watching.Until(context.CancellationToken);
        foreach (var some in RulesFor(request.Kind, request.Level).Chunk(GroupsPerMessage))
        {
            await responseStream.WriteAsync(new() { Rules = { some } }, until.Token);
        }
    }
}
