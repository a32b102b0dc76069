using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Accounts;

internal sealed partial class AccountService
{
    public override Task<GrantRoleResponse> GrantRole(GrantRoleRequest request, ServerCallContext context)
    {
        new RequestCheck().Grant(request.Grant, "grant").Done();
        return ChangeAsync<GrantRoleResponse>(request, context, (account, _) =>
        {
            Grant[] grants = [.. account.Account.Grants.Append(request.Grant).Distinct()];
            new RequestCheck().GrantsOf(account.Account.Kind, grants, "grant").Done();
            AccountRules.RequirePlaces([request.Grant], organisations.Tree);
            return account.With(a =>
            {
                a.Account.Grants.Clear();
                a.Account.Grants.AddRange(grants);
            });
        });
    }
}
