using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Accounts;

internal sealed partial class AccountService
{
    public override async Task<ResetPasswordResponse> ResetPassword(ResetPasswordRequest request, ServerCallContext context)
    {
        var code = "";
        var reply = await ChangeAsync<ResetPasswordResponse>(request, context, (account, _) =>
        {
            if (account.Account.Kind != AccountKind.Person)
            {
                throw AccountRules.WrongKind(account.Account);
            }
            (code, var secrets) = SignInCodes.Begin(clock.GetUtcNow());
            return account.With(a =>
            {
                a.SealedSecrets = seal.Seal(secrets, a.Account.AccountId);
                (a.Account.Totp, a.Failures, a.LockedUntil) = (false, 0, null);
                a.CredentialsVersion++;
            });
        });
        // What was only checked, or done by an earlier call, has no code of this one.
        var kept = await store.FindAsync(Documents.Accounts, reply.Account.AccountId, context.CancellationToken);
        reply.SignInCode = SignInCodes.Matches(code, seal.Open(kept!.Value).CodeHash) ? code : "";
        return reply;
    }
}
