using Faculty.Domain.Teachers;
using Faculty.Domain.Time;

namespace Faculty.Domain.Quotas.Seats;

/// <summary>
/// The establishment (编制) of an organisation: how many seats are authorised since when, by which document, when nothing is filled, and which
/// seats are kept for somebody. Of a school it is the ledger; of an organisation above schools it is a cap on what the schools below have together.
/// Who is on a seat is not here: that is whoever is engaged as ESTABLISHED. Immutable; verbs return the next record.
/// </summary>
public sealed partial record Establishment
{
    public string EstablishmentId { get; init; } = "";

    public required string OrganisationCode { get; init; }

    public SeatControl Control { get; init; } = SeatControl.Hard;

    /// <summary>By first day. In a bucket the latest that has begun holds.</summary>
    public IReadOnlyList<Authorisation> Authorisations { get; init; } = [];

    public IReadOnlyList<SeatFreeze> Freezes { get; init; } = [];

    /// <summary>Seats kept for somebody (预占), open and closed ones, oldest first.</summary>
    public IReadOnlyList<SeatReservation> Reservations { get; init; } = [];

    /// <summary>Moves on with every write that takes a seat, so that two of them never pass each other.</summary>
    public long Serial { get; init; }

    /// <summary>Seats authorised in a bucket on a day; the pool is UNSPECIFIED.</summary>
    public int AuthorisedOn(DateOnly day, PostCategory bucket) => InForce(day, bucket)?.SeatCount ?? 0;

    /// <summary>All seats authorised on a day.</summary>
    public int AuthorisedOn(DateOnly day) => Buckets.Sum(bucket => AuthorisedOn(day, bucket));

    /// <summary>The authorisation that a bucket stands on on a day.</summary>
    public Authorisation? InForce(DateOnly day, PostCategory bucket) =>
        Authorisations.LastOrDefault(a => a.Category == bucket && a.StartDate <= day) is { } latest && latest.Period.Covers(day) ? latest : null;

    /// <summary>With what is authorised on the days of a period alone.</summary>
    public Establishment Within(Period period) => this with
    {
        Authorisations = [.. Authorisations.Select(a => (Own: a, Days: DaysOf(a)?.Intersect(period))).Where(a => a.Days is not null).Select(a => a.Own with { StartDate = a.Days!.Value.First, LastDate = a.Days.Value.Last })],
    };

    // Until the next authorisation of the bucket, whether that has ended or not.
    private Period? DaysOf(Authorisation authorisation) =>
        Authorisations.FirstOrDefault(a => a.Category == authorisation.Category && a.StartDate > authorisation.StartDate) is { } next
            ? authorisation.Period.Intersect(new(authorisation.StartDate, next.StartDate.AddDays(-1)))
            : authorisation.Period;

    /// <summary>Where a category is counted on a day: by itself when seats are authorised for it, in the common pool else.</summary>
    public PostCategory BucketOf(PostCategory category, DateOnly day) => InForce(day, category) is null ? PostCategory.Unspecified : category;

    /// <summary>Seats kept on a day in a bucket; <paramref name="outsideLines"/> = only those that no hiring line has.</summary>
    public int ReservedOn(DateOnly day, PostCategory bucket, bool outsideLines = false) =>
        Reservations.Count(r => r.HoldsOn(day) && (!outsideLines || r.LineCode.Length == 0) && BucketOf(r.Category, day) == bucket);

    public bool IsFrozenOn(DateOnly day) => Freezes.Any(f => f.Period.Covers(day));

    /// <summary>Every bucket that seats were ever authorised for, and the pool.</summary>
    public IReadOnlyList<PostCategory> Buckets => [.. Authorisations.Select(a => a.Category).Append(PostCategory.Unspecified).Distinct().Order()];

    /// <summary>The balance of a day by bucket; a bucket with nothing in it is left out.</summary>
    /// <param name="day">The day.</param>
    /// <param name="occupied">Heads on seats on the day; index = category (<see cref="Metrics.ScopeCells.SeatsOn"/>).</param>
    /// <param name="openLines">Seats that hiring lines may still fill on the day; index = category.</param>
    public IReadOnlyList<SeatBalance> BalanceOn(DateOnly day, IReadOnlyList<int> occupied, IReadOnlyList<int> openLines)
    {
        return
        [
            .. Buckets.Select(bucket => new SeatBalance
            {
                Category = bucket,
                Authorised = AuthorisedOn(day, bucket),
                Occupied = In(bucket, occupied),
                Reserved = ReservedOn(day, bucket),
                OpenApproved = In(bucket, openLines) + ReservedOn(day, bucket, outsideLines: true),
            }).Where(b => !b.IsEmpty),
        ];

        int In(PostCategory bucket, IReadOnlyList<int> byCategory) =>
            byCategory.Index().Where(c => BucketOf((PostCategory)c.Index, day) == bucket).Sum(c => c.Item);
    }
}

/// <summary>What a ledger does when a seat is wanted that is not there (编制管理方式).</summary>
public enum SeatControl
{
    Unspecified = 0,
    /// <summary>Refuses (刚性).</summary>
    Hard = 1,
    /// <summary>Asks for a reason, and takes it (弹性).</summary>
    Soft = 2,
    /// <summary>Only shows (仅提示).</summary>
    Info = 3,
}

/// <summary>Seats authorised (核定) from a day on, until the next authorisation of the bucket or a last day.</summary>
public sealed record Authorisation
{
    public string AuthorisationId { get; init; } = "";

    /// <summary>The category they are for; UNSPECIFIED = the pool of every category that has none of its own.</summary>
    public PostCategory Category { get; init; }

    public required int SeatCount { get; init; }

    /// <summary>Document (文号).</summary>
    public required string DocumentNumber { get; init; }

    public required DateOnly StartDate { get; init; }

    public DateOnly? LastDate { get; init; }

    public Period Period => new(StartDate, LastDate);
}

/// <summary>Days on which nothing is filled or kept (冻结).</summary>
public sealed record SeatFreeze
{
    public string FreezeId { get; init; } = "";

    public required string DocumentNumber { get; init; }

    public required DateOnly StartDate { get; init; }

    public DateOnly? LastDate { get; init; }

    public Period Period => new(StartDate, LastDate);
}
