using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.Server.Organisations;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Accounts;

/// <summary>Keeps accounts (账户), their roles, and the keys of programs.</summary>
internal sealed partial class AccountService(
    IRegistryStore store, Write write, CallerTokens tokens, AccountDirectory directory, OrganisationDirectory organisations, JournalFollower follower, AccountSeal seal,
    Watching watching, TimeProvider clock)
    : V1.AccountService.AccountServiceBase
{
    private const int RowsPerMessage = 50;

    /// <summary>A verb on one account; when it answers, the change counts everywhere.</summary>
    private async Task<TReply> ChangeAsync<TReply>(IAccountWrite request, ServerCallContext context, Func<StoredAccount, WriteBatch, StoredAccount> rule)
        where TReply : IAccountReply, new()
    {
        new RequestCheck().Write(request).AccountName(request.AccountName, "account_name").Done();
        await follower.CaughtUpAsync(store.Revision, context.CancellationToken);
        var id = Find(request.AccountName).Id;
        return await KnownAsync(context, write.ChangeAsync(request, context, Documents.Accounts, id, request.Etag, (_, _) => new(true), NextAsync, (stored, _) => Reply<TReply>(stored)));

        async Task<StoredAccount> NextAsync(Stored<StoredAccount> found, WriteBatch batch, CancellationToken ct)
        {
            await follower.CaughtUpAsync(store.Revision, ct);
            return rule(found.Value, batch);
        }
    }

    private KnownAccount Find(string name) => directory.FindByName(name) ?? throw Refusal.NotFound("account", name);

    /// <summary>An administrator who can sign in must be left; the batch holds only while that one is as seen here.</summary>
    private StoredAccount WithoutLosingTheLast(StoredAccount next, WriteBatch batch)
    {
        var id = next.Account.AccountId;
        if (directory.Find(id)!.MayManageAccounts && !new KnownAccount(id, 0, next).MayManageAccounts)
        {
            var other = directory.All.FirstOrDefault(a => a.Id != id && directory.IsAdministrator(a) && !AccountDirectory.AwaitsTotp(a.Stored.Account))
                ?? throw new Refusal(ErrorReason.LastAdministrator, "Nobody would be left who may keep accounts.") { Metadata = [("account_name", next.Account.AccountName)] };
            batch.RelyOn(Documents.Accounts, new Stored<StoredAccount>(other.Id, other.Revision, other.Stored));
        }
        return next;
    }

    private async Task<T> KnownAsync<T>(ServerCallContext context, Task<T> written)
    {
        var reply = await written;
        await follower.CaughtUpAsync(store.Revision, context.CancellationToken);
        return reply;
    }

    private static TReply Reply<TReply>(Stored<StoredAccount> stored)
        where TReply : IAccountReply, new() =>
        new() { Account = stored.Value.ToWire(stored.Revision) };
}
