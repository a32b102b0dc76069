using System.Net;
using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Accounts;

internal sealed partial class SessionService
{
    public override Task<EnrolResponse> Enrol(EnrolRequest request, ServerCallContext context)
    {
        var problem = Passwords.Problem(request.Password, request.AccountName);
        new RequestCheck()
            .AccountName(request.AccountName, "account_name")
            .Require(request.Code.Length is > 0 and <= 64, "code", "must be given")
            .Require(problem is null, "password", problem ?? "")
            .Done();
        return AttemptAsync(request.AccountName, ErrorReason.SignInCodeInvalid, context, (found, secrets) => found is null
            ? FirstAdministratorAsync(request, context)
            : WithCodeAsync(found, secrets!, request, context));
    }

    private async Task<EnrolResponse?> WithCodeAsync(Stored<StoredAccount> found, AccountSecrets secrets, EnrolRequest request, ServerCallContext context)
    {
        if (!SignInCodes.Matches(request.Code, secrets.CodeHash) || secrets.CodeExpireTime.ToDateTimeOffset() <= clock.GetUtcNow())
        {
            return null;
        }
        directory.RequireActive(found.Value.Account);
        secrets = await passwords.SetAsync(secrets, request.Password, context.CancellationToken);
        var next = Unlocked(found.Value).With(a => (a.SealedSecrets, a.CredentialsVersion) = (seal.Seal(secrets, found.Id), a.CredentialsVersion + 1));
        return await EnrolledAsync(Entry(found.Id, context).Replace(Documents.Accounts, found, next), next, context);
    }

    /// <summary>Whoever read the code where the server runs becomes administrator.</summary>
    private async Task<EnrolResponse?> FirstAdministratorAsync(EnrolRequest request, ServerCallContext context)
    {
        if (context.GetHttpContext().Connection.RemoteIpAddress is not { } address || !IPAddress.IsLoopback(address) || !enrolment.Take(request.Code))
        {
            return null;
        }
        try
        {
            var account = StoredAccounts.New(request.AccountName, AccountKind.Person, [new() { Role = Role.Administrator }]);
            var id = account.Account.AccountId;
            account.SealedSecrets = seal.Seal(await passwords.SetAsync(new(), request.Password, context.CancellationToken), id);
            return await EnrolledAsync(Entry(id, context).Insert(Documents.Accounts, id, account), account, context);
        }
        catch
        {
            enrolment.GiveBack(request.Code);
            throw;
        }
    }

    private async Task<EnrolResponse> EnrolledAsync(WriteBatch batch, StoredAccount account, ServerCallContext context)
    {
        var tokens = await sessions.OpenAsync(batch, account, context.CancellationToken);
        await sessions.CommitAsync(batch, context.CancellationToken);
        return new() { Tokens = tokens, Account = account.ToWire(0), TotpSetupRequired = AccountDirectory.AwaitsTotp(account.Account) };
    }
}
