using Faculty.Domain.Time;

namespace Faculty.Domain.Training.Orders;

/// <summary>
/// An order of an enterprise (企业点单): what is to be taught to how many, when and where, by whom, for how much, and what came of it. Every change
/// is a step (<see cref="OrderSteps"/>) with who took it and when. Immutable; verbs return the next record.
/// </summary>
public sealed partial record Order
{
    public string OrderId { get; init; } = "";

    /// <summary>What people call it by, such as 20261127-7K3MQ; unique, never reused.</summary>
    public required string Number { get; init; }

    /// <summary>The enterprise that orders.</summary>
    public required string EnterpriseCode { get; init; }

    /// <summary>统一社会信用代码 of the enterprise, as on its licence.</summary>
    public required string CreditCode { get; init; }

    /// <summary>The school that delivers.</summary>
    public required string SchoolCode { get; init; }

    /// <summary>Where it is taught: a travel place of the pool's rules, such as the code of the enterprise; empty = at the school.</summary>
    public string PlaceCode { get; init; } = "";

    /// <summary>The address in words; may be empty.</summary>
    public string Address { get; init; } = "";

    /// <summary>Languages of which trainers speak one at least; empty = any.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Trainers that the enterprise does not want; the school knows who they are.</summary>
    public IReadOnlyList<string> BlockedTrainerIds { get; init; } = [];

    public IReadOnlyList<OrderLine> Lines { get; init; } = [];

    /// <summary>In the order in which they were planned.</summary>
    public IReadOnlyList<TeachingSession> Sessions { get; init; } = [];

    /// <summary>Every trainer who was ever planned, in that order: the place here is the alias, so that it stays.</summary>
    public IReadOnlyList<string> Roster { get; init; } = [];

    public Quote? Quote { get; init; }

    /// <summary>Where the last step left it; <see cref="StateAt"/> knows of quotes that are over.</summary>
    public OrderState State { get; init; } = OrderState.Draft;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<OrderStep> Steps { get; init; } = [];

    public IReadOnlyList<Rating> Ratings { get; init; } = [];

    public Settlement? Settlement { get; init; }
}

/// <summary>States of an order; the arrows between them are <see cref="OrderSteps"/>.</summary>
public enum OrderState
{
    Unspecified = 0,
    Draft = 1,
    Submitted = 2,
    Quoted = 3,
    Confirmed = 4,
    InDelivery = 5,
    Delivered = 6,
    Rated = 7,
    Settled = 8,
    Rejected = 9,
    Cancelled = 10,
    /// <summary>Nobody can teach it now; it keeps its place in the queue (候补).</summary>
    NoTrainer = 11,
}

/// <summary>Who stands on which side of an order.</summary>
public enum OrderParty
{
    Unspecified = 0,
    /// <summary>The enterprise that ordered (企业).</summary>
    Enterprise = 1,
    /// <summary>The school that delivers (学校).</summary>
    School = 2,
}

/// <summary>An item that is ordered, as the menu had it then.</summary>
public sealed record OrderLine
{
    /// <summary>1, 2, 3 … within the order.</summary>
    public required int LineNumber { get; init; }

    public required OrderedItem Item { get; init; }

    public required int Heads { get; init; }

    /// <summary>When it may be taught; none = any day.</summary>
    public IReadOnlyList<DateWindow> Windows { get; init; } = [];

    /// <summary>How many completed it; null until delivered.</summary>
    public int? Completed { get; init; }

    /// <summary>How many of them passed.</summary>
    public int? Passed { get; init; }
}

/// <summary>Days on which something may be taught; both count.</summary>
public sealed record DateWindow
{
    public required DateOnly StartDate { get; init; }

    public required DateOnly LastDate { get; init; }

    public Period Period => new(StartDate, LastDate);
}

/// <summary>A menu item as it was when it was ordered: what the menu says later changes no order.</summary>
public sealed record OrderedItem
{
    public required string Code { get; init; }

    /// <summary>Version of the item.</summary>
    public int Version { get; init; }

    public required string Name { get; init; }

    /// <summary>课时 of theory.</summary>
    public int TheoryHours { get; init; }

    /// <summary>课时 of practice.</summary>
    public int PracticeHours { get; init; }

    public int SmallestClass { get; init; } = 1;

    public int LargestClass { get; init; } = int.MaxValue;

    /// <summary>Fen a head; null = no amount in the menu, so the coordinator types one.</summary>
    public long? PriceFen { get; init; }

    /// <summary>What every trainer of it must be able to.</summary>
    public IReadOnlyList<OrderedSkill> Skills { get; init; } = [];

    /// <summary>How many teach at once.</summary>
    public int TrainersNeeded { get; init; } = 1;
}

/// <summary>A skill at a level or a higher one (技能要求).</summary>
public sealed record OrderedSkill
{
    /// <summary>d-dd-dd-dd of the classification of occupations.</summary>
    public required string OccupationCode { get; init; }

    /// <summary>The lowest that will do: "at least 三级" means 三级, 二级, 一级.</summary>
    public required SkillLevel Level { get; init; }
}

/// <summary>A quote (报价): the price of every line, kept with its trainers until an instant.</summary>
public sealed record Quote
{
    public required IReadOnlyList<QuotedLine> Lines { get; init; }

    /// <summary>What is paid for in the end.</summary>
    public required SettlementBasis Basis { get; init; }

    public required DateTimeOffset QuoteTime { get; init; }

    /// <summary>From this instant on nothing is held any more.</summary>
    public required DateTimeOffset ExpireTime { get; init; }

    public long AmountFen => Lines.Sum(l => l.AmountFen);
}

/// <summary>The price of a line, whatever the menu says later.</summary>
public sealed record QuotedLine
{
    public required int LineNumber { get; init; }

    /// <summary>Fen for all heads of the line.</summary>
    public required long AmountFen { get; init; }
}

/// <summary>What an enterprise pays for (结算方式).</summary>
public enum SettlementBasis
{
    Unspecified = 0,
    /// <summary>Each head that passed the assessment (按合格).</summary>
    PerPass = 1,
    /// <summary>Each head that completed the course (按结业).</summary>
    PerCompletion = 2,
}

/// <summary>A party's opinion, given once (评价).</summary>
public sealed record Rating
{
    public required OrderParty Party { get; init; }

    /// <summary>1 to 5, 5 the best.</summary>
    public required int Stars { get; init; }

    /// <summary>No personal data.</summary>
    public string Note { get; init; } = "";
}
