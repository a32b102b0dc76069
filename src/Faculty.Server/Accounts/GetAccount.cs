using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Accounts;

internal sealed partial class AccountService
{
    public override async Task<GetAccountResponse> GetAccount(GetAccountRequest request, ServerCallContext context)
    {
        new RequestCheck().AccountName(request.AccountName, "account_name").Done();
        await follower.CaughtUpAsync(store.Revision, context.CancellationToken);
        return new() { Account = Find(request.AccountName).ToWire() };
    }
}
