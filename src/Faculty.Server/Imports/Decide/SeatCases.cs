using Faculty.Domain.Organisations;
using Faculty.Domain.Quotas.Seats;
using Faculty.Server.Quotas.Seats;
using Faculty.Storage;

namespace Faculty.Server.Imports.Decide;

/// <summary>
/// Seats that the persons of an import take and give back. Whoever changes seats of a school with an establishment waits here until all are read,
/// so that one may take what another gives, wherever their rows stand; then who finds no seat is told so, and the others have theirs. Safe for
/// several threads while persons are put.
/// </summary>
/// <param name="seats">The guard.</param>
/// <param name="establishments">The ledgers, as the files leave them.</param>
/// <param name="isNew">A ledger is the files' own: who is on its seats is counted and not refused.</param>
/// <param name="tree">The organisations, as the files leave them.</param>
/// <param name="explained">The caller says why.</param>
internal sealed class SeatCases(SeatWrites seats, EstablishmentView establishments, Func<string, bool> isNew, OrganisationTree tree, bool explained)
{
    private readonly Lock gate = new();
    private readonly List<Case> cases = [];
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);

    /// <summary>The decisions to be settled now; those that wait are kept back.</summary>
    public List<Decision> Put(List<Decision> decisions)
    {
        if (establishments.All.IsEmpty)
        {
            return decisions;
        }
        var open = new List<Decision>(decisions.Count);
        foreach (var decision in decisions)
        {
            var moves = decision is { Refused: false, Next: { } next }
                ? SeatWrites.Moves([(decision.Held?.Value ?? next with { Engagements = [], Posts = [] }, next)], tree).Where(m => establishments.Find(m.OrganisationCode) is not null).ToList()
                : [];
            if (moves.Count == 0)
            {
                open.Add(decision);
                continue;
            }
            lock (gate)
            {
                cases.Add(new(decision, moves));
            }
        }
        return open;
    }

    /// <summary>Gives out the seats there are, in the order of the persons; returns all that waited, whoever found none with the fault.</summary>
    public async Task<List<Decision>> SettleAsync(CancellationToken ct)
    {
        cases.Sort((one, other) => string.CompareOrdinal(one.Decision.Reference, other.Decision.Reference));
        // Who is refused gives nothing either, and another may have taken that: all over again, until nobody falls.
        while (await GiveOutAsync(ct) > 0)
        {
        }
        foreach (var move in cases.Where(c => !c.Decision.Refused).SelectMany(c => c.Moves).Where(m => m.Move.TakesMore && !isNew(m.OrganisationCode)))
        {
            taken.Add(move.OrganisationCode);
        }
        return cases.ConvertAll(c => c.Decision);
    }

    /// <summary>The ledgers that hold only as they were found; whoever takes a seat beside it decides again.</summary>
    public IReadOnlySet<string> Taken => taken;

    /// <summary>The heads on a ledger's seats on any day, with those whom the files bring.</summary>
    public async Task<SeatHeads> HeadsAsync(Stored<Establishment> ledger, CancellationToken ct)
    {
        var heads = await seats.HeadsAsync(ledger, DateOnly.MinValue, ct);
        foreach (var (_, move) in cases.Where(c => !c.Decision.Refused).SelectMany(c => c.Moves).Where(m => m.OrganisationCode == ledger.Value.OrganisationCode))
        {
            heads.Add(move);
        }
        return heads;
    }

    /// <summary>The batch holds only while the ledgers are as they were found.</summary>
    public void PutInto(WriteBatch batch)
    {
        foreach (var code in taken)
        {
            var found = establishments.Find(code)!;
            batch.Replace(Documents.Establishments, found, found.Value.Taken());
        }
        // A ledger made meanwhile would not have been asked.
        establishments.RelyOnGuard(batch);
    }

    private async Task<int> GiveOutAsync(CancellationToken ct)
    {
        var standing = cases.Where(c => !c.Decision.Refused).ToList();
        var heads = new Dictionary<string, SeatHeads>(StringComparer.Ordinal);
        foreach (var (code, move) in standing.SelectMany(c => c.Moves))
        {
            var counted = heads.TryGetValue(code, out var known) ? known : heads[code] = await seats.HeadsAsync(establishments.Find(code)!, DateOnly.MinValue, ct);
            counted.Add(new([], move.Given));
        }
        var fallen = 0;
        foreach (var (decision, moves) in standing)
        {
            foreach (var (code, move) in moves)
            {
                // Its own seats are asked about as they were.
                heads[code].Add(new(move.Given, []));
                var ledger = establishments.Find(code)!.Value;
                if (move.TakesMore && !isNew(code) && seats.Broken(ledger, heads[code], move, explained) is { } broken)
                {
                    decision.Breaks!(broken);
                    decision.Refused = true;
                }
            }
            if (decision.Refused)
            {
                fallen++;
                continue;
            }
            foreach (var (code, move) in moves)
            {
                heads[code].Add(move);
            }
        }
        return fallen;
    }

    private sealed record Case(Decision Decision, List<(string OrganisationCode, SeatMove Move)> Moves);
}
