using Faculty.Domain.Time;
using Faculty.Domain.Training.Orders;

namespace Faculty.Domain.Training.Menu;

/// <summary>
/// An item of the menu of a school (培训项目): what is taught, how long, to how many, where and for how much. Every change is a new version; an
/// order keeps the version it was submitted with. Immutable; verbs return the next record.
/// </summary>
public sealed partial record MenuItem
{
    public string ItemId { get; init; } = "";

    public required string SchoolCode { get; init; }

    /// <summary>What people call it by; one of a school, never reused.</summary>
    public required string Code { get; init; }

    /// <summary>1, and one more with every change.</summary>
    public int Version { get; init; } = 1;

    public required string Name { get; init; }

    /// <summary>d-dd-dd-dd of the classification of occupations.</summary>
    public required string OccupationCode { get; init; }

    /// <summary>The level it leads to; unspecified = none.</summary>
    public SkillLevel Level { get; init; }

    /// <summary>课时 of theory.</summary>
    public int TheoryHours { get; init; }

    /// <summary>课时 of practice.</summary>
    public int PracticeHours { get; init; }

    public required int SmallestClass { get; init; }

    public required int LargestClass { get; init; }

    public required TrainingMode Mode { get; init; }

    /// <summary>What the place must have; may be empty.</summary>
    public string VenueNeeds { get; init; } = "";

    /// <summary>Fen a head; null = no automatic price.</summary>
    public long? PriceFen { get; init; }

    /// <summary>Fen a head that the state pays; null = none known.</summary>
    public long? SubsidyFen { get; init; }

    /// <summary>In words; empty without a subsidy.</summary>
    public string SubsidyClass { get; init; } = "";

    public required AssessmentKind Assessment { get; init; }

    /// <summary>What those who pass get; may be empty.</summary>
    public string Certificate { get; init; } = "";

    public required DateOnly StartDate { get; init; }

    /// <summary>None = open.</summary>
    public DateOnly? LastDate { get; init; }

    /// <summary>The department that answers for it; may be empty.</summary>
    public string DepartmentCode { get; init; } = "";

    /// <summary>What every trainer must be able to.</summary>
    public IReadOnlyList<OrderedSkill> Skills { get; init; } = [];

    /// <summary>How many teach at once.</summary>
    public int TrainersNeeded { get; init; } = 1;

    /// <summary>BCP 47 tags; empty = not said.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    public MenuWithdrawal? Withdrawal { get; init; }

    /// <summary>It may be ordered on the day.</summary>
    public bool IsOfferedOn(DateOnly day) => new Period(StartDate, LastDate).Covers(day) && !(Withdrawal?.EffectiveDate <= day);

    /// <summary>The next version, with everything but what the item is known by.</summary>
    public MenuItem Revise(MenuItem next) => Standing() with
    {
        Version = Version + 1, Name = next.Name, OccupationCode = next.OccupationCode, Level = next.Level, TheoryHours = next.TheoryHours, PracticeHours = next.PracticeHours,
        SmallestClass = next.SmallestClass, LargestClass = next.LargestClass, Mode = next.Mode, VenueNeeds = next.VenueNeeds, PriceFen = next.PriceFen, SubsidyFen = next.SubsidyFen,
        SubsidyClass = next.SubsidyClass, Assessment = next.Assessment, Certificate = next.Certificate, StartDate = next.StartDate, LastDate = next.LastDate,
        DepartmentCode = next.DepartmentCode, Skills = next.Skills, TrainersNeeded = next.TrainersNeeded, Languages = next.Languages,
    };

    /// <summary>Off the menu from a day on, for good.</summary>
    public MenuItem Withdraw(MenuWithdrawal withdrawal) => withdrawal.EffectiveDate >= StartDate
        ? Standing() with { Version = Version + 1, Withdrawal = withdrawal }
        : throw new RuleBroken(
            Reason.MenuWithdrawalEarlier, "An item is taken off the menu on its first day or later.",
            ("item_code", Code), ("start_date", $"{StartDate:O}"), ("effective_date", $"{withdrawal.EffectiveDate:O}"));

    /// <summary>The item as an order freezes it.</summary>
    public OrderedItem Freeze() => new()
    {
        Code = Code, Version = Version, Name = Name, TheoryHours = TheoryHours, PracticeHours = PracticeHours, SmallestClass = SmallestClass, LargestClass = LargestClass,
        PriceFen = PriceFen, Skills = Skills, TrainersNeeded = TrainersNeeded,
    };

    private MenuItem Standing() => Withdrawal is null ? this : throw new RuleBroken(
        Reason.MenuItemWithdrawn, "The item is taken off the menu.",
        ("item_code", Code), ("document_number", Withdrawal.DocumentNumber), ("effective_date", $"{Withdrawal.EffectiveDate:O}"));
}

/// <summary>Where an item is taught (培训方式).</summary>
public enum TrainingMode
{
    Unspecified = 0,
    School = 1,
    /// <summary>送教上门.</summary>
    Enterprise = 2,
    Mixed = 3,
}

/// <summary>How an item ends (考核方式).</summary>
public enum AssessmentKind
{
    Unspecified = 0,
    None = 1,
    /// <summary>The school's own.</summary>
    Completion = 2,
    /// <summary>For a level of skill.</summary>
    SkillLevel = 3,
    /// <summary>For another certificate.</summary>
    Certificate = 4,
}

/// <summary>The document that takes an item off the menu (下架).</summary>
public sealed record MenuWithdrawal
{
    public required string DocumentNumber { get; init; }

    /// <summary>From this day on it is not offered.</summary>
    public required DateOnly EffectiveDate { get; init; }
}
