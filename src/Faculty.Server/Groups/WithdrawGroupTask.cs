using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Groups;

internal sealed partial class GroupService
{
    public override Task<WithdrawGroupTaskResponse> WithdrawGroupTask(WithdrawGroupTaskRequest request, ServerCallContext context)
    {
        Check(request).Id(request.TaskId, "task_id").Done();
        return ChangeAsync<WithdrawGroupTaskResponse>(request, context, group => group.WithdrawTask(request.TaskId));
    }
}
