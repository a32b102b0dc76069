namespace Faculty.Domain.Quotas.PartTime;

/// <summary>
/// The budget of a school for part-time teachers in a calendar year (兼职教师经费预算), and the rules it is kept by. A line of work belongs to the
/// year it was taught in, whenever it is paid. Every write about such a line replaces this record, so that none passes another. Immutable.
/// </summary>
public sealed record PartTimeBudget
{
    /// <summary>A fifth (20 %) in hundredths of a percent.</summary>
    public const int UsualCap = 2_000;

    /// <summary>200 hours in hundredths.</summary>
    public const int UsualMonthlyHours = 20_000;

    public string BudgetId { get; init; } = "";

    public required string SchoolCode { get; init; }

    /// <summary>Calendar year, which is the fiscal year.</summary>
    public required int Year { get; init; }

    /// <summary>By day; of one day, the last one recorded holds.</summary>
    public IReadOnlyList<BudgetRevision> Revisions { get; init; } = [];

    public BudgetControl Control { get; init; } = BudgetControl.Hard;

    public CapRule Cap { get; init; } = new();

    /// <summary>Hours that one person may have in a month at the school; in hundredths.</summary>
    public int MostMonthlyHours { get; init; } = UsualMonthlyHours;

    /// <summary>Moves on with every write about the year.</summary>
    public long Serial { get; init; }

    public BudgetRevision? InForce(DateOnly day) => Revisions.LastOrDefault(r => r.Date <= day);

    /// <summary>The budget in fen on a day; 0 before the first document.</summary>
    public long AmountOn(DateOnly day) => InForce(day)?.AmountFen ?? 0;

    public PartTimeBudget Revise(BudgetRevision revision) => Touched() with { Revisions = [.. Revisions.Append(revision).OrderBy(r => r.Date)] };

    public PartTimeBudget With(BudgetControl control, CapRule cap, int mostMonthlyHours) => Touched() with { Control = control, Cap = cap, MostMonthlyHours = mostMonthlyHours };

    /// <summary>The record that says that something of the year was written; whoever decided beside it decides again.</summary>
    public PartTimeBudget Touched() => this with { Serial = Serial + 1 };

    /// <summary>What became of the budget by a day.</summary>
    public BudgetUse UseOn(DateOnly day, IEnumerable<HoursLine> lines)
    {
        var sum = HoursSum.Of(lines, day);
        return new(AmountOn(day), sum.PaidFen, sum.PayableFen);
    }

    /// <summary>Refuses payments that are more than the budget on a day from theirs on. What is paid already is not asked about on days they do not reach.</summary>
    /// <param name="lines">All lines of the year, as they are before.</param>
    /// <param name="wantedFen">What is to be paid.</param>
    /// <param name="payDate">The day it is paid on.</param>
    /// <param name="explained">The caller says why.</param>
    public void RequireMoney(IReadOnlyCollection<HoursLine> lines, long wantedFen, DateOnly payDate, bool explained)
    {
        if (Control == BudgetControl.Info || (Control == BudgetControl.Soft && explained) || wantedFen <= 0)
        {
            return;
        }
        // Paid and budget move on these days only.
        var days = new SortedSet<DateOnly>(Revisions.Select(r => r.Date).Concat(lines.SelectMany(l => l.Steps).Select(s => s.Date)).Where(d => d > payDate)) { payDate };
        foreach (var day in days)
        {
            var paid = HoursSum.Of(lines, day).PaidFen;
            if (paid + wantedFen > AmountOn(day))
            {
                throw new RuleBroken(
                    Reason.BudgetExhausted, "The budget does not hold this payment.",
                    ("school_code", SchoolCode), ("year", $"{Year}"), ("day", $"{day:O}"), ("budget_fen", $"{AmountOn(day)}"), ("paid_fen", $"{paid}"), ("wanted_fen", $"{wantedFen}"), ("control", $"{Control}"));
            }
        }
    }
}

/// <summary>The whole amount from a day on, by a document (预算及调整).</summary>
public sealed record BudgetRevision
{
    public string RevisionId { get; init; } = "";

    /// <summary>The whole budget of the year from the day on.</summary>
    public required long AmountFen { get; init; }

    /// <summary>Document (文号).</summary>
    public required string DocumentNumber { get; init; }

    public required DateOnly Date { get; init; }
}

/// <summary>What a budget does when more is to be paid than it holds (预算管理方式).</summary>
public enum BudgetControl
{
    Unspecified = 0,
    /// <summary>Refuses (刚性).</summary>
    Hard = 1,
    /// <summary>Asks for a reason, and takes it (弹性).</summary>
    Soft = 2,
    /// <summary>Only shows (仅提示).</summary>
    Info = 3,
}

/// <summary>Budget, paid and payable of a day; left = budget − paid − payable, below zero when more is owed than there is.</summary>
public readonly record struct BudgetUse(long BudgetFen, long PaidFen, long PayableFen)
{
    public long LeftFen => BudgetFen - PaidFen - PayableFen;
}
