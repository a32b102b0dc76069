using System.Security.Cryptography;
using Faculty.Server.Hosting;
using Faculty.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Faculty.Server.Accounts;

internal sealed partial class SessionService
{
    public override async Task<EnrolTotpResponse> EnrolTotp(EnrolTotpRequest request, ServerCallContext context)
    {
        var name = NotSetUp((await OwnAsync(context)).Value).Account.AccountName;
        return await AttemptAsync(name, ErrorReason.SignInFailed, context, async (found, secrets) =>
        {
            if (found is null || !await passwords.IsRightAsync(secrets, request.Password, context.CancellationToken))
            {
                return null;
            }
            var key = RandomNumberGenerator.GetBytes(Totp.KeyBytes);
            var next = Unlocked(NotSetUp(found.Value)).With(a => a.SealedSecrets = seal.Seal(secrets!.With(s => s.TotpKey = ByteString.CopyFrom(key)), found.Id));
            await sessions.CommitAsync(Entry(found.Id, context).Replace(Documents.Accounts, found, next), context.CancellationToken);
            var secret = Totp.Base32(key);
            return new EnrolTotpResponse { Secret = secret, OtpauthUri = $"otpauth://totp/Faculty:{name}?secret={secret}&issuer=Faculty" };
        });
    }

    // Else whoever finds an open session could put their own authenticator in the place of the owner's.
    private static StoredAccount NotSetUp(StoredAccount account) => account.Account.Totp
        ? throw new Refusal(ErrorReason.TotpSetUp, "One-time codes are set up already; the administrator resets them (ResetPassword).")
        : account;
}
