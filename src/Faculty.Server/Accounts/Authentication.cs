using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Faculty.Domain.Organisations;
using Faculty.Server.Access;
using Faculty.Server.Accounts.Outside;
using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Accounts;

/// <summary>Finds out who calls, from `authorization: Bearer …`: an access token of this server, a key, or a token of the issuer that is configured; without it, from the certificate of the connection.</summary>
internal sealed class Authentication(AccountDirectory directory, AccessTokens tokens, IssuerTokens issuer, ClientCertificates certificates)
{
    private const string Scheme = "Bearer ";
    private const int MostKnown = 10_000;

    // Checking a signature costs more than a whole small read, and a client shows the same token many times.
    private readonly ConcurrentDictionary<UInt128, Func<ValueTask<Principal>>> known = new();

    /// <summary>The files that say what callers from outside may do name places that there are.</summary>
    /// <exception cref="StartException">They do not.</exception>
    public void RequirePlaces(OrganisationTree tree)
    {
        issuer.RequirePlaces(tree);
        certificates.RequirePlaces(tree);
    }

    /// <summary>Lets a call in whose caller is known and may call the rpc; <see cref="Caller.Of"/> answers from here on.</summary>
    public async ValueTask AdmitAsync(AccessRule rule, ServerCallContext call)
    {
        if (rule.Permission == Permission.Public)
        {
            return;
        }
        var http = call.GetHttpContext();
        var header = http.Request.Headers.Authorization.ToString();
        Principal.Set(call, header.Length == 0 && http.Connection.ClientCertificate is { } certificate ? certificates.PrincipalOf(certificate) : await PrincipalOfAsync(header));
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
        if (ApiKeys.IdOf(token) is { } keyId)
        {
            return directory.FindKey(keyId) is { } key && key.Hash.Matches(Encoding.UTF8.GetBytes(token))
                ? new(() => directory.RequireKey(keyId)) { KeyId = keyId, PrincipalId = key.AccountId }
                : throw AccessTokens.Invalid();
        }
        var hash = Hash(token);
        if (!known.TryGetValue(hash, out var principal))
        {
            principal = issuer.Read(token) is { } outside ? await issuer.CheckAsync(outside) : OfSession(await tokens.CheckAsync(token));
            if (known.Count >= MostKnown)
            {
                known.Clear();
            }
            known[hash] = principal;
        }
        return await principal();
    }

    private Func<ValueTask<Principal>> OfSession(CheckedToken token) => () =>
    {
        tokens.RequireStanding(token);
        return ValueTask.FromResult(new Principal(() => directory.RequireSession(token.SessionId).Caller) { SessionId = token.SessionId, PrincipalId = directory.HolderOf(token.SessionId) });
    };

    private static UInt128 Hash(string token)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(token.AsSpan()), hash);
        return MemoryMarshal.Read<UInt128>(hash);
    }
}
