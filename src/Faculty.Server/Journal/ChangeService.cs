using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Google.Protobuf.WellKnownTypes;

namespace Faculty.Server.Journal;

/// <summary>The journal as a feed (变更): ids and revisions, never the documents themselves.</summary>
internal sealed partial class ChangeService(IRegistryStore store, Watching watching) : V1.ChangeService.ChangeServiceBase
{
    private const int MessageSize = 500;

    private static Change ToWire(JournalEntry entry)
    {
        var change = new Change
        {
            Revision = entry.Revision,
            RecordTime = Timestamp.FromDateTimeOffset(entry.Instant),
            Actor = entry.Actor,
            Action = entry.Action,
            Reason = entry.Reason ?? "",
            RequestId = entry.RequestId ?? "",
            ChangeToken = Tokens.Change(entry.Revision),
        };
        change.Documents.AddRange(entry.Changes.Select(c => new ChangedDocument
        {
            Type = c.Type,
            Id = c.Id,
            ReplacedRevision = c.Replaced,
            Removed = c.Body is null,
        }));
        return change;
    }
}
