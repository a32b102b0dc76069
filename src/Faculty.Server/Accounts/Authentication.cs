using System.Text;
using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Accounts;

/// <summary>Finds out who calls, from `authorization: Bearer …`: an access token or a key.</summary>
internal sealed class Authentication(AccountDirectory directory)
{
    private const string Scheme = "Bearer ";

    /// <summary>Lets a call in whose caller is known and may call the rpc; <see cref="Caller.Of"/> answers from here on.</summary>
    public void Admit(AccessRule rule, ServerCallContext call)
    {
        if (rule.Permission == Permission.Public)
        {
            return;
        }
        Principal.Set(call, PrincipalOf(call.GetHttpContext().Request.Headers.Authorization.ToString()));
        Caller.Of(call).Require(rule);
    }

    private Principal PrincipalOf(string header)
    {
        if (header.Length == 0)
        {
            throw new Refusal(ErrorReason.NotSignedIn, "This rpc asks who calls: send 'authorization: Bearer …' with an access token or a key.");
        }
        var token = header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..] : "";
        if (ApiKeys.IdOf(token) is { } keyId && directory.FindKey(keyId) is { } key && key.Hash.Matches(Encoding.UTF8.GetBytes(token)))
        {
            return new(() => directory.RequireKey(keyId)) { KeyId = keyId };
        }
        throw new Refusal(ErrorReason.TokenInvalid, "The access token or key is none of this server's.");
    }
}
