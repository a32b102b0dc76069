using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Accounts;

internal sealed partial class AccountService
{
    public override async Task<CreateAccountResponse> CreateAccount(CreateAccountRequest request, ServerCallContext context)
    {
        var wanted = request.Account ?? throw Refusal.Field("account", "must be given");
        new RequestCheck()
            .Write(request)
            .OptionalText(request.Reason, "reason", longest: 200)
            .AccountName(wanted.AccountName, "account.account_name")
            .Known(wanted.Kind, "account.kind")
            .GrantsOf(wanted.Kind, wanted.Grants, "account.grants")
            .Done();
        return await KnownAsync(context, write.RunAsync(request, context, DecideAsync, async (commit, ct) =>
            Reply<CreateAccountResponse>(await write.AsCommittedAsync(Documents.Accounts, commit, ct))));

        async Task<Func<Commit?, CreateAccountResponse>> DecideAsync(WriteBatch batch, CancellationToken ct)
        {
            await follower.CaughtUpAsync(store.Revision, ct);
            AccountRules.RequirePlaces(wanted.Grants, organisations.Tree);
            var account = StoredAccounts.New(wanted.AccountName, wanted.Kind, wanted.Grants);
            var id = account.Account.AccountId;
            var (code, secrets) = SignInCodes.Begin(clock.GetUtcNow());
            if (wanted.Kind == AccountKind.Person)
            {
                account.SealedSecrets = seal.Seal(secrets, id);
            }
            batch.Insert(Documents.Accounts, id, account);
            return commit =>
            {
                var reply = Reply<CreateAccountResponse>(new(id, commit?.Revision ?? 0, account));
                reply.SignInCode = commit is null || wanted.Kind != AccountKind.Person ? "" : code;
                return reply;
            };
        }
    }
}
