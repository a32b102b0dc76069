using Faculty.Server.Access;
using Faculty.Server.Audit;
using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Faculty.Server.Accounts;

/// <summary>Signing in and out (登录), and the own account.</summary>
internal sealed partial class SessionService(
    IRegistryStore store, AccountDirectory directory, Sessions sessions, PasswordHashes passwords, AccountSeal seal, Lockout lockout, EnrolmentCode enrolment, AccessRules rules,
    TimeProvider clock)
    : V1.SessionService.SessionServiceBase
{
    /// <summary>
    /// Runs an attempt that fails by the reason given and is counted against the account and the address. The body gives null when what was shown
    /// is wrong; TOTP_NEEDED counts for nothing.
    /// </summary>
    private async Task<T> AttemptAsync<T>(string accountName, ErrorReason failed, ServerCallContext call, Func<Stored<StoredAccount>?, AccountSecrets?, Task<T?>> body)
        where T : class
    {
        var id = directory.FindByName(accountName)?.Id;
        if (id is not null)
        {
            AuditedCall.Tries(call, id);
        }
        var found = id is null ? null : await store.FindAsync(Documents.Accounts, id, call.CancellationToken);
        var address = call.GetHttpContext().Connection.RemoteIpAddress?.ToString() ?? "";
        var attempt = lockout.Begin(accountName, address, found?.Value);
        while (true)
        {
            try
            {
                if (await body(found, found is null ? null : seal.Open(found.Value)) is { } result)
                {
                    lockout.Succeeded(accountName, address, whole: true);
                    return result;
                }
                break;
            }
            catch (RevisionConflictException)
            {
                found = await store.FindAsync(Documents.Accounts, id!, call.CancellationToken);
            }
            catch (Refusal refused) when (refused.Reason is ErrorReason.TotpNeeded or ErrorReason.SignInBusy or ErrorReason.AccountSuspended or ErrorReason.InvalidRequest)
            {
                lockout.Succeeded(accountName, address, whole: false);
                throw;
            }
        }
        if (id is not null && attempt.Locks)
        {
            await KeepLockoutAsync(id, attempt, call);
        }
        throw new Refusal(failed, failed == ErrorReason.SignInCodeInvalid ? "The sign-in code is wrong, was used, or has ended." : "Name, password or one-time code is wrong.");
    }

    // A lockout is kept with the account: it outlives a restart, and the journal tells of it.
    private async Task KeepLockoutAsync(string id, Lockout.Attempt attempt, ServerCallContext call)
    {
        while (true)
        {
            var found = (await store.FindAsync(Documents.Accounts, id, call.CancellationToken))!;
            var next = found.Value.With(a => (a.Failures, a.LockedUntil) = (attempt.IfFailed.Failures, Timestamp.FromDateTimeOffset(attempt.IfFailed.Until)));
            try
            {
                var batch = new WriteBatch("server", Action(call)) { Reason = "too many failed attempts", Details = AuditLog.Details(AuditEventType.AccountChange, call).ToByteArray() };
                await sessions.CommitAsync(batch.Replace(Documents.Accounts, found, next), call.CancellationToken);
                return;
            }
            catch (RevisionConflictException)
            {
                // Another attempt came between.
            }
        }
    }

    /// <summary>The caller's own account, which is a person's.</summary>
    private async Task<Stored<StoredAccount>> OwnAsync(ServerCallContext call)
    {
        if (Principal.Of(call).Outside is { } outside)
        {
            throw AccountRules.WrongKind(outside);
        }
        var id = Caller.Of(call).PrincipalId;
        var found = await store.FindAsync(Documents.Accounts, id, call.CancellationToken) ?? throw Refusal.NotFound("account", id);
        return found.Value.Account.Kind == AccountKind.Person ? found : throw AccountRules.WrongKind(found.Value.Account);
    }

    private static StoredAccount Unlocked(StoredAccount account) => account.With(a => (a.Failures, a.LockedUntil) = (0, null));

    /// <summary>An entry of this call, which is its audit event as well.</summary>
    private WriteBatch Entry(string actor, ServerCallContext call) => new(actor, Action(call)) { Details = AuditLog.OfChange(rules.For(call.Method), call) };

    private static string Action(ServerCallContext call) => call.Method.TrimStart('/');
}
