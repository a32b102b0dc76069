using Faculty.Domain.Quotas.Hiring;
using Faculty.Domain.Teachers;

namespace Faculty.Domain.Quotas.Seats;

/// <summary>
/// The seats of one school on a day, or of several together (编制余额): the balance by bucket, what is over summed where it is over, and the
/// documents it stands on. Accounts of the parts of an organisation sum to its own.
/// </summary>
public sealed class SeatAccount
{
    /// <summary>Number of categories, the unspecified one included: length of every array by category.</summary>
    public static readonly int Categories = Enum.GetValues<PostCategory>().Length;

    private readonly SortedDictionary<PostCategory, Bucket> buckets = [];
    private readonly SortedSet<string> documents = new(StringComparer.Ordinal);

    /// <summary>The buckets with anything in them, categories first, the pool (UNSPECIFIED) last.</summary>
    public IEnumerable<Bucket> Buckets => buckets.Values.OrderBy(b => b.Category == PostCategory.Unspecified);

    /// <summary>Everything together.</summary>
    public SeatBalance Whole => SeatBalance.Sum(buckets.Values.Select(b => b.Balance)) with { Category = PostCategory.Unspecified };

    /// <summary>Over the establishment, summed over the schools and buckets that are: a want elsewhere hides nothing.</summary>
    public int Over => buckets.Values.Sum(b => b.Over);

    /// <summary>Of those occupied and over: at schools for which no seats are recorded on the day.</summary>
    public int Unrecorded => buckets.Values.Sum(b => b.Unrecorded);

    /// <summary>Documents the authorised seats stand on.</summary>
    public IReadOnlyCollection<string> Documents => documents;

    /// <summary>The account of one school on a day.</summary>
    /// <param name="establishment">Its establishment; null = none is recorded.</param>
    /// <param name="lines">Its hiring lines.</param>
    /// <param name="occupied">Heads on its seats on the day, by category.</param>
    /// <param name="day">The day.</param>
    public static SeatAccount Of(Establishment? establishment, IEnumerable<HiringLine> lines, IReadOnlyList<int> occupied, DateOnly day)
    {
        var account = new SeatAccount();
        var open = OpenLines.On(day, lines, _ => establishment);
        var ledger = establishment ?? new() { OrganisationCode = "" };
        var recorded = ledger.Authorisations.Any(a => ledger.InForce(day, a.Category) is not null);
        foreach (var balance in ledger.BalanceOn(day, occupied, open))
        {
            account.Find(balance.Category).Add(balance, balance.Over, recorded ? 0 : balance.Occupied);
            if (ledger.InForce(day, balance.Category) is { } authorisation)
            {
                account.documents.Add(authorisation.DocumentNumber);
                account.Find(balance.Category).Documents.Add(authorisation.DocumentNumber);
            }
        }
        for (var i = 0; i < Categories; i++)
        {
            var category = (PostCategory)i;
            var kept = ledger.Reservations.Where(r => r.Category == category && r.HoldsOn(day)).ToList();
            account.Find(ledger.BucketOf(category, day)).Inside[i] += new SeatBalance
            {
                Category = category, Occupied = occupied[i], Reserved = kept.Count, OpenApproved = open[i] + kept.Count(r => r.LineCode.Length == 0),
            };
        }
        return account.WithoutEmpty();
    }

    /// <summary>Takes in another account.</summary>
    public void Add(SeatAccount other)
    {
        documents.UnionWith(other.documents);
        foreach (var bucket in other.buckets.Values)
        {
            var own = Find(bucket.Category);
            own.Add(bucket.Balance, bucket.Over, bucket.Unrecorded);
            own.Documents.UnionWith(bucket.Documents);
            for (var i = 0; i < Categories; i++)
            {
                own.Inside[i] += bucket.Inside[i];
            }
        }
    }

    private Bucket Find(PostCategory category) => buckets.TryGetValue(category, out var found) ? found : buckets[category] = new(category);

    private SeatAccount WithoutEmpty()
    {
        foreach (var bucket in buckets.Values.Where(b => b.Balance.IsEmpty).ToList())
        {
            buckets.Remove(bucket.Category);
        }
        return this;
    }

    /// <summary>A bucket of an account; of several schools, what their buckets of one category have together.</summary>
    public sealed class Bucket(PostCategory category)
    {
        /// <summary>The category; UNSPECIFIED = the pool.</summary>
        public PostCategory Category => category;

        public SeatBalance Balance { get; private set; } = new() { Category = category };

        public int Over { get; private set; }

        public int Unrecorded { get; private set; }

        /// <summary>The categories that are counted in it, by category, without authorised seats of their own.</summary>
        public SeatBalance[] Inside { get; } = new SeatBalance[Categories];

        public SortedSet<string> Documents { get; } = new(StringComparer.Ordinal);

        internal void Add(SeatBalance balance, int over, int unrecorded) =>
            (Balance, Over, Unrecorded) = (Balance + balance with { Category = category }, Over + over, Unrecorded + unrecorded);
    }
}
