using Google.Protobuf;

namespace Faculty.Server.Accounts;

/// <summary>
/// The code that makes an administrator on a server that has none, or that was started with --enrol: printed at the start, good once, for 15
/// minutes, from this machine, in memory only.
/// </summary>
internal sealed class EnrolmentCode(AccountDirectory directory, ServerOptions options, TimeProvider clock)
{
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(15);
    private const int MostTries = 20;
    private readonly Lock gate = new();
    private ByteString hash = ByteString.Empty;
    private DateTimeOffset ends;
    private int tries;

    /// <summary>A new code if one is wanted, for printing; null when there is an administrator already.</summary>
    public string? Print()
    {
        if (directory.HasAdministrator && !options.Enrol)
        {
            return null;
        }
        var code = SignInCodes.New();
        (hash, ends, tries) = (SignInCodes.Hash(code), clock.GetUtcNow() + Life, 0);
        return code;
    }

    /// <summary>Takes the code, so that nobody else can; <see cref="GiveBack"/> if the account could not be made.</summary>
    public bool Take(string code)
    {
        lock (gate)
        {
            if (hash.Length == 0 || clock.GetUtcNow() >= ends || ++tries > MostTries || !SignInCodes.Matches(code, hash))
            {
                return false;
            }
            hash = ByteString.Empty;
            return true;
        }
    }

    public void GiveBack(string code)
    {
        lock (gate)
        {
            hash = SignInCodes.Hash(code);
        }
    }
}
