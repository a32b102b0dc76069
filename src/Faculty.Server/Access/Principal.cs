using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Access;

/// <summary>Who signed in for a call. What it may do is asked anew each time, so that a long stream sees what was taken away.</summary>
internal sealed class Principal(Func<Caller> now)
{
    private static readonly object Key = new();

    /// <summary>The caller at present; refused once account, session or key are no longer good.</summary>
    public Caller Now => now();

    /// <summary>Whose account it is, be that good or not; empty when there is none.</summary>
    public string PrincipalId { get => field ?? Outside?.AccountId ?? ""; init; }

    /// <summary>The session's id; null without one.</summary>
    public string? SessionId { get; init; }

    /// <summary>The key's id; null without one.</summary>
    public string? KeyId { get; init; }

    /// <summary>The id of what was shown, for the audit; empty when that has none.</summary>
    public string CredentialId { get => field ?? KeyId ?? SessionId ?? ""; init; }

    /// <summary>A caller of whom the registry keeps no account; null for those it does. Never changed.</summary>
    public Account? Outside { get; init; }

    public static Principal? Find(ServerCallContext call) => call.UserState.TryGetValue(Key, out var principal) ? (Principal)principal : null;

    public static Principal Of(ServerCallContext call) => Find(call)
        ?? throw new Refusal(ErrorReason.NotSignedIn, "Nobody has signed in for this call.");

    public static void Set(ServerCallContext call, Principal principal) => call.UserState[Key] = principal;
}
