using System.Collections;
using Faculty.Server.Teachers;
using Faculty.Storage;
using Faculty.Storage.Embedded;
using Faculty.V1;
using Google.Protobuf.WellKnownTypes;

namespace Faculty.Server.Privacy;

/// <summary>Looks whether the keys do what they are for (密钥体检): every record's key, every slot, the files, their copies. Counts, and whose key is damaged by their ids.</summary>
internal sealed class KeyCheck(EmbeddedStore below, PersonalData personal, TimeProvider clock)
{
    /// <summary>A copy that is older has to be destroyed, because erased persons stay readable by it.</summary>
    public static readonly TimeSpan CopyTerm = TimeSpan.FromDays(30);

    private static readonly TimeSpan RotationTerm = TimeSpan.FromDays(365);
    private const int Telling = 5_000;
    private const int MostNamed = 20;

    public async Task<CheckKeysResponse> RunAsync(Func<long, long, Task> progress, CancellationToken ct)
    {
        var found = new CheckKeysResponse { Done = true };
        var (slots, total) = (personal.Keys.Count, below.Count(Documents.Teachers.Name));
        var used = new BitArray((int)slots + 1);
        await foreach (var record in below.ScanAsync(Documents.Teachers.Name, ct))
        {
            Look(record, used, found);
            if (++found.DoneCount % Telling == 0)
            {
                await progress(found.DoneCount, total);
            }
        }
        found.TotalCount = found.DoneCount;
        for (uint slot = 1; slot <= slots; slot++)
        {
            found.OrphanCount += !used[(int)slot] && personal.Keys.At(slot) is { State: KeyState.Live } ? 1 : 0;
            found.HalfDamagedCount += used[(int)slot] && personal.Keys.At(slot) is not null && !personal.Keys.IsWhole(slot) ? 1 : 0;
        }
        found.ExposedFileCount = personal.Ring.Directory.Exposed().Count();
        found.Versions.Add(personal.Ring.Versions.Select(v => new KeyVersionInfo { Version = v.Version, MakeTime = Timestamp.FromDateTimeOffset(v.Made) }));
        var now = clock.GetUtcNow();
        found.RotationDue = now - personal.Ring.Versions[^1].Made > RotationTerm;
        var copy = KeyCopy.Newest(personal.Ring.Directory);
        found.CopyTime = copy?.MakeTime;
        found.UncopiedCount = slots - Math.Min(slots, copy?.KeyCount ?? 0);
        found.CopyDue = found.UncopiedCount > 0 || copy is null || copy.Version != personal.Ring.Active || now - copy.MakeTime.ToDateTimeOffset() > CopyTerm;
        found.Sound = found is { UnreadableCount: 0, UnfinishedErasureCount: 0, HalfDamagedCount: 0, ExposedFileCount: 0, RotationDue: false, CopyDue: false, Versions.Count: 1 };
        return found;
    }

    private void Look(StoredDocument record, BitArray used, CheckKeysResponse found)
    {
        try
        {
            var slot = IdentitySeal.SlotOf(record.Body.Span);
            if (slot < used.Count)
            {
                used[(int)slot] = true;
            }
            var state = personal.Keys.StateOf(slot, IdentitySeal.PersonOf(record.Id));
            if (state == KeyState.Lost)
            {
                found.LostCount++;
                return;
            }
            if (state == KeyState.Erased)
            {
                (found.ErasedCount, found.UnfinishedErasureCount) = personal.Keys.IsGone(slot)
                    ? (found.ErasedCount + 1, found.UnfinishedErasureCount)
                    : (found.ErasedCount, found.UnfinishedErasureCount + 1);
                return;
            }
            if (TeacherBytes.Identity(record with { Body = personal.Seal.Unsealed(record.Body, record.Id) }).Erased)
            {
                found.UnfinishedErasureCount++;
                return;
            }
            found.ReadableCount++;
        }
        catch (Exception unreadable) when (unreadable is StoreDamagedException or SealBrokenException)
        {
            found.UnreadableCount++;
            if (found.UnreadableTeacherIds.Count < MostNamed)
            {
                found.UnreadableTeacherIds.Add(record.Id);
            }
        }
    }
}
