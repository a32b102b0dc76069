using Faculty.Domain.Certification;

namespace Faculty.Domain.Teachers;

public sealed partial record Teacher
{
    /// <summary>
    /// Adds a recognition with the events that waited for it. An upgrade supersedes (晋级) what is lower on its track, whichever
    /// was recorded first.
    /// </summary>
    public Teacher GrantRecognition(Recognition recognition, IReadOnlyList<RecognitionEvent> waiting, Func<string> newId)
    {
        var granted = recognition.With(waiting);
        var all = Recognitions.Select(r => Superseded(r, by: granted, newId)).ToList();
        foreach (var higher in Recognitions)
        {
            granted = Superseded(granted, by: higher, newId);
        }
        return this with { Recognitions = Ordered([.. all, granted], r => r.StartDate, r => r.RecognitionId) };
    }

    /// <summary>Records what happened to a recognition.</summary>
    public Teacher RecordRecognitionEvent(string recognitionId, RecognitionEvent happened)
    {
        var recognition = RecognitionWith(recognitionId);
        return this with { Recognitions = Replaced(Recognitions, recognition, recognition.Record(happened)) };
    }

    /// <summary>
    /// Adds events that waited for the recognition, as they are: they were taken before it could be known what they apply
    /// to.
    /// </summary>
    public Teacher RecordWaiting(string recognitionId, IReadOnlyList<RecognitionEvent> waiting)
    {
        var recognition = RecognitionWith(recognitionId);
        return waiting.Count == 0 ? this : this with { Recognitions = Replaced(Recognitions, recognition, recognition.With(waiting)) };
    }

    /// <summary>The recognition shown on a day: the highest in force, of equals the newest; null when none is.</summary>
    public Recognition? RecognitionOn(DateOnly day) => Recognitions
        .Where(r => r.StateOn(day) == RecognitionState.InForce)
        .OrderByDescending(r => r.Level).ThenByDescending(r => r.StartDate).ThenBy(r => r.RecognitionId, StringComparer.Ordinal)
        .FirstOrDefault();

    private Recognition RecognitionWith(string recognitionId) =>
        Recognitions.FirstOrDefault(r => r.RecognitionId == recognitionId) ?? throw Unknown(recognitionId);

    private static bool IsUpgrade(Recognition lower, Recognition by) =>
        lower.Track == by.Track && lower.Level < by.Level && lower.Period.Covers(by.StartDate) && by.Trust != RecognitionTrust.Unverified;

    /// <summary>A recognition when one that may have superseded it is corrected or, with no next, taken back: the event moves or goes.</summary>
    private static Recognition FollowingIn(Recognition lower, Recognition old, Recognition? next)
    {
        if (!IsUpgrade(lower, old) || lower.Events.FirstOrDefault(e => e.Type == RecognitionEventType.Supersede
            && e.EffectiveDate == old.StartDate && e.DocumentNumber == old.DecisionDocument) is not { } superseded)
        {
            return lower;
        }
        var free = lower with { Events = [.. lower.Events.Where(e => e != superseded)] };
        return next is null || !IsUpgrade(lower, next)
            ? free
            : free.With([superseded with { EffectiveDate = next.StartDate, DocumentNumber = next.DecisionDocument }]);
    }

    private static Recognition Superseded(Recognition lower, Recognition by, Func<string> newId) =>
        IsUpgrade(lower, by) && !(lower.SupersededFrom <= by.StartDate) && !(lower.RevokedFrom <= by.StartDate)
            ? lower.With([new RecognitionEvent
            {
                EventId = newId(),
                Type = RecognitionEventType.Supersede,
                EffectiveDate = by.StartDate,
                DocumentNumber = by.DecisionDocument,
            }])
            : lower;
}
