using Faculty.Domain.Metrics;
using Faculty.Domain.Organisations;
using Faculty.Domain.Quotas.Seats;

namespace Faculty.Server.Quotas.Seats;

/// <summary>What was known of seats at one revision: the organisations, heads on seats of some of them on some days, establishments and hiring lines.</summary>
internal sealed record SeatMoment(long Revision, OrganisationTree Tree, IReadOnlyDictionary<(string Code, DateOnly Day), int[]> Heads, SeatLedgerView Ledgers)
{
    /// <summary>The account of a school on a day.</summary>
    public SeatAccount Account(string schoolCode, DateOnly day) => SeatAccount.Of(Ledgers.Establishment(schoolCode), Ledgers.LinesOf(schoolCode, Tree, day), Heads[(schoolCode, day)], day);

    /// <summary>Heads on seats of organisations on their days.</summary>
    public static Dictionary<(string, DateOnly), int[]> Read(Func<string, ScopeCells> cells, IEnumerable<(string Code, DateOnly Day)> asked)
    {
        var heads = new Dictionary<(string, DateOnly), int[]>();
        foreach (var (code, day) in asked)
        {
            if (!heads.ContainsKey((code, day)))
            {
                heads.Add((code, day), cells(code).SeatsOn(day));
            }
        }
        return heads;
    }
}
