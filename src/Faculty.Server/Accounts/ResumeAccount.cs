using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Accounts;

internal sealed partial class AccountService
{
    public override Task<ResumeAccountResponse> ResumeAccount(ResumeAccountRequest request, ServerCallContext context) =>
        ChangeAsync<ResumeAccountResponse>(request, context, (account, _) => account.With(a => a.Account.State = AccountState.Active));
}
