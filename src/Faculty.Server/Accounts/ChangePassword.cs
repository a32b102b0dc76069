using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Accounts;

internal sealed partial class SessionService
{
    public override async Task<ChangePasswordResponse> ChangePassword(ChangePasswordRequest request, ServerCallContext context)
    {
        var name = (await OwnAsync(context)).Value.Account.AccountName;
        var problem = Passwords.Problem(request.NewPassword, name);
        new RequestCheck().Require(problem is null, "new_password", problem ?? "").Done();
        return await AttemptAsync(name, ErrorReason.SignInFailed, context, async (found, secrets) =>
        {
            if (found is null || !await passwords.IsRightAsync(secrets, request.Password, context.CancellationToken))
            {
                return null;
            }
            var changed = await passwords.SetAsync(secrets!, request.NewPassword, context.CancellationToken);
            var next = Unlocked(found.Value).With(a => (a.SealedSecrets, a.CredentialsVersion) = (seal.Seal(changed, found.Id), a.CredentialsVersion + 1));
            var batch = Entry(found.Id, context).Replace(Documents.Accounts, found, next);
            var tokens = await sessions.OpenAsync(batch, next, context.CancellationToken);
            await sessions.CommitAsync(batch, context.CancellationToken);
            return new ChangePasswordResponse { Tokens = tokens };
        });
    }
}
