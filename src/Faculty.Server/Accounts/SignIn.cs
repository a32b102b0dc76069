using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Accounts;

internal sealed partial class SessionService
{
    public override Task<SignInResponse> SignIn(SignInRequest request, ServerCallContext context)
    {
        new RequestCheck()
            .AccountName(request.AccountName, "account_name")
            .Require(request.Password.Length is > 0 and <= 512, "password", "must be given")
            .Require(request.Totp.Length == 0 || (request.Totp.Length == 6 && request.Totp.All(char.IsAsciiDigit)), "totp", "must be 6 digits")
            .Done();
        return AttemptAsync(request.AccountName, ErrorReason.SignInFailed, context, async (found, secrets) =>
        {
            var ct = context.CancellationToken;
            if (!await passwords.IsRightAsync(secrets, request.Password, ct) || found is null)
            {
                return null;
            }
            directory.RequireActive(found.Value.Account);
            var batch = Entry(found.Id, context);
            var next = Unlocked(found.Value);
            if (next.Account.Totp)
            {
                if (request.Totp.Length == 0)
                {
                    throw new Refusal(ErrorReason.TotpNeeded, "A one-time code is needed as well.");
                }
                if (Totp.StepOf(request.Totp, secrets!.TotpKey.Span, clock.GetUtcNow(), next.TotpStep) is not { } step)
                {
                    return null;
                }
                next.TotpStep = step;
            }
            if (!next.Equals(found.Value))
            {
                batch.Replace(Documents.Accounts, found, next);
            }
            var tokens = await sessions.OpenAsync(batch, next, ct);
            await sessions.CommitAsync(batch, ct);
            return new SignInResponse { Tokens = tokens, Account = next.ToWire(0), TotpSetupRequired = AccountDirectory.AwaitsTotp(next.Account) };
        });
    }
}
