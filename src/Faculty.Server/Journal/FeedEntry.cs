using System.Text;
using Faculty.Server.Access;
using Faculty.Server.Teachers;
using Faculty.Storage;
using Faculty.V1;
using Google.Protobuf.WellKnownTypes;

namespace Faculty.Server.Journal;

/// <summary>
/// An entry of the journal as the feed shows it: to whom the whole registry is open, whole; to others the documents that belong to their
/// organisations, as they were written or as they were before. Which organisations those are is found out once, for all who watch.
/// </summary>
internal sealed class FeedEntry(JournalEntry entry)
{
    private readonly List<ChangedDocument> documents =
    [
        .. entry.Changes.Select(c => new ChangedDocument { Type = c.Type, Id = c.Id, ReplacedRevision = c.Replaced, Removed = c.Stored is null }),
    ];

    private readonly bool refused = entry.Details.Length > 0 && AuditDetails.Parser.ParseFrom(entry.Details.Span).Decision == AuditDecision.Refused;

    private IReadOnlyList<IReadOnlySet<string>>? places;

    public long Revision => entry.Revision;

    public int Documents => documents.Count;

    /// <summary>What of the entry exists for a caller; null when nothing does.</summary>
    public async ValueTask<Change?> ForAsync(Coverage coverage, IRegistryStore store, CancellationToken ct)
    {
        var shown = documents;
        if (!coverage.Whole)
        {
            places ??= await PlacesAsync(store, ct);
            shown = [.. documents.Where((_, i) => places[i].Overlaps(coverage.Codes))];
        }
        return shown.Count == 0 && !coverage.Whole ? null : new()
        {
            Revision = entry.Revision,
            RecordTime = Timestamp.FromDateTimeOffset(entry.Instant),
            Actor = entry.Actor,
            Action = entry.Action,
            Reason = entry.Reason ?? "",
            RequestId = entry.RequestId ?? "",
            Documents = { shown },
            Refused = refused,
        };
    }

    // Whatever is neither a teacher nor an organisation belongs to the registry as a whole.
    private async Task<IReadOnlyList<IReadOnlySet<string>>> PlacesAsync(IRegistryStore store, CancellationToken ct)
    {
        var found = new List<IReadOnlySet<string>>(entry.Changes.Count);
        foreach (var change in entry.Changes)
        {
            var codes = new HashSet<string>(StringComparer.Ordinal);
            if (string.Equals(change.Type, Server.Documents.Organisations.Name, StringComparison.Ordinal) && change.Body is { } body)
            {
                codes.Add(Server.Documents.Organisations.Read(body).Code);
            }
            else if (string.Equals(change.Type, Server.Documents.Teachers.Name, StringComparison.Ordinal))
            {
                Add(codes, change.Body);
                Add(codes, change.Replaced == 0 ? null : (await store.FindAtAsync(change.Type, change.Id, change.Replaced, ct))?.Body);
            }
            found.Add(codes);
        }
        return found;

        static void Add(HashSet<string> codes, ReadOnlyMemory<byte>? teacher)
        {
            if (teacher is { } bytes)
            {
                TeacherBytes.AnyPlace(bytes.Span, code =>
                {
                    codes.Add(Encoding.UTF8.GetString(code));
                    return false;
                });
            }
        }
    }
}
