namespace Faculty.Domain.Training.Orders;

/// <summary>Several rules of booking at once: bit n is the rule of number n.</summary>
[Flags]
public enum BookingRuleSet
{
    None = 0,
    SlotTaken = 1 << BookingRule.SlotTaken,
    Lessons = 1 << BookingRule.Lessons,
    Leave = 1 << BookingRule.Leave,
    TravelTime = 1 << BookingRule.TravelTime,
    TooFar = 1 << BookingRule.TooFar,
    WeekCap = 1 << BookingRule.WeekCap,
    MonthCap = 1 << BookingRule.MonthCap,
    QuarterCap = 1 << BookingRule.QuarterCap,
    SkillMissing = 1 << BookingRule.SkillMissing,
    SkillLevel = 1 << BookingRule.SkillLevel,
    CredentialNotValid = 1 << BookingRule.CredentialNotValid,
    NotInPool = 1 << BookingRule.NotInPool,
    Kind = 1 << BookingRule.Kind,
    Language = 1 << BookingRule.Language,
    Blocked = 1 << BookingRule.Blocked,
    NoConsent = 1 << BookingRule.NoConsent,

    /// <summary>What no other day mends.</summary>
    AnyDay = TooFar | SkillMissing | SkillLevel | Kind | Language | Blocked,
}

public static class BookingRuleSets
{
    public static bool Has(this BookingRuleSet rules, BookingRule rule) => ((int)rules >> (int)rule & 1) != 0 && rule != BookingRule.Unspecified;
}
