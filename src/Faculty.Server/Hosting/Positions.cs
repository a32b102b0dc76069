using Faculty.Storage;
using Faculty.V1;

namespace Faculty.Server.Hosting;

/// <summary>Positions in the journal that callers name by change tokens.</summary>
internal static class Positions
{
    /// <summary>The revision of a token, 0 for an empty one. What the journal has not reached cannot be answered; one call later it may be.</summary>
    public static long RequireReached(this IRegistryStore store, string changeToken)
    {
        var revision = changeToken.Length == 0 ? 0 : Tokens.Revision(changeToken);
        return revision <= store.Revision
            ? revision
            : throw new Refusal(ErrorReason.ChangeTokenTooNew, "The position is not reached.") { Metadata = [("revision", $"{store.Revision}")] };
    }
}
