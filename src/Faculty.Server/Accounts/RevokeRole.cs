using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Accounts;

internal sealed partial class AccountService
{
    public override Task<RevokeRoleResponse> RevokeRole(RevokeRoleRequest request, ServerCallContext context)
    {
        new RequestCheck().Grant(request.Grant, "grant").Done();
        return ChangeAsync<RevokeRoleResponse>(request, context, (account, batch) => account.Account.Grants.Contains(request.Grant)
            ? WithoutLosingTheLast(account.With(a => a.Account.Grants.Remove(request.Grant)), batch)
            : throw AccountRules.About(ErrorReason.NotGranted, "The account has no such role at that place.", request.AccountName, request.Grant));
    }
}
