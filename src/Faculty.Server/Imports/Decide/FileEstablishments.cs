using Faculty.Domain;
using Faculty.Domain.Organisations;
using Faculty.Domain.Quotas.Seats;
using Faculty.Server.Hosting;
using Faculty.Server.Imports.Rows;
using Faculty.Server.Imports.Sheets;
using Faculty.Server.Organisations;
using Faculty.Server.Quotas.Seats;
using Faculty.Storage;
using Faculty.V1;
using Authorisation = Faculty.Domain.Quotas.Seats.Authorisation;
using Establishment = Faculty.Domain.Quotas.Seats.Establishment;
using PostCategory = Faculty.Domain.Teachers.PostCategory;
using SeatControl = Faculty.Domain.Quotas.Seats.SeatControl;

namespace Faculty.Server.Imports.Decide;

/// <summary>
/// What the authorised seats of the files do to the ledgers: decided before the persons, who may take them, and held against the caps all together.
/// A ledger with a fault is refused whole.
/// </summary>
internal sealed class FileEstablishments(ReadRows file, EstablishmentView before, OrganisationTree tree, UnclearCodes unclear, FileQuotas own, DateOnly today)
{
    private const int LedgersAnEntry = 100;
    private readonly List<Change> good = [];
    private EstablishmentView? view;

    public Tally Tally { get; } = new();

    public List<ImportFault> Faults { get; } = [];

    public bool AnyChange => good.Count > 0;

    /// <summary>The ledgers as the files leave them.</summary>
    public EstablishmentView View => view ?? before;

    /// <summary>A ledger that the files make: whoever is on a seat already is counted by it, and not refused.</summary>
    public bool IsNew(string organisationCode) => before.Find(organisationCode) is null;

    public FileEstablishments Decide()
    {
        var interned = new Interned();
        foreach (var rows in file.Ledgers.Select(r => new Row(file.Tables[RowRecord.Table(r.Span)], r, Faults, interned)).Where(r => r.Table.Sheet is EstablishmentSheet)
            .GroupBy(r => r.Identifier(EstablishmentSheet.Holder), StringComparer.Ordinal))
        {
            Decide(rows.Key, [.. rows]);
        }
        while (Broken() is { } broken)
        {
            Refuse(Culprit(broken), broken);
        }
        good.ForEach(change => Tally.Add(change.Tally, refused: false));
        view = before with { All = before.All.SetItems(good.Select(c => KeyValuePair.Create(c.Next.OrganisationCode, new Stored<Establishment>(c.Next.EstablishmentId, before.Find(c.Next.OrganisationCode)?.Revision ?? 0, c.Next)))) };
        return this;
    }

    /// <summary>The entries that write the ledgers, also those of which persons or lines of the files take seats; the first entry of the group holds their guard.</summary>
    public IEnumerable<WriteBatch> Entries(WriteBatch head, IReadOnlySet<string> taken, Func<WriteBatch> newBatch, OrganisationView organisations, Func<string, bool> isWrittenHere)
    {
        // A ledger made meanwhile would not have been asked.
        _ = AnyChange ? before.Guard(head) : before.RelyOnGuard(head);
        foreach (var some in good.Select(c => c.Next.OrganisationCode).Union(taken, StringComparer.Ordinal).Chunk(LedgersAnEntry))
        {
            var batch = newBatch();
            foreach (var code in some)
            {
                var next = taken.Contains(code) ? View.Find(code)!.Value.Taken() : View.Find(code)!.Value;
                _ = before.Find(code) is { } held ? batch.Replace(Documents.Establishments, held, next) : batch.Insert(Documents.Establishments, next.EstablishmentId, next);
            }
            yield return organisations.RelyOn(batch, some.Where(code => !isWrittenHere(code)));
        }
    }

    private void Decide(string code, List<Row> rows)
    {
        var held = before.Find(code)?.Value;
        var next = held ?? new() { EstablishmentId = Ids.New(), OrganisationCode = code };
        var (tally, first) = (new Tally(), rows[0]);
        RequirePlace(first, code, held);
        next = Controlled(rows, next);
        var controlled = held is not null && next.Control != held.Control;
        var taken = new HashSet<(PostCategory, DateOnly)>();
        foreach (var row in rows)
        {
            var read = EstablishmentSheet.Read(row);
            row.Add(AuthorisationChecks.Of(read, today));
            if (!row.Refused && !taken.Add((read.Category, read.StartDate)))
            {
                row.Fault(null, ImportFaultCode.DuplicateRow, "The same stands in an earlier row.");
            }
            next = row.Refused ? next : Bring(row, read, next, tally, controlled && row == first);
        }
        if (!rows.Exists(r => r.Refused) && tally.Changes > 0 && !own.Approves.Covers(code))
        {
            first.Wrong(EstablishmentSheet.Holder, ImportFaultCode.NotYours, "has seats authorised by the office above; leave the rows out");
        }
        var refused = rows.Exists(r => r.Refused);
        if (!refused && tally.Changes > 0)
        {
            good.Add(new(rows, tally, next));
            return;
        }
        Tally.Add(Roster.Establishment, refused ? RowResult.Refused : RowResult.Unchanged, rows.Count);
    }

