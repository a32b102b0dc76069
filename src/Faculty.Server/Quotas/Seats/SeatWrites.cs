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
        foreach (var (code, move) in Moves(changes))
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
            var claims = claim is not null && LedgerOf(claim.Engagement.SchoolCode) == code;
            claimed |= claims;
            var next = claims ? claim!.Take(found.Value) : found.Value;
            next = changes.SelectMany(c => c.Before.Engagements).Aggregate(next, (ledger, e) => ledger.Follow(e.EngagementId, StartOn(changes, e.EngagementId, code)));
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
        SeatRules.Require(found.Value, next, await HeadsAsync(found, from, ct), move, explained: batch.Reason is not null);
    }

    /// <summary>The heads on a ledger's seats from a day on, counted after the ledger was read: whatever took a seat before that version is among them.</summary>
    public async Task<SeatHeads> HeadsAsync(Stored<Establishment> ledger, DateOnly from, CancellationToken ct)
    {
        await follower.CaughtUpAsync(ledger.Revision, ct);
        return cube.Read(moment => SeatHeads.Of(moment.Cells(ledger.Value.OrganisationCode), from));
    }

    /// <summary>What changes of records take from each ledger and give back to it.</summary>
    public IEnumerable<(string OrganisationCode, SeatMove Move)> Moves(IReadOnlyList<(Teacher Before, Teacher After)> changes)
    {
        var (before, after) = (SpansByLedger(changes.Select(c => c.Before)), SpansByLedger(changes.Select(c => c.After)));
        return before.Select(g => g.Key).Union(after.Select(g => g.Key), StringComparer.Ordinal)
            .Select(code => (code, SeatMove.Between([.. before[code]], [.. after[code]])))
            .Where(m => m.Item2 is { Taken.Count: > 0 } or { Given.Count: > 0 });
    }

    private ILookup<string, SeatSpan> SpansByLedger(IEnumerable<Teacher> records) =>
        records.SelectMany(SeatSpan.Of).ToLookup(s => LedgerOf(s.SchoolCode), StringComparer.Ordinal);

    // The first day of an engagement after the changes; null when it takes no seat of the ledger any more.
    private DateOnly? StartOn(IReadOnlyList<(Teacher Before, Teacher After)> changes, string engagementId, string code) =>
        changes.SelectMany(c => SeatSpan.Of(c.After)).FirstOrDefault(s => s.EngagementId == engagementId && LedgerOf(s.SchoolCode) == code)?.Period.First;

    private string LedgerOf(string schoolCode) => EstablishmentView.LedgerOf(schoolCode, organisations.Tree, clock.TodayInChina()) ?? schoolCode;

    // Who came by a line and whose engagement is withdrawn or begins on another day.
    private void FollowLines(WriteBatch batch, IReadOnlyList<(Teacher Before, Teacher After)> changes)
    {
        foreach (var engagement in changes.SelectMany(c => c.Before.Engagements))
        {
            if (lines.Now.OfEngagement(engagement.EngagementId) is not { } line)
            {
                continue;
            }
            var start = changes.SelectMany(c => c.After.Engagements).FirstOrDefault(e => e.EngagementId == engagement.EngagementId && e.SchoolCode == line.Value.SchoolCode)?.StartDate;
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
