using Faculty.Domain.Teachers;

namespace Faculty.Domain.Quotas.Seats;

/// <summary>
/// The balance of a bucket of seats on a day: authorised = occupied + reserved + vacant (核定 = 在编 + 预占 + 空缺). Vacant below zero is
/// over-establishment (超编): it is told, and nobody is removed for it.
/// </summary>
public readonly record struct SeatBalance
{
    /// <summary>The bucket; UNSPECIFIED = the pool, or a sum over several.</summary>
    public PostCategory Category { get; init; }

    public int Authorised { get; init; }

    public int Occupied { get; init; }

    public int Reserved { get; init; }

    /// <summary>Approved and not filled: what hiring lines may still fill, and seats kept outside lines.</summary>
    public int OpenApproved { get; init; }

    public int Vacant => Authorised - Occupied - Reserved;

    /// <summary>What may still be planned for.</summary>
    public int FreeToPlan => Authorised - Occupied - OpenApproved;

    public int Over => Math.Max(0, -Vacant);

    public bool IsEmpty => Authorised == 0 && Occupied == 0 && Reserved == 0 && OpenApproved == 0;

    /// <summary>Two balances together; the category stays when it is the same.</summary>
    public static SeatBalance operator +(SeatBalance one, SeatBalance other) => new()
    {
        Category = one.IsEmpty ? other.Category : other.IsEmpty || one.Category == other.Category ? one.Category : PostCategory.Unspecified,
        Authorised = one.Authorised + other.Authorised,
        Occupied = one.Occupied + other.Occupied,
        Reserved = one.Reserved + other.Reserved,
        OpenApproved = one.OpenApproved + other.OpenApproved,
    };

    public static SeatBalance Sum(IEnumerable<SeatBalance> balances) => balances.Aggregate(default(SeatBalance), (sum, next) => sum + next);
}
