using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Groups;

internal sealed partial class GroupService
{
    public override Task<RecordGroupTaskResponse> RecordGroupTask(RecordGroupTaskRequest request, ServerCallContext context)
    {
        Check(request).Task(request.Task, "task", clock.TodayInChina()).Done();
        var task = Wire.ToRecord(request.Task);
        var newId = Ids.New();
        return ChangeAsync<RecordGroupTaskResponse>(request, context, group =>
            group.Record(task.TaskId.Length == 0 ? task with { TaskId = newId } : task with { TaskId = group.TaskWith(task.TaskId).TaskId }));
    }
}
