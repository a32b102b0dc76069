using Faculty.Domain.Organisations;
using Faculty.Domain.Quotas.Hiring;
using Faculty.Domain.Quotas.Seats;
using Faculty.Server.Quotas.Hiring;
using Faculty.Storage;

namespace Faculty.Server.Quotas.Seats;

/// <summary>Establishments and hiring lines as known at a revision.</summary>
internal sealed record SeatLedgerView(EstablishmentView Establishments, HiringView Lines)
{
    public static readonly SeatLedgerView Empty = new(EstablishmentView.Empty, HiringView.Empty);

    public Establishment? Establishment(string organisationCode) => Establishments.Find(organisationCode)?.Value;

    /// <summary>The lines whose seats are on a school's ledger, those of classes attached to it with them.</summary>
    public IEnumerable<HiringLine> LinesOf(string schoolCode, OrganisationTree tree, DateOnly day) => Lines.OfLedger(schoolCode, tree, day);

    /// <summary>The line somebody with this engagement came by, or null.</summary>
    public HiringLine? LineOf(string engagementId) => Lines.OfEngagement(engagementId)?.Value;

    /// <summary>These, which are at the revision or later, as they were known at it; of organisations that are not named nothing may be asked.</summary>
    public async Task<SeatLedgerView> AtAsync(IRegistryStore store, long revision, IReadOnlyCollection<string> codes, CancellationToken ct)
    {
        if (codes.All(code => !(Establishments.Find(code)?.Revision > revision) && LinesAt(code).All(l => l.Revision <= revision)))
        {
            return this;
        }
        var then = Empty;
        foreach (var code in codes)
        {
            if (Establishments.Find(code) is { } newest && await AtAsync(store, Documents.Establishments, newest, revision, ct) is { } ledger)
            {
                then = then with { Establishments = then.Establishments.With(ledger) };
            }
            foreach (var line in LinesAt(code))
            {
                if (await AtAsync(store, Documents.HiringLines, line, revision, ct) is { } known)
                {
                    then = then with { Lines = then.Lines.With(known) };
                }
            }
        }
        return then;
    }

    private IEnumerable<Stored<HiringLine>> LinesAt(string schoolCode) => Lines.OfSchool(schoolCode).Select(l => Lines.Find(l.Code)!);

    private static async ValueTask<Stored<T>?> AtAsync<T>(IRegistryStore store, DocumentType<T> type, Stored<T> newest, long revision, CancellationToken ct) =>
        newest.Revision <= revision ? newest : await store.FindAtAsync(type, newest.Id, revision, ct);
}
