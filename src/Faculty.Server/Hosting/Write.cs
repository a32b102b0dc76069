using Faculty.Domain;
using Faculty.Server.Access;
using Faculty.Server.Audit;
using Faculty.Storage;
using Faculty.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Faculty.Server.Hosting;

/// <summary>
/// The path every write takes: a repeat of a request id answers the first result, a decision overtaken by another write is made again,
/// validate_only checks everything a commit would and stops before it.
/// </summary>
internal sealed class Write(IRegistryStore store, RowScope scope, CallerTokens tokens, ServerMeter meter, RequestDigest digests, AccessRules rules)
{
    // Each attempt loses only to a write that was acknowledged, so somebody always gets on.
    private const int MostAttempts = 32;

    /// <summary>
    /// Runs a write. <paramref name="decide"/> reads, applies the rules and fills the batch; it may run several times. What it returns makes the
    /// reply of the commit, null on validate_only. <paramref name="replay"/> makes the reply of an earlier commit from its documents.
    /// </summary>
    public async Task<TReply> RunAsync<TReply>(
        IWriteRequest request, ServerCallContext context, Func<WriteBatch, CancellationToken, Task<Func<Commit?, TReply>>> decide, Func<Commit, CancellationToken, Task<TReply>> replay)
    {
        var ct = context.CancellationToken;
        var caller = Caller.Of(context);
        var digest = request.RequestId.Length == 0 ? 0 : digests.Of(caller, context.Method, Content(request));
        if (await FirstAsync(request, digest, ct) is { } first)
        {
            return Placed(await replay(first, ct), first);
        }
        for (var attempt = 1; ; attempt++)
        {
            var batch = new WriteBatch(caller.PrincipalId, context.Method.TrimStart('/'))
            {
                Reason = ReasonOf(request),
                RequestId = Ids.OfRequest(request.RequestId),
                RequestDigest = digest,
                Details = AuditLog.OfChange(rules.For(context.Method), context),
            };
            try
            {
                var reply = await decide(batch, ct);
                if (request.ValidateOnly)
                {
                    await RequireFreeKeysAsync(batch, ct);
                    return reply(null);
                }
                var commit = await meter.CommitAsync(() => store.CommitAsync(batch));
                return Placed(commit.Replayed ? await replay(commit, ct) : reply(commit), commit);
            }
            catch (RevisionConflictException) when (attempt < MostAttempts)
            {
            }
            catch (RevisionConflictException)
            {
                throw new Refusal(ErrorReason.Conflict, "Other writes kept coming between; try again.") { RetryAfter = TimeSpan.FromMilliseconds(100) };
            }
            catch (Exception refused) when (refused is Refusal or RuleBroken or DuplicateKeyException)
            {
                // The same request may have been carried out on another connection since it was looked for.
                if (await FirstAsync(request, digest, ct) is { } done)
                {
                    return Placed(await replay(done, ct), done);
                }
                if (refused is DuplicateKeyException taken && !await SeesOwnerAsync(taken, context))
                {
                    throw new DuplicateKeyException(taken.Type, taken.Index, taken.Value, ownerId: "", taken.RefusedId);
                }
                throw;
            }
        }

        TReply Placed(TReply reply, Commit commit)
        {
            if (reply is IWriteReply placed)
            {
                placed.ChangeToken = tokens.Change(context, commit.Revision);
            }
            return reply;
        }
    }

    /// <summary>Changes one document: found and of those the caller sees, etag compared, the rule's next version put in its place.</summary>
    public Task<TReply> ChangeAsync<T, TReply>(
        IWriteRequest request, ServerCallContext context, DocumentType<T> type, string id, string etag, Func<Stored<T>, CancellationToken, ValueTask<bool>> sees,
        Func<Stored<T>, WriteBatch, CancellationToken, Task<T>> rule, Func<Stored<T>, Commit?, TReply> reply) =>
        RunAsync(
            request,
            context,
            async (batch, ct) =>
            {
                var found = await store.FindAsync(type, id, ct) is { } any && await sees(any, ct) ? any : throw Refusal.NotFound(type.Name, id);
                RequireEtag(etag, type, found);
                var next = await rule(found, batch, ct);
                batch.Replace(type, found, next);
                return commit => reply(new(id, commit?.Revision ?? found.Revision, next), commit);
            },
            async (commit, ct) => reply(await AsCommittedAsync(type, id, commit, ct), commit));

    public static void RequireEtag<T>(string etag, DocumentType<T> type, Stored<T> found)
    {
        if (etag.Length > 0 && !string.Equals(etag, Tokens.Etag(found.Revision), StringComparison.Ordinal))
        {
            throw Refusal.EtagMismatch(type.Name, found.Id);
        }
    }

    /// <summary>The only (or first) document of a type as a commit left it: what a replayed reply is made of.</summary>
    public Task<Stored<T>> AsCommittedAsync<T>(DocumentType<T> type, Commit commit, CancellationToken ct) =>
        AsCommittedAsync(type, commit.Documents.First(d => string.Equals(d.Type, type.Name, StringComparison.Ordinal)).Id, commit, ct);

    public async Task<Stored<T>> AsCommittedAsync<T>(DocumentType<T> type, string id, Commit commit, CancellationToken ct) =>
        await store.FindAtAsync(type, id, commit.Revision, ct)
            ?? throw new InvalidOperationException($"Revision {commit.Revision} wrote a {type.Name} that cannot be found there.");

    private async Task<bool> SeesOwnerAsync(DuplicateKeyException taken, ServerCallContext context) =>
        taken.Type != Documents.Teachers.Name
        || await (await scope.TeachersAsync(context)).StandingOrNullAsync(taken.OwnerId, at: null, context.CancellationToken) is not null;

    private async Task<Commit?> FirstAsync(IWriteRequest request, ulong digest, CancellationToken ct) =>
        Ids.OfRequest(request.RequestId) is { } id ? await store.FindRequestAsync(id, digest, ct) : null;

    // The store checks unique keys when it commits; a check without a commit asks for them itself.
    private async Task RequireFreeKeysAsync(WriteBatch batch, CancellationToken ct)
    {
        foreach (var change in batch.Changes)
        {
            foreach (var key in change.Keys.Where(k => k.Unique))
            {
                var owner = await store.FindIdAsync(change.Type, key.Index, key.Value, ct);
                if (owner is not null && !batch.Changes.Any(c => string.Equals(c.Type, change.Type, StringComparison.Ordinal) && string.Equals(c.Id, owner, StringComparison.Ordinal)))
                {
                    throw new DuplicateKeyException(change.Type, key.Index, key.Value, owner, change.Id);
                }
            }
        }
    }

    private static string? ReasonOf(IWriteRequest request) =>
        request.Descriptor.FindFieldByName("reason")?.Accessor.GetValue(request) is string { Length: > 0 } reason ? reason : null;

    // What makes two requests the same: everything but the id itself, whether it was only a check, and which upload brought what it names by a digest.
    private static byte[] Content(IWriteRequest request)
    {
        var content = request.Descriptor.Parser.ParseFrom(request.ToByteString());
        foreach (var name in (string[])["request_id", "validate_only", "upload_id"])
        {
            request.Descriptor.FindFieldByName(name)?.Accessor.Clear(content);
        }
        return content.ToByteArray();
    }
}
