using Faculty.Domain.Groups;
using Faculty.Server.Hosting;
using Date = Google.Type.Date;

namespace Faculty.Server.Groups;

/// <summary>The form of groups and their parts in requests: first the dates, which a record cannot hold when they are none.</summary>
internal static class GroupForm
{
    private const int MostEnterprises = 100;
    private static readonly Date Any = new() { Year = 1, Month = 1, Day = 1 };

    public static RequestCheck GroupCode(this RequestCheck check, string code, string field) =>
        check.Require(GroupChecks.IsCode(code), field, "must be 1 to 32 of A-Z, a-z, 0-9 and hyphen");

    public static RequestCheck Group(this RequestCheck check, V1.Group group, string field, DateOnly today)
    {
        check.Require(group is { Events.Count: 0, Memberships.Count: 0, Tasks.Count: 0 }, field, "must be empty: a group is applied for first, stages and members follow by their own commands")
            .Require(group.Enterprises.Count <= MostEnterprises, $"{field}.enterprises", $"must be at most {MostEnterprises}")
            .OptionalDay(group.StartDate, $"{field}.start_date").OptionalDay(group.LastDate, $"{field}.last_date");
        var read = new V1.Group(group);
        (read.StartDate, read.LastDate) = (Read(group.StartDate), Read(group.LastDate));
        read.Enterprises.Clear();
        read.Events.Clear();
        read.Memberships.Clear();
        read.Tasks.Clear();
        check.Take(GroupChecks.Of(Wire.ToRecord(read), today), field);
        for (var i = 0; i < group.Enterprises.Count; i++)
        {
            check.Enterprise(group.Enterprises[i], $"{field}.enterprises[{i}]", today);
        }
        return check;
    }

    public static RequestCheck Stage(this RequestCheck check, V1.GroupEvent? stage, string field, DateOnly today)
    {
        if (stage is null)
        {
            return check.Require(false, field, "must be given");
        }
        var read = new V1.GroupEvent(stage) { EffectiveDate = stage.EffectiveDate.IsRealDay() ? stage.EffectiveDate : Any };
        return check.Day(stage.EffectiveDate, $"{field}.effective_date").Take(GroupChecks.Of(Wire.ToRecord(read), today), field)
            .Require(stage.State != V1.GroupState.Applied, $"{field}.state", "must be a stage after the application, which is recorded when the group is made");
    }

    /// <summary>A membership; who it is of is looked up by itself.</summary>
    public static RequestCheck Membership(this RequestCheck check, V1.Membership? membership, string field, DateOnly today)
    {
        if (membership is null)
        {
            return check.Require(false, field, "must be given");
        }
        var read = new V1.Membership(membership)
        {
            StartDate = membership.StartDate.IsRealDay() ? membership.StartDate : Any,
            LastDate = membership.StartDate.IsRealDay() ? Read(membership.LastDate) : null,
            EndReason = membership.LastDate is null || membership.LastDate.IsRealDay() && membership.StartDate.IsRealDay() ? membership.EndReason : "",
        };
        return check.Day(membership.StartDate, $"{field}.start_date").OptionalDay(membership.LastDate, $"{field}.last_date")
            .Take(GroupChecks.Of(Wire.ToRecord(read), today), field);
    }

    public static RequestCheck Task(this RequestCheck check, V1.GroupTask? task, string field, DateOnly today) => task is null
        ? check.Require(false, field, "must be given")
        : check.Take(GroupChecks.Of(Wire.ToRecord(task), today), field).Require(task.TaskId.Length is 0 or 32, $"{field}.task_id", "must be an id as the server issued it: 32 hexadecimal digits");

    private static RequestCheck Enterprise(this RequestCheck check, V1.CooperatingEnterprise enterprise, string field, DateOnly today)
    {
        var read = new V1.CooperatingEnterprise(enterprise)
        {
            StartDate = enterprise.StartDate.IsRealDay() ? enterprise.StartDate : Any,
            LastDate = enterprise.StartDate.IsRealDay() ? Read(enterprise.LastDate) : null,
        };
        return check.Day(enterprise.StartDate, $"{field}.start_date").OptionalDay(enterprise.LastDate, $"{field}.last_date")
            .Take(GroupChecks.Of(Wire.ToRecord(read), today), field);
    }

    private static Date? Read(Date? date) => date.IsRealDay() ? date : null;
}
