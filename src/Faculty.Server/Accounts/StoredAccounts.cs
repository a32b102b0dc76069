using System.Security.Cryptography;
using Faculty.Server.Hosting;
using Faculty.V1;
using Google.Protobuf;

namespace Faculty.Server.Accounts;

/// <summary>Stored messages of accounts: read, copied before they are changed, shown.</summary>
internal static class StoredAccounts
{
    public static StoredAccount New(string name, AccountKind kind, IEnumerable<Grant> grants) => new()
    {
        Account = new() { AccountId = Ids.New(), AccountName = name, Kind = kind, State = AccountState.Active, Grants = { grants.Distinct() } },
    };

    public static Account ToWire(this StoredAccount stored, long revision) =>
        new(stored.Account) { Etag = revision == 0 ? "" : Tokens.Etag(revision) };

    /// <summary>A changed copy.</summary>
    public static T With<T>(this T message, Action<T> change)
        where T : IDeepCloneable<T>
    {
        var next = message.Clone();
        change(next);
        return next;
    }

    /// <summary>What is kept of a secret of full strength: enough to know it again, not to make it.</summary>
    public static ByteString Hash(ReadOnlySpan<byte> secret) => ByteString.CopyFrom(SHA256.HashData(secret));

    public static bool Matches(this ByteString hash, ReadOnlySpan<byte> secret) =>
        CryptographicOperations.FixedTimeEquals(hash.Span, SHA256.HashData(secret));
}
