using Faculty.Domain.Certification;
using Faculty.Domain.Teachers;

namespace Faculty.Domain.Metrics;

/// <summary>How a definition sees one person in a scope on a day, and why.</summary>
public sealed record CountedPerson(
    bool InDenominator, bool InNumerator, string DenominatorReason, string NumeratorReason, Tie? Tie, RecognitionLevel Level)
{
    public static CountedPerson Of(Teacher teacher, ScopeChains scopes, string scope, DateOnly day, MetricDefinition definition)
    {
        var level = new RecognitionSpans(teacher).LevelOn(day);
        if (TeacherSteps.DecidingTie(teacher, scopes, scope, day) is not { } tie)
        {
            var elsewhere = Tie.Of(teacher).Any(t => t.Period.Covers(day));
            return new(false, false, elsewhere ? "COUNTED_ELSEWHERE" : "NOT_ENGAGED", "NOT_IN_DENOMINATOR", null, level);
        }
        var standing = tie.StandingOn(day, teacher.Spells, level);
        var (above, below) = (definition.Numerator.Counts(standing), definition.Denominator.Counts(standing));
        var numeratorReason = above ? (level == 0 ? "COUNTED" : "RECOGNISED") : below ? Unrecognised(teacher, day) : "NOT_IN_DENOMINATOR";
        return new(below, above, below ? "COUNTED" : definition.Denominator.Misses(standing), numeratorReason, tie, level);
    }

    // Of several recognitions the one that began last speaks; one to come, and one unverified, only when there is no other.
    private static string Unrecognised(Teacher teacher, DateOnly day) => teacher.Recognitions
        .Select(r => (State: r.StateOn(day), r.StartDate))
        .OrderByDescending(r => r.State is RecognitionState.NotYet ? 1 : r.State is RecognitionState.Unverified ? 0 : 2)
        .ThenByDescending(r => r.StartDate)
        .Select(r => r.State switch
        {
            RecognitionState.NotYet => "NOT_YET",
            RecognitionState.Unverified => "UNVERIFIED",
            RecognitionState.Revoked => "REVOKED",
            RecognitionState.Suspended => "SUSPENDED",
            RecognitionState.Superseded => "SUPERSEDED",
            _ => "LAPSED",
        })
        .FirstOrDefault() ?? "NO_RECOGNITION";
}
