using System.Runtime.CompilerServices;
using Faculty.Server.Accounts;
using Microsoft.IdentityModel.Tokens;

namespace Faculty.Server.Tests.Accounts;

/// <summary>The key that access tokens are signed with, which the server hands to nobody: taken out of its memory, for what a forger would need to have.</summary>
internal static class StolenKey
{
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "key")]
    public static extern ref ECDsaSecurityKey Of(AccessTokens tokens);
}
