namespace Faculty.Domain.Certification;

public sealed partial record Recognition
{
    /// <summary>
    /// Adds an event. Events arrive in any order: an earlier one may come after a later one and changes only its own days; a
    /// reinstatement is without effect until a suspension before it is recorded. The same event a second time changes nothing.
    /// </summary>
    public Recognition Record(RecognitionEvent happened)
    {
        if (Events.Any(e => Same(e) == Same(happened)))
        {
            return this;
        }
        if (happened.EffectiveDate >= RevokedFrom)
        {
            throw new RuleBroken(
                Reason.RecognitionFinal,
                "The recognition is revoked on this day; nothing can happen to it any more.",
                ("recognition_id", RecognitionId), ("revoked_from", $"{RevokedFrom:O}")) { FactId = RecognitionId };
        }
        return With([happened]);
    }

    /// <summary>What was recorded for a happening, now or before.</summary>
    public RecognitionEvent EventLike(RecognitionEvent happened) => Events.First(e => Same(e) == Same(happened));

    /// <summary>Both say the same of who is recognised as what, by whom and for how long.</summary>
    public bool SaysSame(Recognition other) => Decision == other.Decision;

    private (RecognitionLevel, RecognitionTrack, string, string, string, (string, string, DateOnly, DateOnly?, RecognitionTrust, string)) Decision =>
        (Level, Track, Field, CertificateNumber, Authority, (RuleVersion, DecisionDocument, StartDate, LastDate, Trust, ApplicationId));

    /// <summary>The recognition with further events, each once, all in the order of their days.</summary>
    internal Recognition With(IEnumerable<RecognitionEvent> further) => this with
    {
        Events = [.. Events.Concat(further).DistinctBy(Same).OrderBy(e => e.EffectiveDate).ThenBy(e => e.EventId, StringComparer.Ordinal)],
    };

    /// <summary>Equal for two records of one happening.</summary>
    private static (RecognitionEventType, DateOnly, string) Same(RecognitionEvent e) => (e.Type, e.EffectiveDate, e.DocumentNumber);
}
