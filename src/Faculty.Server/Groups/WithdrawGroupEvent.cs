using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Groups;

internal sealed partial class GroupService
{
    public override Task<WithdrawGroupEventResponse> WithdrawGroupEvent(WithdrawGroupEventRequest request, ServerCallContext context)
    {
        Check(request).Id(request.EventId, "event_id").Done();
        return ChangeAsync<WithdrawGroupEventResponse>(request, context, group => group.WithdrawEvent(request.EventId));
    }
}
