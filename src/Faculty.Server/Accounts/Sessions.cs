using Faculty.Server.Audit;
using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Faculty.Server.Accounts;

/// <summary>Sessions: opened with a new refresh token, carried on by exchanging it, ended by removing the document.</summary>
internal sealed class Sessions(IRegistryStore store, AccountDirectory directory, JournalFollower follower, AccessTokens tokens, ServerMeter meter, TimeProvider clock)
{
    /// <summary>Without a refresh for so long a session is over.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromDays(7);

    /// <summary>And in any case after this.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>So long the refresh token before may be shown once more: its answer may have been lost on the way.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    /// <summary>Adds a new session of the account to the batch, and takes those that are over out.</summary>
    public async Task<SessionTokens> OpenAsync(WriteBatch batch, StoredAccount account, CancellationToken ct)
    {
        var id = account.Account.AccountId;
        foreach (var old in directory.SessionsOf(id))
        {
            if (await store.FindAsync(Documents.Sessions, old, ct) is { } found && IsOver(found.Value, account))
            {
                batch.Remove(Documents.Sessions, found);
            }
        }
        var (token, now) = (RefreshToken.New(), clock.GetUtcNow());
        batch.Insert(Documents.Sessions, token.SessionId, new StoredSession
        {
            AccountId = id,
            TokenHash = token.Hash,
            CredentialsVersion = account.CredentialsVersion,
            IdleTime = Timestamp.FromDateTimeOffset(now + Idle),
            ExpireTime = Timestamp.FromDateTimeOffset(now + Longest),
        });
        return TokensOf(id, token);
    }

    /// <summary>The next tokens. Of several calls with one token two at most get some, and what they got first is worth nothing then; a third ends the session.</summary>
    public async Task<SessionTokens> RefreshAsync(string refreshToken, ServerCallContext call)
    {
        var ct = call.CancellationToken;
        if (RefreshToken.Read(refreshToken) is not { } token)
        {
            throw AccountDirectory.SessionEnded();
        }
        while (true)
        {
            var found = await store.FindAsync(Documents.Sessions, token.SessionId, ct) ?? throw AccountDirectory.SessionEnded();
            var account = (await store.FindAsync(Documents.Accounts, found.Value.AccountId, ct))!.Value;
            var again = IsAgain(found.Value, token);
            var used = !again && !found.Value.TokenHash.Equals(token.Hash);
            if (!used)
            {
                directory.RequireActive(account.Account);
            }
            var over = used || IsOver(found.Value, account);
            var next = token.Next();
            var batch = new WriteBatch(found.Value.AccountId, call.Method.TrimStart('/')) { Reason = used ? "refresh token used twice" : null };
            if (over)
            {
                batch.Remove(Documents.Sessions, found).Details = Ended(call);
            }
            else
            {
                batch.Replace(Documents.Sessions, found, Refreshed(found.Value, next, again));
            }
            try
            {
                await CommitAsync(batch, ct);
            }
            catch (RevisionConflictException)
            {
                continue;
            }
            return over ? throw AccountDirectory.SessionEnded() : TokensOf(found.Value.AccountId, next);
        }
    }

    /// <summary>Ends a session; one that is over already stays so.</summary>
    public async Task EndAsync(string sessionId, Func<WriteBatch> entry, CancellationToken ct)
    {
        while (await store.FindAsync(Documents.Sessions, sessionId, ct) is { } found)
        {
            try
            {
                await CommitAsync(entry().Remove(Documents.Sessions, found), ct);
                return;
            }
            catch (RevisionConflictException)
            {
                // Refreshed meanwhile.
            }
        }
    }

    /// <summary>Commits, and waits until the directory knows: what was just given is good, what was taken is not.</summary>
    public async Task CommitAsync(WriteBatch batch, CancellationToken ct)
    {
        var commit = await meter.CommitAsync(() => store.CommitAsync(batch));
        await follower.CaughtUpAsync(commit.Revision, ct);
    }

    private bool IsAgain(StoredSession session, RefreshToken token) =>
        !session.PreviousTokenHash.IsEmpty && session.PreviousTokenHash.Equals(token.Hash) && clock.GetUtcNow() < session.GraceTime.ToDateTimeOffset();

    // A token shown again has had its second use.
    private StoredSession Refreshed(StoredSession session, RefreshToken next, bool again) => session.With(s =>
    {
        var now = clock.GetUtcNow();
        s.PreviousTokenHash = again ? ByteString.Empty : s.TokenHash;
        s.GraceTime = again ? null : Timestamp.FromDateTimeOffset(now + Grace);
        (s.TokenHash, s.IdleTime) = (next.Hash, Timestamp.FromDateTimeOffset(now + Idle));
    });

    private static byte[] Ended(ServerCallContext call)
    {
        var details = AuditLog.Details(AuditEventType.Session, call, AuditDecision.Refused);
        details.ReasonCode = Refusals.Name(ErrorReason.SessionEnded);
        return details.ToByteArray();
    }

    private bool IsOver(StoredSession session, StoredAccount account) =>
        clock.GetUtcNow() >= session.IdleTime.ToDateTimeOffset() || clock.GetUtcNow() >= session.ExpireTime.ToDateTimeOffset()
        || session.CredentialsVersion != account.CredentialsVersion;

    private SessionTokens TokensOf(string accountId, RefreshToken token) => new()
    {
        AccessToken = tokens.Issue(accountId, token.SessionId),
        ExpiresInSeconds = (int)AccessTokens.Life.TotalSeconds,
        RefreshToken = token.Text,
    };
}
