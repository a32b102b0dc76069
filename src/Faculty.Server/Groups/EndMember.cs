using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Groups;

internal sealed partial class GroupService
{
    public override Task<EndMemberResponse> EndMember(EndMemberRequest request, ServerCallContext context)
    {
        Check(request).Id(request.MembershipId, "membership_id").Day(request.LastDate, "last_date").OptionalText(request.EndReason, "end_reason", longest: 100).Done();
        return ChangeAsync<EndMemberResponse>(request, context, group => group.EndMember(request.MembershipId, request.LastDate.ToDay(), request.EndReason));
    }
}
