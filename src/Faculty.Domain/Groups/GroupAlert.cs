using Faculty.Domain.Groups.Composition;

namespace Faculty.Domain.Groups;

/// <summary>What is amiss with a group on a day, or will be soon (预警).</summary>
/// <param name="Type">What it is.</param>
/// <param name="Date">The first day on which it is so; of what ends soon, its last day.</param>
/// <param name="Membership">The membership concerned, if it is about one.</param>
/// <param name="Cause">Why a recognition is in force no more.</param>
/// <param name="RuleCodes">Rules of composition that are not met.</param>
public sealed record GroupAlert(GroupAlertType Type, DateOnly Date, Membership? Membership, MemberCause Cause, IReadOnlyList<string> RuleCodes);

/// <summary>Types of alert (预警类型).</summary>
public enum GroupAlertType
{
    Unspecified = 0,
    RecognitionLost = 1,
    RecognitionEnding = 2,
    NoLeader = 3,
    LeaderLeft = 4,
    TermEnding = 5,
    PeriodEnding = 6,
    PeriodOver = 7,
    CompositionLacking = 8,
}
