using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Groups;

internal sealed partial class GroupService
{
    private const int GroupsPerMessage = 50;

    public override async Task StreamGroups(StreamGroupsRequest request, IServerStreamWriter<StreamGroupsResponse> responseStream, ServerCallContext context)
    {
        using var until = watching.Until(context.CancellationToken);
        await foreach (var some in SelectAsync(request, after: null, context, until.Token).Chunk(GroupsPerMessage))
        {
            await responseStream.WriteAsync(new() { Groups = { some } }, until.Token);
        }
    }
}
