using Faculty.Domain.Teachers.Checks;
using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.Storage.Embedded;
using Faculty.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Faculty.Server.Privacy;

/// <summary>
/// The way out when a person's key is damaged and no copy has it (密钥遗失): somebody says so while no server runs, the key's slot says it from
/// then on, the record reads as an erased one does, and the next start tells the journal.
/// </summary>
internal sealed class LostKeys(IRegistryStore store, PersonalData personal, JournalFollower follower)
{
    public const string Action = "LostKey";
    private const string FileName = "lost";

    /// <summary>
    /// Declares the key of a record lost; durable when this returns. Nothing is changed unless the record is there and its key of no use.
    /// </summary>
    /// <exception cref="StartException">Data or keys are not there or in use, or the key is no lost one.</exception>
    public static async Task DeclareAsync(ServerOptions options, string teacherId, string reason, TimeProvider clock)
    {
        Require(teacherId, reason);
        if (!Directory.Exists(options.DataDirectory) || !Directory.EnumerateFiles(options.DataDirectory, "journal-*").Any())
        {
            throw new StartException($"“{options.DataDirectory}”中没有数据，请用 --data 指定。 There are no data in '{options.DataDirectory}': name their directory with --data.");
        }
        try
        {
            using var personal = PersonalData.Open(options, clock);
            using var data = StoppedStore.Take(options.DataDirectory);
            var slot = SlotOf(data, personal, teacherId, options);
            var declared = Declared(personal.Ring.Directory);
            declared.Keys.Add(new StoredLostKey { TeacherId = teacherId, Slot = slot, Reason = reason, DeclareTime = Timestamp.FromDateTimeOffset(clock.GetUtcNow()) });
            personal.Ring.Directory.Replace(FileName, declared.ToByteArray());
            // It holds the name, which could not be taken out any more.
            data.DropSnapshot();
            await personal.Keys.LoseAsync(slot, IdentitySeal.PersonOf(teacherId));
        }
        catch (Exception problem) when (problem is StoreUnavailableException or StoreDamagedException or IOException or UnauthorizedAccessException)
        {
            throw new StartException($"“{options.DataDirectory}”中的数据或其密钥无法使用。 The data in '{options.DataDirectory}' or their keys cannot be used: {problem.Message}");
        }
    }

    /// <summary>Tells the journal of the keys that were declared lost since the last start; a start that cannot tell is none.</summary>
    public async Task TellAsync(CancellationToken ct)
    {
        var declared = Declared(personal.Ring.Directory);
        if (declared.Keys.Count == 0)
        {
            return;
        }
        // A declaration that a crash cut short was repeated, or the key came back.
        foreach (var key in declared.Keys.Where(k => personal.Keys.IsLost(k.Slot)))
        {
            await TellAsync(key, ct);
        }
        personal.Ring.Directory.Delete(FileName);
    }

    private async Task TellAsync(StoredLostKey key, CancellationToken ct)
    {
        var told = new AuditDetails { Type = AuditEventType.Keys, Decision = AuditDecision.Allowed, Subjects = { $"teacher {key.TeacherId}" }, Count = 1 };
        // Told once, also when the start after a crash tells it again.
        var batch = new WriteBatch("server", Action) { Reason = key.Reason, RequestId = $"{Action} {key.TeacherId} {key.DeclareTime.ToDateTimeOffset().UtcTicks}", Details = told.ToByteArray() };
        try
        {
            await follower.CaughtUpAsync((await store.CommitAsync(batch)).Revision, ct);
        }
        catch (StoreUnavailableException problem)
        {
            throw new StartException($"the journal cannot take that the key of {key.TeacherId} is lost: {problem.Message} Make room, and start again.");
        }
    }

    private static uint SlotOf(StoppedStore data, PersonalData personal, string teacherId, ServerOptions options)
    {
        var body = data.Find(Documents.Teachers.Name, teacherId) ?? throw new StartException($"“{options.DataDirectory}”中没有记录 {teacherId}。 There is no record {teacherId} in '{options.DataDirectory}'.");
        var slot = IdentitySeal.SlotOf(body.Span);
        if (IsReadable(body, teacherId, personal.Seal))
        {
            throw new StartException(personal.Keys.IsLost(slot) ? $"{teacherId} 的密钥已声明遗失，请启动服务器。 The key of {teacherId} was declared lost already; start the server." : $"{teacherId} 的密钥完好，未作任何更改。 The key of {teacherId} is not lost; nothing was changed.");
        }
        return personal.Keys.At(slot) is { } held && held.Person != IdentitySeal.PersonOf(teacherId)
            ? throw new StartException($"“{options.KeysDirectory}”第 {slot} 号位存放的是另一记录 {held.Person:N} 的密钥，并非这些数据的最新密钥；请恢复最新密钥，未作任何更改。 Slot {slot} in '{options.KeysDirectory}' holds the key of another record, {held.Person:N}: these are not the newest keys of these data. Bring those back; nothing was changed.")
            : slot;
    }

    private static bool IsReadable(ReadOnlyMemory<byte> body, string teacherId, IdentitySeal seal)
    {
        try
        {
            seal.Unsealed(body, teacherId);
            return true;
        }
        catch (Exception lost) when (lost is StoreDamagedException or SealBrokenException)
        {
            return false;
        }
    }

    private static StoredLostKeys Declared(KeyDirectory directory) => directory.Read(FileName) is { } bytes ? StoredLostKeys.Parser.ParseFrom(bytes) : new();

    private static void Require(string teacherId, string reason)
    {
        try
        {
            new RequestCheck().Id(teacherId, "TEACHER_ID").Text(reason, "--reason", longest: 200)
                .Require(reason.Trim().Length >= 4, "--reason", "must say why, in 4 to 200 characters")
                .Require(!IdNumber.StandsIn(reason), "--reason", IdNumber.InClear)
                .Done();
        }
        catch (Refusal wrong)
        {
            throw new StartException("参数有误。 Wrong arguments: " + string.Join("; ", wrong.Fields.Select(f => $"{f.Field} {f.Problem}")));
        }
    }
}
