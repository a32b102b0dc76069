using Faculty.Domain.Organisations;
using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.Server.Imports.Decide;
using Faculty.Server.Imports.Rows;
using Faculty.Server.Imports.Sheets;
using Faculty.Server.Organisations;
using Faculty.Server.Quotas.Hiring;
using Faculty.Server.Quotas.Seats;
using Faculty.Storage;
using Faculty.V1;

namespace Faculty.Server.Imports;

/// <summary>One import from the files to the journal: read and put down by person, decide person by person, write.</summary>
internal sealed partial class ImportRun(IRegistryStore store, JournalFollower follower, OrganisationDirectory directory, DateOnly today, Upload upload, ImportMode mode) : IDisposable
{
    private const long MostRowsAtOnce = 200_000;
    private const long MostRows = 50_000_000;
    private const int MostAttempts = 4;
    private const int Workers = 2;
    private readonly Lock gate = new();
    private long doneRows;
    private volatile string stage = "READING";
    private long totalRows;

    /// <summary>Whom the caller sees, and whose facts they change.</summary>
    public required TeacherRows Own { get; init; }

    /// <summary>The organisations the caller changes.</summary>
    public required Coverage OwnOrganisations { get; init; }

    /// <summary>Whose groups the caller decides on.</summary>
    public required Coverage OwnDecisions { get; init; }

    /// <summary>Asked before any ID number of the files is looked up.</summary>
    public required Func<ValueTask> BeforeNumbers { get; init; }

    /// <summary>The guard of the seats, and the ledgers it keeps.</summary>
    public required SeatWrites Seats { get; init; }

    public required EstablishmentDirectory Establishments { get; init; }

    public required HiringDirectory HiringLines { get; init; }

    /// <summary>Whose quotas the caller may change, and whether the caller says why.</summary>
    public required FileQuotas Quotas { get; init; }

    /// <summary>Makes an empty entry of the journal that says who imports and why.</summary>
    public required Func<WriteBatch> NewBatch { get; init; }

    /// <summary>Makes the first entry of an import that is taken whole: it holds the outcome, for a repeat of the request.</summary>
    public required Func<ImportOutcome, WriteBatch> HeadBatch { get; init; }

    public FaultList Faults { get; private set; } = new();

    /// <summary>How many of the faults tell that an ID number is that of somebody whom the caller may not see.</summary>
    public int ForeignNumbers { get; private set; }

    /// <summary>The last revision written; 0 when nothing was.</summary>
    public long LastRevision => lastRevision;

    public ImportProgress Progress => new() { Stage = stage, DoneRows = Interlocked.Read(ref doneRows), TotalRows = Interlocked.Read(ref totalRows) };

    public async Task<ImportOutcome> RunAsync(CancellationToken ct)
    {
        var most = mode is ImportMode.AllOrNothing or ImportMode.Partial ? MostRowsAtOnce : MostRows;
        using var rows = ReadRows.From(upload, Faults, most, done => Interlocked.Exchange(ref doneRows, done), ct);
        (stage, totalRows) = ("CHECKING", rows.Rows);
        if (rows.HasIdNumbers)
        {
            await BeforeNumbers();
        }
        var interned = new Interned();
        var events = FileEvents.Read(rows, today, Faults, interned);
        var tally = new Tally();
        tally.Add(rows.Refused, refused: true);
        tally.Add(events.Refused, refused: true);
        await follower.CaughtUpAsync(store.Revision, ct);
        ct.ThrowIfCancellationRequested();
        return mode == ImportMode.Blocks ? await RunBlocksAsync(rows, events, tally, ct) : await RunWholeAsync(rows, events, tally, ct);
    }

    // Everything is decided first and written as one group. When somebody writes in between, all is decided again.
    private async Task<ImportOutcome> RunWholeAsync(ReadRows rows, FileEvents events, Tally before, CancellationToken ct)
    {
        var (read, taken) = (Faults, mode == ImportMode.Partial);
        for (var attempt = 1; ; attempt++)
        {
            Interlocked.Exchange(ref doneRows, 0);
            (Faults, ForeignNumbers) = (read.Continued(), 0);
            var tally = new Tally();
            tally.Add(before, refused: false);
            var organisations = DecideOrganisations(rows, tally);
            var entries = new Entries(NewBatch, directory.Now, organisations.Writes);
            var claims = new Claims(ofRefused: mode != ImportMode.Partial);
            var ledgers = DecideLedgers(rows, organisations.Tree, organisations.Unclear, tally);
            var seats = new SeatCases(Seats, ledgers.View, ledgers.IsNew, organisations.Tree, Quotas.Explained);
            var persons = new PersonRefs(FileGroups.References(rows));
            await EachPartitionAsync(rows, async (found, token) =>
            {
                var decider = new PersonDecider(store, Own.Over(organisations.Tree), rows, claims, events, organisations.Tree, organisations.Unclear, today);
                foreach (var some in found.Chunk(500))
                {
                    Take(seats.Put(await DecideAsync(decider, some, claims, token)), tally, entries, persons);
                }
            }, ct);
            Take(await seats.SettleAsync(ct), tally, entries, persons);
            Take(await LateEvents.DecideAsync(store, Own, events, ct), tally, entries, persons);
            var groups = await new FileGroups(store, rows, Own.Over(organisations.Tree), OwnDecisions.Over(organisations.Tree), organisations.Tree, organisations.Unclear, persons, today).DecideAsync(ct);
            Faults.AddAll(groups.Faults);
            tally.Add(groups.Tally, refused: false);
            var lines = await DecideLinesAsync(rows, ledgers, seats, organisations.Tree, organisations.Unclear, tally, ct);

            var outcome = Outcome(tally);
            if (mode == ImportMode.Check || (!taken && Faults.Errors > 0) || (entries.IsEmpty && !organisations.AnyChange && !groups.AnyChange && !ledgers.AnyChange && !lines.AnyChange))
            {
                return outcome;
            }
            ct.ThrowIfCancellationRequested();
            (stage, outcome.Written) = ("WRITING", true);
            try
            {
                var head = HeadBatch(outcome);
                if (organisations.AnyChange)
                {
                    organisations.Put(head);
                }
                List<WriteBatch> ofLedgers =
                [
                    .. ledgers.Entries(head, Taken(seats, lines), NewBatch, directory.Now, organisations.Writes),
                    .. lines.Entries(NewBatch, directory.Now, organisations.Writes),
                ];
                var commits = await store.CommitGroupAsync([.. entries.Under(head), .. ofLedgers, .. groups.Entries(NewBatch, directory.Now, organisations.Writes)]);
                lastRevision = commits[^1].Revision;
                return outcome;
            }
            catch (Exception overtaken) when (overtaken is RevisionConflictException or DuplicateKeyException)
            {
                if (attempt == MostAttempts)
                {
                    throw new Refusal(ErrorReason.Conflict, "Other writes kept coming between; import again.") { RetryAfter = TimeSpan.FromSeconds(1) };
                }
                stage = "CHECKING";
                await follower.CaughtUpAsync(store.Revision, ct);
            }
        }
    }

