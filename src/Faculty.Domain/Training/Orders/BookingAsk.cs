using Faculty.Domain.Teachers;
using Faculty.Domain.Time;
using Faculty.Domain.Training.Pool;

namespace Faculty.Domain.Training.Orders;

/// <summary>A time for which somebody is looked for, and what they must be.</summary>
public sealed record BookingAsk
{
    public required TeachingTime Time { get; init; }

    /// <summary>A travel place of the pool's rules.</summary>
    public required string PlaceCode { get; init; }

    public required string EnterpriseCode { get; init; }

    public required TeachingKind Kind { get; init; }

    public IReadOnlyList<OrderedSkill> Skills { get; init; } = [];

    /// <summary>One of them at least; empty = any.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    public IReadOnlyList<string> BlockedTrainerIds { get; init; } = [];

    /// <summary>What a session of an order asks for.</summary>
    public static BookingAsk Of(Order order, TeachingSession session) => new()
    {
        Time = session.Time, PlaceCode = order.SessionPlace, EnterpriseCode = order.EnterpriseCode, Kind = session.Kind,
        Skills = order.Line(session.LineNumber).Item.Skills, Languages = order.Languages, BlockedTrainerIds = order.BlockedTrainerIds,
    };
}

/// <summary>Somebody who might teach: the trainer, the standing record, and the bookings that count.</summary>
public sealed record Bookable(Trainer Trainer, Teacher Person, IReadOnlyList<Booking> Bookings)
{
    /// <summary>The days on which each of the trainer's skills counts, looked up beforehand for who is judged often; null = when asked.</summary>
    public IReadOnlyList<IReadOnlyList<Period>>? ProvenDays { get; init; }

    /// <summary>The same with the days looked up.</summary>
    public Bookable Prepared(PoolRules rules) => this with { ProvenDays = [.. Trainer.Skills.Select(s => SkillProof.Days(s, Person, rules))] };
}

/// <summary>A rule that a booking would break, with what would mend it. A value, so that a search may look at many.</summary>
public sealed record BookingFault(BookingRule Rule, string TrainerId, TeachingTime Time, params IReadOnlyList<(string Key, string Value)> Facts)
{
    /// <summary>What would help.</summary>
    public BookingMend Mend => Rule switch
    {
        BookingRule.SlotTaken or BookingRule.Lessons or BookingRule.TravelTime => BookingMend.OtherTime,
        BookingRule.Leave or BookingRule.NotInPool or BookingRule.WeekCap or BookingRule.MonthCap or BookingRule.QuarterCap => BookingMend.OtherDay,
        BookingRule.CredentialNotValid => BookingMend.RenewCredential,
        _ => BookingMend.OtherTrainer,
    };

    public RuleBroken ToRuleBroken() => Rule == BookingRule.SlotTaken
        ? new(Reason.SlotTaken, "The trainer is booked at that time by now; take what is free, or somebody else.", [.. Named, .. Facts])
        : new(Reason.BookingRefused, "The trainer cannot be booked for this.", [("booking_rule", $"{Rule}"), ("booking_mend", $"{Mend}"), .. Named, .. Facts]);

    private IEnumerable<(string, string)> Named => [("trainer_id", TrainerId), ("day", $"{Time.Day:O}"), ("from_time", $"{Time.From:HH:mm}"), ("to_time", $"{Time.To:HH:mm}")];
}

/// <summary>Hard rules of booking.</summary>
public enum BookingRule
{
    Unspecified = 0,
    /// <summary>Another booking lies there (时段冲突).</summary>
    SlotTaken = 1,
    /// <summary>Lessons at school (课表冲突).</summary>
    Lessons = 2,
    Leave = 3,
    /// <summary>Too little time to get from one place to the next (路程时间).</summary>
    TravelTime = 4,
    /// <summary>Farther than the trainer travels.</summary>
    TooFar = 5,
    WeekCap = 6,
    MonthCap = 7,
    QuarterCap = 8,
    SkillMissing = 9,
    SkillLevel = 10,
    /// <summary>The credential is not valid on the teaching day.</summary>
    CredentialNotValid = 11,
    NotInPool = 12,
    /// <summary>The trainer does not give this kind of teaching.</summary>
    Kind = 13,
    Language = 14,
    /// <summary>Trainer and enterprise do not work together (回避).</summary>
    Blocked = 15,
    /// <summary>The person does not agree to be shown on that day (未同意展示).</summary>
    NoConsent = 16,
}

/// <summary>What would mend a broken rule of booking.</summary>
public enum BookingMend
{
    Unspecified = 0,
    OtherTime = 1,
    OtherDay = 2,
    OtherTrainer = 3,
    RenewCredential = 4,
}
