using Faculty.Domain;
using Faculty.Domain.Organisations;
using Faculty.Domain.Quotas.Hiring;
using Faculty.Server.Hosting;
using Faculty.Server.Imports.Rows;
using Faculty.Server.Imports.Sheets;
using Faculty.Server.Organisations;
using Faculty.Server.Quotas.Hiring;
using Faculty.Server.Quotas.Seats;
using Faculty.Storage;
using Faculty.V1;
using HiringLine = Faculty.Domain.Quotas.Hiring.HiringLine;
using HiringStep = Faculty.Domain.Quotas.Hiring.HiringStep;
using HiringStepType = Faculty.Domain.Quotas.Hiring.HiringStepType;
using OrganisationKind = Faculty.Domain.Organisations.OrganisationKind;

namespace Faculty.Server.Imports.Decide;

/// <summary>
/// What the hiring lines of the files do to the plan: decided after authorised seats and persons, and held against what is free to plan one after
/// the other, those that give seats back first.
/// </summary>
internal sealed class FileHiringLines(ReadRows file, HiringView before, FileEstablishments ledgers, SeatCases seats, OrganisationTree tree, UnclearCodes unclear, FileQuotas own, DateOnly today)
{
    private const int LinesAnEntry = 50;
    private readonly List<Change> good = [];
    private readonly Dictionary<string, HiringLine> planned = new(StringComparer.Ordinal);
    private readonly HashSet<string> opened = new(StringComparer.Ordinal);

    public Tally Tally { get; } = new();

    public List<ImportFault> Faults { get; } = [];

    public bool AnyChange => good.Count > 0;

    /// <summary>Ledgers on whose free seats more is approved: they hold only as they were found.</summary>
    public IReadOnlySet<string> Opened => opened;

    public async Task<FileHiringLines> DecideAsync(CancellationToken ct)
    {
        var interned = new Interned();
        var changes = new List<Change>();
        foreach (var rows in file.Ledgers.Select(r => new Row(file.Tables[RowRecord.Table(r.Span)], r, Faults, interned)).Where(r => r.Table.Sheet is HiringLinesSheet)
            .GroupBy(r => r.Identifier(HiringLinesSheet.Code), StringComparer.Ordinal))
        {
            foreach (var again in rows.Skip(1).Where(_ => rows.Key.Length > 0))
            {
                again.Fault(null, ImportFaultCode.DuplicateRow, $"The line stands in row {rows.First().Number}.");
            }
            changes.AddRange(rows.Select(Decide).OfType<Change>());
        }
        foreach (var change in changes.OrderBy(c => PlanRules.OpensMore(c.Now, c.Next, c.From)).ThenBy(c => c.Row.Number))
        {
            await PlanAsync(change, ct);
        }
        return this;
    }

    /// <summary>The entries that write the lines.</summary>
    public IEnumerable<WriteBatch> Entries(Func<WriteBatch> newBatch, OrganisationView organisations, Func<string, bool> isWrittenHere)
    {
        foreach (var some in good.Chunk(LinesAnEntry))
        {
            var batch = newBatch();
            foreach (var (_, _, next, _) in some)
            {
                _ = before.Find(next.Code) is { } held ? batch.Replace(Documents.HiringLines, held, next) : batch.Insert(Documents.HiringLines, next.LineId, next);
            }
            yield return organisations.RelyOn(batch, some.SelectMany(c => (string[])[c.Next.SchoolCode, c.Next.DepartmentCode]).Where(code => !isWrittenHere(code)));
        }
    }

    // The line as its row leaves it; null when the row changes nothing or is refused.
    private Change? Decide(Row row)
    {
        var read = HiringLinesSheet.Read(row);
        row.Add(HiringChecks.Of(read, today));
        var held = before.Find(read.Code)?.Value;
        RequirePlaces(row, read, held);
        var steps = Steps(row, held);
        if (row.Refused)
        {
            Tally.Add(Roster.HiringLines, RowResult.Refused);
            return null;
        }
        var now = held ?? read with { LineId = Ids.New() };
        var wanted = held is null ? now : HiringLinesSheet.Keep(row, read, held);
        try
        {
            var next = steps.Aggregate(wanted == now ? now : now.Revise(wanted, today), (line, step) => line.Take(step));
            if (held is not null && next == held)
            {
                Tally.Add(Roster.HiringLines, RowResult.Unchanged);
                return null;
            }
            if ((held is null || wanted != now) && !own.Writes.Covers(read.SchoolCode))
            {
                row.Wrong(HiringLinesSheet.Host, ImportFaultCode.NotYours, "is not a school whose hiring you plan");
            }
            return row.Refused ? Refused() : new(row, now, next, From(steps));
        }
        catch (RuleBroken broken)
        {
            row.Breaks(broken);
            return Refused();
        }

        Change? Refused()
        {
            Tally.Add(Roster.HiringLines, RowResult.Refused);
            return null;
        }
    }

