using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Accounts;

internal sealed partial class AccountService
{
    public override Task<SuspendAccountResponse> SuspendAccount(SuspendAccountRequest request, ServerCallContext context) =>
        ChangeAsync<SuspendAccountResponse>(request, context, (account, batch) => WithoutLosingTheLast(
            account.With(a => (a.Account.State, a.CredentialsVersion) = (AccountState.Suspended, a.CredentialsVersion + 1)), batch));
}
