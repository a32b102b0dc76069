using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Groups;

internal sealed partial class GroupService
{
    public override Task<RecordGroupEventResponse> RecordGroupEvent(RecordGroupEventRequest request, ServerCallContext context)
    {
        Check(request).Stage(request.Event, "event", clock.TodayInChina())
            .OptionalDay(request.PeriodStartDate, "period_start_date").OptionalDay(request.PeriodLastDate, "period_last_date").Done();
        var stage = Wire.ToRecord(request.Event) with { EventId = Ids.New() };
        return ChangeAsync<RecordGroupEventResponse>(request, context, group =>
        {
            var recorded = group.Record(stage);
            return recorded.Edit(
                recorded with
                {
                    ApprovalDocument = stage.State == Domain.Groups.GroupState.Building ? stage.DocumentNumber : recorded.ApprovalDocument,
                    StartDate = request.PeriodStartDate.ToOptionalDay() ?? recorded.StartDate,
                    LastDate = request.PeriodLastDate.ToOptionalDay() ?? recorded.LastDate,
                },
                mayDecide: true);
        });
    }
}