    private OrganisationRows DecideOrganisations(ReadRows rows, Tally tally)
    {
        var organisations = OrganisationRows.Decide(rows, directory.Now, OwnOrganisations, new Interned());
        Faults.AddAll(organisations.Faults);
        tally.Add(organisations.Tally, refused: false);
        Interlocked.Add(ref doneRows, rows.RowsOfNobody);
        return organisations;
    }

    private FileEstablishments DecideLedgers(ReadRows rows, OrganisationTree tree, UnclearCodes unclear, Tally tally)
    {
        var ledgers = new FileEstablishments(rows, Establishments.Now, tree, unclear, Quotas.Over(tree), today).Decide();
        Faults.AddAll(ledgers.Faults);
        tally.Add(ledgers.Tally, refused: false);
        return ledgers;
    }

    private async Task<FileHiringLines> DecideLinesAsync(ReadRows rows, FileEstablishments ledgers, SeatCases seats, OrganisationTree tree, UnclearCodes unclear, Tally tally, CancellationToken ct)
    {
        var lines = await new FileHiringLines(rows, HiringLines.Now, ledgers, seats, tree, unclear, Quotas.Over(tree), today).DecideAsync(ct);
        Faults.AddAll(lines.Faults);
        tally.Add(lines.Tally, refused: false);
        return lines;
    }

    private static HashSet<string> Taken(SeatCases seats, FileHiringLines lines) => [.. seats.Taken, .. lines.Opened];

    private static async Task<List<Decision>> DecideAsync(PersonDecider decider, IEnumerable<PersonRows> persons, Claims numbers, CancellationToken ct)
    {
        var decisions = new List<Decision>();
        foreach (var person in persons)
        {
            ct.ThrowIfCancellationRequested();
            decisions.Add(await decider.DecideAsync(person, numbers, ct));
        }
        return decisions;
    }

    private void Take(List<Decision> decisions, Tally tally, Entries entries, PersonRefs persons)
    {
        lock (gate)
        {
            foreach (var decision in decisions)
            {
                persons.Note(decision.Reference, decision.Refused ? null : decision.TeacherId);
                Faults.AddAll(decision.Faults);
                ForeignNumbers += decision.ForeignNumbers;
                tally.Add(decision.Tally, decision.Refused);
            }
        }
        Interlocked.Add(ref doneRows, decisions.Sum(d => d.Tally.Rows));
        if (mode is ImportMode.AllOrNothing or ImportMode.Partial)
        {
            entries.Add([.. decisions.Where(d => !d.Refused)]);
        }
    }

    private static Task EachPartitionAsync(ReadRows rows, Func<List<PersonRows>, CancellationToken, Task> work, CancellationToken ct) =>
        Parallel.ForEachAsync(
            Enumerable.Range(0, rows.Spill.Partitions),
            new ParallelOptions { MaxDegreeOfParallelism = Workers, CancellationToken = ct },
            async (partition, token) =>
            {
                using var owner = rows.Spill.Read(partition, out var records);
                await work(PersonRows.Of(records, partition, rows.Tables), token);
            });

    private ImportOutcome Outcome(Tally tally) => new()
    {
        Counts = { tally.Counts() },
        FaultCount = Faults.Errors,
        WarningCount = Faults.Warnings,
        Note = (mode, Faults.Errors) switch
        {
            (ImportMode.Check, 0) => "Nothing was written: this was a check.",
            (ImportMode.Check, _) => "Mend the faults and check again.",
            (_, 0) => "",
            (ImportMode.AllOrNothing, _) => "Nothing was written: mend the faults and import again, or take the good persons only.",
            (ImportMode.Partial, _) => "The persons without faults were taken; mend the others and import again: what is done is found unchanged.",
            _ => "Blocks with faults were refused whole; mend the faults and run again: what is done is found unchanged.",
        },
    };
}
