using Faculty.Server.Imports.Decide;
using Faculty.Server.Imports.Rows;
using Faculty.Server.Imports.Sheets;
using Faculty.Storage;
using Faculty.V1;

namespace Faculty.Server.Imports;

/// <summary>Large imports: block by block, each all or nothing; what an earlier run has written is found unchanged, so running again finishes.</summary>
internal sealed partial class ImportRun
{
    private const int PersonsABlock = 500;
    // Blocks that may want the same seats are decided one after another.
    private readonly SemaphoreSlim turn = new(1, 1);
    private int blocksDone;
    private int blocksRefused;
    private long lastRevision;

    public void Dispose() => turn.Dispose();

    private async Task<ImportOutcome> RunBlocksAsync(ReadRows rows, FileEvents events, Tally tally, CancellationToken ct)
    {
        var unclear = await WriteOrganisationsAsync(rows, tally, ct);
        rows.DropOrganisations();
        var records = new Claims(ofRefused: true);
        var refs = new PersonRefs(FileGroups.References(rows));
        await EachPartitionAsync(rows, async (persons, token) =>
        {
            var decider = new PersonDecider(store, Own.Over(directory.Tree), rows, records, events, directory.Tree, unclear, today);
            foreach (var block in persons.Chunk(PersonsABlock))
            {
                token.ThrowIfCancellationRequested();
                // Between blocks the registry judges by what is written: numbers of a whole file would fill the memory.
                await WriteBlockAsync(tally, refs, () => DecideAsync(decider, block, new Claims(ofRefused: true), CancellationToken.None));
            }
        }, ct);
        await WriteBlockAsync(tally, refs, () => LateEvents.DecideAsync(store, Own, events, CancellationToken.None));
        await WriteGroupsAsync(rows, unclear, refs, tally, ct);
        await WriteLedgersAsync(rows, unclear, tally, ct);
        var outcome = Outcome(tally);
        (outcome.BlocksDone, outcome.BlocksRefused, outcome.Written) = (blocksDone, blocksRefused, lastRevision > 0);
        return outcome;
    }

    private async Task<UnclearCodes> WriteOrganisationsAsync(ReadRows rows, Tally tally, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            var organisations = OrganisationRows.Decide(rows, directory.Now, OwnOrganisations, new Interned());
            // Good ones are taken even when others are not: persons below the others are refused.
            try
            {
                if (organisations.AnyChange)
                {
                    var batch = NewBatch();
                    organisations.Put(batch);
                    Wrote((await store.CommitAsync(batch)).Revision);
                }
                Faults.AddAll(organisations.Faults);
                tally.Add(organisations.Tally, refused: false);
                await follower.CaughtUpAsync(store.Revision, ct);
                return organisations.Unclear;
            }
            catch (Exception overtaken) when (attempt < MostAttempts && overtaken is RevisionConflictException or DuplicateKeyException)
            {
                await follower.CaughtUpAsync(store.Revision, ct);
            }
        }
    }

    // After the persons in them; good ones are taken even when others are not.
    private async Task WriteGroupsAsync(ReadRows rows, UnclearCodes unclear, PersonRefs refs, Tally tally, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            var groups = await new FileGroups(store, rows, Own.Over(directory.Tree), OwnDecisions.Over(directory.Tree), directory.Tree, unclear, refs, today).DecideAsync(ct);
            try
            {
                if (groups.AnyChange)
                {
                    Wrote((await store.CommitGroupAsync([.. groups.Entries(NewBatch, directory.Now, _ => false)]))[^1].Revision);
                }
                Faults.AddAll(groups.Faults);
                tally.Add(groups.Tally, refused: false);
                return;
            }
            catch (Exception overtaken) when (attempt < MostAttempts && overtaken is RevisionConflictException or DuplicateKeyException)
            {
                await follower.CaughtUpAsync(store.Revision, ct);
            }
        }
    }

    // Last, so that a ledger the files make counts who is written; good ones are taken even when others are not.
    private async Task WriteLedgersAsync(ReadRows rows, UnclearCodes unclear, Tally tally, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            await follower.CaughtUpAsync(store.Revision, ct);
            var (read, told) = (Faults.Continued(), new Tally());
            var ledgers = DecideLedgers(rows, directory.Tree, unclear, told);
            var lines = await DecideLinesAsync(rows, ledgers, new(Seats, ledgers.View, ledgers.IsNew, directory.Tree, Quotas.Explained), directory.Tree, unclear, told, ct);
            try
            {
                if (ledgers.AnyChange || lines.AnyChange)
                {
                    var head = NewBatch();
                    List<WriteBatch> written = [.. ledgers.Entries(head, lines.Opened, NewBatch, directory.Now, _ => false), .. lines.Entries(NewBatch, directory.Now, _ => false)];
                    Wrote((await store.CommitGroupAsync([head, .. written]))[^1].Revision);
                }
                tally.Add(told, refused: false);
                return;
            }
            catch (Exception overtaken) when (attempt < MostAttempts && overtaken is RevisionConflictException or DuplicateKeyException)
            {
                Faults = read;
            }
        }
    }

    private async Task WriteBlockAsync(Tally tally, PersonRefs refs, Func<Task<List<Decision>>> decide)
    {
        stage = "WRITING";
        var waits = !Establishments.Now.All.IsEmpty;
        if (waits)
        {
            await turn.WaitAsync();
        }
        try
        {
            await DecideBlockAsync(tally, refs, decide);
        }
        finally
        {
            _ = waits ? turn.Release() : 0;
        }
    }

    private async Task DecideBlockAsync(Tally tally, PersonRefs refs, Func<Task<List<Decision>>> decide)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (!Establishments.Now.All.IsEmpty)
            {
                await follower.CaughtUpAsync(store.Revision, CancellationToken.None);
            }
            var seats = new SeatCases(Seats, Establishments.Now, _ => false, directory.Tree, Quotas.Explained);
            var decisions = seats.Put(await decide());
            decisions.AddRange(await seats.SettleAsync(CancellationToken.None));
            var refused = decisions.Exists(d => d.Refused);
            try
            {
                if (!refused && decisions.Exists(d => d.Writes))
                {
                    var entries = new Entries(NewBatch, directory.Now, _ => false);
                    entries.Add(decisions);
                    var head = NewBatch();
                    seats.PutInto(head);
                    Wrote((await store.CommitGroupAsync(entries.Under(head)))[^1].Revision);
                }
                Count(tally, decisions, refused, refs);
                return;
            }
            catch (Exception overtaken) when (overtaken is RevisionConflictException or DuplicateKeyException)
            {
                if (attempt == MostAttempts)
                {
                    Faults.Add(Header.Fault("", 0, "", ImportFaultCode.StaleRow, "Other writes kept coming between the rows of a block; run again."));
                    Count(tally, decisions, refused: true, refs);
                    return;
                }
                await follower.CaughtUpAsync(store.Revision, CancellationToken.None);
            }
        }
    }

    private void Count(Tally tally, List<Decision> decisions, bool refused, PersonRefs refs)
    {
        lock (gate)
        {
            _ = decisions.Count == 0 ? 0 : refused ? blocksRefused++ : blocksDone++;
            foreach (var decision in decisions)
            {
                Faults.AddAll(decision.Faults);
                refs.Note(decision.Reference, refused ? null : decision.TeacherId);
                ForeignNumbers += decision.ForeignNumbers;
                tally.Add(decision.Tally, refused);
                doneRows += decision.Tally.Rows;
            }
        }
    }

    private void Wrote(long revision)
    {
        lock (gate)
        {
            lastRevision = Math.Max(lastRevision, revision);
        }
    }
}