    private void RequirePlaces(Row row, HiringLine read, HiringLine? held)
    {
        if (held is not null && !own.Reads.Covers(held.SchoolCode))
        {
            row.Wrong(HiringLinesSheet.Code, ImportFaultCode.NotYours, "belongs to a hiring line that is not one of yours");
            return;
        }
        if (held is not null && held.SchoolCode != read.SchoolCode)
        {
            row.Wrong(HiringLinesSheet.Host, ImportFaultCode.Rule, "must stay; make another line for another school");
        }
        if (held is not null && held.Year != read.Year)
        {
            row.Wrong(HiringLinesSheet.Year, ImportFaultCode.Rule, "must stay; make another line for another year");
        }
        if (held is null || held.SchoolCode != read.SchoolCode)
        {
            RequirePlace(row, HiringLinesSheet.Host, read.SchoolCode, tree.Find(read.SchoolCode) is { Kind: OrganisationKind.School or OrganisationKind.AttachedClass }, "must be a school of the registry");
        }
        if (read.DepartmentCode.Length > 0 && held?.DepartmentCode != read.DepartmentCode)
        {
            RequirePlace(row, HiringLinesSheet.Department, read.DepartmentCode, tree.Find(read.DepartmentCode)?.LastParentOn(today) == read.SchoolCode, "must be a department of the school, or empty");
        }
    }

    private void RequirePlace(Row row, Column column, string code, bool fits, string problem)
    {
        if (!row.Accepts(column) || fits)
        {
            return;
        }
        if (unclear.May(code))
        {
            row.Refuse(column);
        }
        else
        {
            row.Wrong(column, tree.Find(code) is null ? ImportFaultCode.UnknownOrganisation : ImportFaultCode.OrganisationRule, problem);
        }
    }

    // The steps that the row says and the line has not taken, in the order of their days.
    private List<HiringStep> Steps(Row row, HiringLine? held)
    {
        var steps = new List<HiringStep>();
        foreach (var columns in HiringLinesSheet.Steps)
        {
            if (columns.Read(row) is not { } step)
            {
                continue;
            }
            var taken = held is null ? null : HiringLinesSheet.Held(held, columns);
            if (taken == step)
            {
                continue;
            }
            row.Add(HiringChecks.Of(step, today).Select(f => f with { Field = $"{columns.Name}.{f.Field}" }));
            if (!row.Accepts(columns.Date))
            {
                continue;
            }
            if (taken is not null)
            {
                row.Wrong(columns.Date, ImportFaultCode.Rule, "must be as recorded, number and document too: a step that was taken is not changed by a file");
            }
            else if (!(columns.IsDecision ? own.Approves : own.Writes).Covers(row.Glance(HiringLinesSheet.Host)))
            {
                row.Wrong(columns.Date, ImportFaultCode.NotYours, columns.IsDecision ? "is decided by the office above; leave the cells empty" : "is told by the school; leave the cells empty");
            }
            steps.Add(step);
        }
        return [.. steps.OrderBy(s => s.Date)];
    }

    // Seats open with the last approval.
    private DateOnly From(List<HiringStep> steps) =>
        steps.Where(s => s.Type == HiringStepType.Approve).Select(s => s.Date).DefaultIfEmpty(steps.Count > 0 ? steps[0].Date : today).Max();

    private async Task PlanAsync(Change change, CancellationToken ct)
    {
        var code = EstablishmentView.LedgerOf(change.Next.SchoolCode, tree, today) ?? change.Next.SchoolCode;
        if (ledgers.View.Find(code) is { } ledger && PlanRules.OpensMore(change.Now, change.Next, change.From))
        {
            try
            {
                PlanRules.Require(ledger.Value, await seats.HeadsAsync(ledger, ct), Others(code, change.Next.Code), change.Now, change.Next, change.From, own.Explained);
                opened.Add(code);
            }
            catch (RuleBroken broken)
            {
                change.Row.Breaks(broken);
                Tally.Add(Roster.HiringLines, RowResult.Refused);
                return;
            }
        }
        Tally.Add(Roster.HiringLines, before.Find(change.Next.Code) is null ? RowResult.Created : RowResult.Changed);
        planned[change.Next.Code] = change.Next;
        good.Add(change);
    }

    // The other lines of a ledger, as the files have left them so far.
    private List<HiringLine> Others(string ledgerCode, string lineCode) =>
    [
        .. before.OfLedger(ledgerCode, tree, today).Where(l => !planned.ContainsKey(l.Code))
            .Concat(planned.Values.Where(l => (EstablishmentView.LedgerOf(l.SchoolCode, tree, today) ?? l.SchoolCode) == ledgerCode))
            .Where(l => l.Code != lineCode),
    ];

    private sealed record Change(Row Row, HiringLine Now, HiringLine Next, DateOnly From);
}
