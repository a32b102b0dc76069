using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Groups;

internal sealed partial class GroupService
{
    public override async Task StreamGroupsOfTeacher(StreamGroupsOfTeacherRequest request, IServerStreamWriter<StreamGroupsOfTeacherResponse> responseStream, ServerCallContext context)
    {
        using var until = watching.Until(context.CancellationToken);
        foreach (var some in (await OfTeacherAsync(request.TeacherId, request.AsOf, context)).Chunk(GroupsPerMessage))
        {
            await responseStream.WriteAsync(new() { Groups = { some } }, until.Token);
        }
    }
}
