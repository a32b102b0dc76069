using Faculty.Server.Access;
using Faculty.Server.Imports.Rows;
using Faculty.Server.Imports.Sheets;
using Faculty.Server.Teachers;
using Faculty.Storage;
using Faculty.V1;

namespace Faculty.Server.Imports.Decide;

/// <summary>Events of recognitions that no person of the files has: they belong to persons of the registry, or wait for their recognition.</summary>
internal static class LateEvents
{
    public static async Task<List<Decision>> DecideAsync(IRegistryStore store, TeacherRows own, FileEvents events, CancellationToken ct)
    {
        var decisions = new List<Decision>();
        var byTeacher = new Dictionary<string, Decision>(StringComparer.Ordinal);
        foreach (var (key, certificate) in events.Untaken)
        {
            if (await own.FindByKeyAsync(Documents.CertificateIndex, key, ct) is not { } found)
            {
                // An event that waits would be taken up by whichever school's recognition bears the number.
                decisions.Add(own.Coverage.Whole ? await WaitAsync(store, key, certificate, ct) : Foreign(key, certificate));
                continue;
            }
            if (!byTeacher.TryGetValue(found.Id, out var decision))
            {
                byTeacher.Add(found.Id, decision = new(found.Id) { Held = found });
                decisions.Add(decision);
            }
            var before = decision.Next ?? found.Value;
            // Not marked as taken: when the decision is overtaken, it is made again.
            var after = before with
            {
                Recognitions = [.. before.Recognitions.Select(r => TeacherKeys.Certificate(r.Authority, r.CertificateNumber) != key ? r
                    : r with { Events = FileEvents.Merge(r.Events, certificate.Events, result => decision.Tally.Add(Roster.Events, result)) })],
            };
            decision.Next = decision.Tally.Changes > 0 ? after : null;
        }
        return decisions;
    }

    private static Decision Foreign(string key, FileEvents.Certificate certificate)
    {
        var decision = new Decision(key) { Refused = true };
        foreach (var (table, number) in certificate.Rows)
        {
            decision.Faults.Add(Row.FaultAt(table, number, ImportFaultCode.NotYours, "The certificate is nobody's of your organisations."));
            decision.Tally.Add(Roster.Events, RowResult.Refused);
        }
        return decision;
    }

    private static async Task<Decision> WaitAsync(IRegistryStore store, string key, FileEvents.Certificate certificate, CancellationToken ct)
    {
        var decision = new Decision(key);
        var held = await store.FindAsync(Documents.PendingEvents, key, ct);
        var merged = FileEvents.Merge(held?.Value.Events ?? [], certificate.Events, result => decision.Tally.Add(Roster.Events, result));
        if (decision.Tally.Changes > 0)
        {
            decision.Waiting.Add((key, held, certificate.Pending(merged)));
        }
        return decision;
    }
}
