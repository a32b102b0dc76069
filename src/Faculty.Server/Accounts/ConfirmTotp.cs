using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Accounts;

internal sealed partial class SessionService
{
    public override async Task<ConfirmTotpResponse> ConfirmTotp(ConfirmTotpRequest request, ServerCallContext context)
    {
        new RequestCheck().Require(request.Totp.Length == 6 && request.Totp.All(char.IsAsciiDigit), "totp", "must be 6 digits").Done();
        var name = NotSetUp((await OwnAsync(context)).Value).Account.AccountName;
        return await AttemptAsync(name, ErrorReason.SignInFailed, context, async (found, secrets) =>
        {
            if (found is null || secrets!.TotpKey.Length == 0 || Totp.StepOf(request.Totp, secrets.TotpKey.Span, clock.GetUtcNow(), found.Value.TotpStep) is not { } step)
            {
                return null;
            }
            var next = Unlocked(NotSetUp(found.Value)).With(a => (a.Account.Totp, a.TotpStep) = (true, step));
            await sessions.CommitAsync(Entry(found.Id, context).Replace(Documents.Accounts, found, next), context.CancellationToken);
            return new ConfirmTotpResponse { Account = next.ToWire(0) };
        });
    }
}
