using System.Runtime.CompilerServices;
using Faculty.Server.Access;
using Faculty.Server.Accounts;
using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Google.Protobuf.WellKnownTypes;

namespace Faculty.Server.Audit;

/// <summary>Reads the audit events (审计) out of the journal, in its order.</summary>
internal sealed partial class AuditService(IRegistryStore store, AccessRules rules, AccountDirectory accounts, CallerTokens tokens, Watching watching, TimeProvider clock) : V1.AuditService.AuditServiceBase
{
    private const int MostSubjects = 20;

    /// <summary>The entries of a span of revisions, each with its event when it is one that was asked for.</summary>
    private async IAsyncEnumerable<(JournalEntry Entry, AuditEvent? Event)> ReadAsync(
        long after, long until, AuditEventType type, string principalId, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var entry in store.ReadJournalAsync(after, ct))
        {
            if (entry.Revision > until)
            {
                yield break;
            }
            var asked = principalId.Length == 0 || string.Equals(entry.Actor, principalId, StringComparison.Ordinal);
            yield return (entry, asked && EventOf(entry) is { } found && (type == AuditEventType.Unspecified || found.Type == type) ? found : null);
        }
    }

    /// <summary>What an entry tells the audit: its details, or a change that its rpc counts among the events; else null. It is about what it changed when it says nothing else.</summary>
    private AuditEvent? EventOf(JournalEntry entry)
    {
        var details = entry.Details.Length > 0 ? AuditDetails.Parser.ParseFrom(entry.Details.Span) : ChangeOf(entry);
        if (details is { Subjects.Count: 0 })
        {
            details.Subjects.Add(entry.Changes.Take(MostSubjects).Select(c => $"{c.Type} {c.Id}"));
        }
        return details is null ? null : new()
        {
            Revision = entry.Revision,
            RecordTime = Timestamp.FromDateTimeOffset(entry.Instant),
            Type = details.Type,
            PrincipalId = entry.Actor,
            AccountName = accounts.NameOf(entry.Actor),
            CredentialId = details.CredentialId,
            Method = entry.Action,
            Decision = details.Decision,
            ReasonCode = details.ReasonCode,
            Reason = entry.Reason ?? "",
            AddressClass = details.AddressClass,
            Subjects = { details.Subjects },
            Count = details.Count,
            FirstTime = details.FirstTime,
        };
    }

    // Entries of before changes had details.
    private AuditDetails? ChangeOf(JournalEntry entry) => rules.Find($"/{entry.Action}") is { Event: not AuditEventType.Unspecified } rule
        ? new() { Type = rule.Event, Decision = AuditDecision.Allowed, Count = 1 }
        : null;

    private async ValueTask<(long After, long Until)> SpanAsync(KnownAt? after, KnownAt? until, CancellationToken ct) =>
        (await store.RevisionKnownAtAsync(after, clock, ct, "after") ?? 0, await store.RevisionKnownAtAsync(until, clock, ct, "until") ?? store.Revision);
}
