using Faculty.V1;
using Grpc.Core;

namespace Faculty.Client;

/// <summary>The access token of a saved sign-in, refreshed before it ends and when the server does not take it any more.</summary>
internal sealed class LoginTokens(SavedLogins logins, Uri server, SessionService.SessionServiceClient sessions) : IDisposable
{
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim renewing = new(1);
    private SavedLogin? current = logins.Find(server);

    /// <summary>A token that is good for a moment at least; null when nobody has signed in.</summary>
    public async Task<string?> TokenAsync(CancellationToken ct)
    {
        if (current is { } login && login.Expires - TimeProvider.System.GetUtcNow() < Ahead)
        {
            try
            {
                await RenewAsync(login.AccessToken, ct);
            }
            catch (RpcException)
            {
                // What is thrown while a call is being signed loses its reason; the call itself is refused and tells it.
            }
        }
        return current?.AccessToken;
    }

    /// <summary>Gets another token than the one that was refused; false when there is none to be had.</summary>
    public async Task<bool> RenewAsync(string? refused, CancellationToken ct)
    {
        await renewing.WaitAsync(ct);
        try
        {
            using var held = await logins.HoldAsync(server, ct);
            if (logins.Find(server) is not { } saved)
            {
                return false;
            }
            if (saved.AccessToken == refused)
            {
                // Not cancelled with the call: after an answer that nobody waited for the session is lost unless it is asked for again within 30 s.
                var reply = await sessions.RefreshAsync(
                    new() { RefreshToken = saved.RefreshToken }, deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(30), cancellationToken: CancellationToken.None);
                saved = Login(saved.AccountName, reply.Tokens);
                logins.Save(server, saved);
            }
            current = saved;
            return true;
        }
        finally
        {
            renewing.Release();
        }
    }

    public void Dispose() => renewing.Dispose();

    public void Take(SavedLogin login) => current = login;

    public static SavedLogin Login(string accountName, SessionTokens tokens) => new(
        accountName, tokens.AccessToken, TimeProvider.System.GetUtcNow().AddSeconds(tokens.ExpiresInSeconds), tokens.RefreshToken);
}
