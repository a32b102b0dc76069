using System.Text;
using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Accounts;

/// <summary>Finds out who calls, from `authorization: Bearer …`: an access token or a key.</summary>
internal sealed class Authentication(AccountDirectory directory, AccessTokens tokens)
{
    private const string Scheme = "Bearer ";

    /// <summary>Lets a call in whose caller is known and may call the rpc; <see cref="Caller.Of"/> answers from here on.</summary>
    public async ValueTask AdmitAsync(AccessRule rule, ServerCallContext call)
    {
        if (rule.Permission == Permission.Public)
        {
            return;
        }
        Principal.Set(call, await PrincipalOfAsync(call.GetHttpContext().Request.Headers.Authorization.ToString()));
        Caller.Of(call).Require(rule);
    }

    /// <summary>Who shows this header; refused when nobody does.</summary>
    public async ValueTask<Principal> PrincipalOfAsync(string header)
    {
        if (header.Length == 0)
        {
            throw new Refusal(ErrorReason.NotSignedIn, "This rpc asks who calls: send 'authorization: Bearer …' with an access token or a key.");
        }
        var token = header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..] : "";
        if (ApiKeys.IdOf(token) is not { } keyId)
        {
            var sessionId = await tokens.SessionOfAsync(token);
            return new(() => directory.RequireSession(sessionId).Caller) { SessionId = sessionId };
        }
        return directory.FindKey(keyId) is { } key && key.Hash.Matches(Encoding.UTF8.GetBytes(token))
            ? new(() => directory.RequireKey(keyId)) { KeyId = keyId }
            : throw AccessTokens.Invalid();
    }
}