    private void RequirePlace(Row row, string code, Establishment? held)
    {
        if (!row.Accepts(EstablishmentSheet.Holder))
        {
            return;
        }
        if (tree.Find(code) is null && unclear.May(code))
        {
            row.Refuse(EstablishmentSheet.Holder);
        }
        else if (tree.Find(code) is null)
        {
            row.Wrong(EstablishmentSheet.Holder, ImportFaultCode.UnknownOrganisation, "is no organisation of the registry or of the files");
        }
        else if (held is null && AuthorisedSeats.Problem(code, tree, today) is { } problem)
        {
            row.Wrong(EstablishmentSheet.Holder, ImportFaultCode.Rule, problem);
        }
        else if (!own.Reads.Covers(code) && !own.Approves.Covers(code))
        {
            row.Wrong(EstablishmentSheet.Holder, ImportFaultCode.NotYours, "is not one of your organisations");
        }
    }

    private static Establishment Bring(Row row, Authorisation read, Establishment next, Tally tally, bool changes)
    {
        var held = next.Authorisations.FirstOrDefault(a => a.Category == read.Category && a.StartDate == read.StartDate);
        var wanted = held is null ? read with { AuthorisationId = Ids.New() } : EstablishmentSheet.Keep(read, held, row.Table);
        try
        {
            var brought = held is null ? next.Authorise(wanted) : wanted == held ? next : next.Correct(wanted);
            tally.Add(Roster.Establishment, held is null ? RowResult.Created : wanted == held && !changes ? RowResult.Unchanged : RowResult.Changed);
            return brought;
        }
        catch (RuleBroken broken)
        {
            row.Breaks(broken);
            return next;
        }
    }

    private static Establishment Controlled(List<Row> rows, Establishment next)
    {
        var said = SeatControl.Unspecified;
        foreach (var row in rows)
        {
            var control = row.Code(EstablishmentSheet.Control, CodedValues.SeatControls);
            if (said != SeatControl.Unspecified && control != SeatControl.Unspecified && control != said)
            {
                row.Wrong(EstablishmentSheet.Control, ImportFaultCode.Rule, "must be the same in every row of the organisation");
            }
            said = said == SeatControl.Unspecified ? control : said;
        }
        return said == SeatControl.Unspecified ? next : next.With(said);
    }

    private RuleBroken? Broken()
    {
        try
        {
            AuthorisedSeats.Require([.. good.Select(c => c.Next)], before, tree, today, own.Explained);
            return null;
        }
        catch (RuleBroken broken)
        {
            return broken;
        }
    }

    // Of several that pass a cap only together, the last of the file that has more seats on the day; a cap that was lowered when none has.
    private Change Culprit(RuleBroken broken)
    {
        var facts = broken.Facts.ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal);
        var (cap, day, bucket) = (facts["organisation_code"], DateOnly.Parse(facts["day"], System.Globalization.CultureInfo.InvariantCulture), Enum.Parse<PostCategory>(facts["category"]));
        return good.FindLast(c => c.Next.OrganisationCode != cap && AuthorisedSeats.Upwards(c.Next.OrganisationCode, tree, today).Contains(cap) && On(c.Next) > On(before.Find(c.Next.OrganisationCode)?.Value))
            ?? good.Find(c => c.Next.OrganisationCode == cap) ?? good[^1];

        int On(Establishment? establishment) => establishment is null ? 0 : bucket == PostCategory.Unspecified ? establishment.AuthorisedOn(day) : establishment.AuthorisedOn(day, bucket);
    }

    private void Refuse(Change change, RuleBroken broken)
    {
        change.Rows[^1].Breaks(broken);
        Tally.Add(Roster.Establishment, RowResult.Refused, change.Rows.Count);
        good.Remove(change);
    }

    private sealed record Change(List<Row> Rows, Tally Tally, Establishment Next);
}

/// <summary>Whose quotas the caller of an import sees, plans and decides on, and that a reason is given, which a soft ledger asks.</summary>
internal sealed record FileQuotas(Access.Coverage Reads, Access.Coverage Writes, Access.Coverage Approves, bool Explained)
{
    /// <summary>The same in another tree.</summary>
    public FileQuotas Over(OrganisationTree tree) => new(Reads.Over(tree), Writes.Over(tree), Approves.Over(tree), Explained);
}
