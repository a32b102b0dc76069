using Faculty.Domain;
using Faculty.Domain.Organisations;
using Faculty.Domain.Quotas.Seats;
using Faculty.Domain.Teachers;
using Faculty.Server.Hosting;
using Faculty.Server.Metrics;
using Faculty.Server.Organisations;
using Faculty.Server.Quotas.Hiring;
using Faculty.Storage;

namespace Faculty.Server.Quotas.Seats;

/// <summary>
/// The guard of the seats: whatever changes who is on a seat of a school with an establishment passes here. A change that takes a seat finds one
/// vacant on every day of it and replaces the establishment, so that of two changes that take the last seat one is decided again.
/// </summary>
internal sealed class SeatWrites(
    IRegistryStore store, JournalFollower follower, OrganisationDirectory organisations, EstablishmentDirectory establishments, HiringDirectory lines, RatioView cube, TimeProvider clock)
{
    /// <summary>The changes of one batch keep every ledger, and hold only while it is as they found it.</summary>
    public async Task RequireAsync(WriteBatch batch, IReadOnlyList<(Teacher Before, Teacher After)> changes, SeatClaim? claim, CancellationToken ct)
    {
        await follower.CaughtUpAsync(store.Revision, ct);
        var view = establishments.Now;
        var claimed = false;
        var tree = organisations.Tree;
        foreach (var (code, move) in Moves(changes, tree))
        {
            var found = view.Find(code);
            if (found is null)
            {
                if (move.TakesMore)
                {
                    // A ledger made meanwhile would not have counted it.
                    batch.RelyOnFree(Documents.Establishments, Documents.CodeIndex, code);
                }
                continue;
            }
            var claims = claim is not null && EstablishmentView.LedgerOf(claim.Engagement.SchoolCode, tree, claim.Engagement.StartDate) == code;
            claimed |= claims;
            var next = claims ? claim!.Take(found.Value) : found.Value;
            next = changes.SelectMany(c => c.Before.Engagements).Aggregate(next, (ledger, e) => ledger.Follow(e.EngagementId, StartOn(changes, e.EngagementId, code, tree)));
            if (move.TakesMore)
            {
                next = next.Taken();
                await RequireFreeAsync(batch, found, next, move, move.FirstDay, ct);
            }
            if (!ReferenceEquals(next, found.Value))
            {
                batch.Replace(Documents.Establishments, found, next);
            }
        }
        if (claim is not null && !claimed)
        {
            throw Refusal.NotFound(Documents.Establishments.Name, claim.Engagement.SchoolCode);
        }
        FollowLines(batch, changes);
    }

    /// <summary>A seat is vacant on every day of what a change takes or keeps, from its first day on.</summary>
    public async Task RequireFreeAsync(WriteBatch batch, Stored<Establishment> found, Establishment next, SeatMove move, DateOnly from, CancellationToken ct)
    {
        SeatRules.Require(found.Value, next, await HeadsAsync(found, from, ct), move, explained: batch.Reason is not null, clock.TodayInChina());
    }

    /// <summary>What stands today against a change on a ledger's seats; null when nothing does.</summary>
    public RuleBroken? Broken(Establishment ledger, SeatHeads heads, SeatMove move, bool explained) =>
        SeatRules.Broken(ledger, ledger, heads, move, explained, clock.TodayInChina());

    /// <summary>
    /// An organisation that comes to stand elsewhere takes its seats along: those authorised are held against the caps above, and the people of an
    /// attached class against the ledger. Where there is neither, nothing is refused.
    /// </summary>
    public async Task RequireAsync(WriteBatch batch, OrganisationTree before, Organisation next, CancellationToken ct)
    {
        if (before.Find(next.Code)?.Parents.SequenceEqual(next.Parents) != false)
        {
            return;
        }
        await follower.CaughtUpAsync(store.Revision, ct);
        var (view, after) = (establishments.Now, before.With(next));
        AuthorisedSeats.RequireMoved(next.Code, view, before, after, explained: batch.Reason is not null);
        // What is authorised meanwhile, decided by the tree as it was, decides again.
        _ = view.All.IsEmpty ? view.RelyOnGuard(batch) : view.Guard(batch);
        var people = next.Kind == OrganisationKind.AttachedClass && !view.All.IsEmpty ? cube.Read(moment => SeatHeads.Of(moment.Cells(next.Code), DateOnly.MinValue)).Spans(next.Code) : [];
        foreach (var (code, move) in Moves(ByLedger(people, before), ByLedger(people, after)))
        {
            if (view.Find(code) is { } found)
            {
                var taken = found.Value.Taken();
                if (move.TakesMore)
                {
                    await RequireFreeAsync(batch, found, taken, move, move.FirstDay, ct);
                }
                batch.Replace(Documents.Establishments, found, taken);
            }
        }
    }

    /// <summary>The heads on a ledger's seats from a day on, counted after the ledger was read: whatever took a seat before that version is among them.</summary>
    public async Task<SeatHeads> HeadsAsync(Stored<Establishment> ledger, DateOnly from, CancellationToken ct)
    {
        await follower.CaughtUpAsync(ledger.Revision, ct);
        return cube.Read(moment => SeatHeads.Of(moment.Cells(ledger.Value.OrganisationCode), from));
    }

    /// <summary>What changes of records take from each ledger and give back to it.</summary>
    public static IEnumerable<(string OrganisationCode, SeatMove Move)> Moves(IReadOnlyList<(Teacher Before, Teacher After)> changes, OrganisationTree tree) =>
        Moves(ByLedger(changes.SelectMany(c => SeatSpan.Of(c.Before)), tree), ByLedger(changes.SelectMany(c => SeatSpan.Of(c.After)), tree));

    /// <summary>What each ledger loses and gains between seats before and after.</summary>
    public static IEnumerable<(string OrganisationCode, SeatMove Move)> Moves(ILookup<string, SeatSpan> before, ILookup<string, SeatSpan> after) =>
        before.Select(g => g.Key).Union(after.Select(g => g.Key), StringComparer.Ordinal)
            .Select(code => (code, SeatMove.Between([.. before[code]], [.. after[code]])))
            .Where(m => m.Item2 is { Taken.Count: > 0 } or { Given.Count: > 0 });

    /// <summary>Seats by the ledger they are on, each cut where its school comes under another.</summary>
    public static ILookup<string, SeatSpan> ByLedger(IEnumerable<SeatSpan> spans, OrganisationTree tree) => spans
        .SelectMany(s => EstablishmentView.LedgersOf(s.SchoolCode, tree, s.Period).Select(l => (l.Code, Span: s with { Period = l.During })))
        .ToLookup(l => l.Code, l => l.Span, StringComparer.Ordinal);

    // The first day of an engagement after the changes; null when it takes no seat of the ledger any more.
    private static DateOnly? StartOn(IReadOnlyList<(Teacher Before, Teacher After)> changes, string engagementId, string code, OrganisationTree tree) =>
        ByLedger(changes.SelectMany(c => SeatSpan.Of(c.After)).Where(s => s.EngagementId == engagementId), tree)[code].FirstOrDefault()?.Period.First;

    // Who came by a line and whose engagement is withdrawn, is of another kind, or begins on another day.
    private void FollowLines(WriteBatch batch, IReadOnlyList<(Teacher Before, Teacher After)> changes)
    {
        foreach (var engagement in changes.SelectMany(c => c.Before.Engagements))
        {
            if (lines.Now.OfEngagement(engagement.EngagementId) is not { } line)
            {
                continue;
            }
            var start = changes.SelectMany(c => c.After.Engagements).FirstOrDefault(e => e.EngagementId == engagement.EngagementId && e.SchoolCode == line.Value.SchoolCode && e.Kind == line.Value.EngagementKind)?.StartDate;
            var next = line.Value.Follow(engagement.EngagementId, start);
            if (!ReferenceEquals(next, line.Value))
            {
                batch.Replace(Documents.HiringLines, line, next);
            }
        }
    }
}

/// <summary>A kept seat that an engagement takes.</summary>
internal sealed record SeatClaim(string ReservationId, Engagement Engagement, PostCategory Category)
{
    /// <summary>The ledger in which the seat is the engagement's.</summary>
    public Establishment Take(Establishment ledger) => ledger.Commit(ReservationId, Engagement.EngagementId, Category, Engagement.StartDate);
}
