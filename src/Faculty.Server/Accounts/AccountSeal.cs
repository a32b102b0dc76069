using System.Security.Cryptography;
using Faculty.Server.Privacy;
using Faculty.V1;
using Google.Protobuf;

namespace Faculty.Server.Accounts;

/// <summary>Seals what of an account is secret with the key ring, bound to the account it is of.</summary>
internal sealed class AccountSeal(KeyRing ring)
{
    private const string Purpose = "accounts";

    public ByteString Seal(AccountSecrets secrets, string accountId)
    {
        var plain = secrets.ToByteArray();
        var bytes = ring.Protect(Purpose, plain, accountId);
        CryptographicOperations.ZeroMemory(plain);
        return ByteString.CopyFrom(bytes);
    }

    public AccountSecrets Open(StoredAccount account) => account.SealedSecrets.IsEmpty
        ? new()
        : AccountSecrets.Parser.ParseFrom(ring.Unprotect(Purpose, account.SealedSecrets.Span, account.Account.AccountId));
}
