namespace Faculty.Domain.Groups;

public sealed partial record Group
{
    /// <summary>Records a task, or replaces the one with its id.</summary>
    public Group Record(GroupTask task)
    {
        var isKnown = Tasks.Any(t => t.TaskId == task.TaskId);
        return Kept(this with
        {
            Tasks = [.. (isKnown ? Tasks.Select(t => t.TaskId == task.TaskId ? task : t) : Tasks.Append(task))
                .OrderBy(t => t.Year).ThenBy(t => t.TaskId, StringComparer.Ordinal)],
        });
    }

    public GroupTask TaskWith(string taskId) => Tasks.FirstOrDefault(t => t.TaskId == taskId) ?? throw UnknownPart(taskId);

    /// <summary>Takes back a task.</summary>
    public Group WithdrawTask(string taskId)
    {
        var task = TaskWith(taskId);
        return this with { Tasks = [.. Tasks.Where(t => t != task)] };
    }
}
