using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Groups;

internal sealed partial class GroupService
{
    public override Task<WithdrawMemberResponse> WithdrawMember(WithdrawMemberRequest request, ServerCallContext context)
    {
        Check(request).Id(request.MembershipId, "membership_id").Done();
        return ChangeAsync<WithdrawMemberResponse>(request, context, group => group.WithdrawMember(request.MembershipId));
    }
}
