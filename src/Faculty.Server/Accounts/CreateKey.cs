using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Accounts;

internal sealed partial class AccountService
{
    private const int DefaultDays = 90;

    public override async Task<CreateKeyResponse> CreateKey(CreateKeyRequest request, ServerCallContext context)
    {
        new RequestCheck()
            .Write(request)
            .AccountName(request.AccountName, "account_name")
            .Grants(request.Grants, "grants")
            .OptionalText(request.Purpose, "purpose", longest: 200)
            .Require(request.ValidDays is >= 0 and <= 400, "valid_days", "must be 1 to 400, or 0 for 90")
            .Done();
        return await KnownAsync(context, write.RunAsync(request, context, DecideAsync, async (commit, ct) =>
            new CreateKeyResponse { Key = (await write.AsCommittedAsync(Documents.Keys, commit, ct)).Value.Key }));

        async Task<Func<Commit?, CreateKeyResponse>> DecideAsync(WriteBatch batch, CancellationToken ct)
        {
            await follower.CaughtUpAsync(store.Revision, ct);
            var account = Find(request.AccountName);
            if (account.Stored.Account.Kind != AccountKind.Service)
            {
                throw AccountRules.WrongKind(account.Stored.Account);
            }
            foreach (var grant in request.Grants.Where(g => !AccountDirectory.IsWithin(g, account.Stored.Account.Grants)))
            {
                throw AccountRules.About(ErrorReason.KeyExceedsAccount, "A key may not do more than its account.", request.AccountName, grant);
            }
            var now = clock.GetUtcNow();
            var (secret, stored) = ApiKeys.New(account.Stored.Account, request.Grants, request.Purpose, now, now.AddDays(request.ValidDays == 0 ? DefaultDays : request.ValidDays));
            batch.Insert(Documents.Keys, stored.Key.KeyId, stored);
            return commit => new() { Key = stored.Key, Secret = commit is null ? "" : secret };
        }
    }
}
