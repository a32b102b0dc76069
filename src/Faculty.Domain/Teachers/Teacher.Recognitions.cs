using Faculty.Domain.Certification;
using Faculty.Domain.Certification.Rechecks;

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

    /// <summary>
    /// Closes a recheck case that is open on the day of its finding. Ended, the recognition is revoked or suspended by the same stroke.
    /// </summary>
    /// <param name="caseId">The case.</param>
    /// <param name="months">Months until recheck of a recognition that was not decided here.</param>
    /// <param name="happened">The revocation or suspension; null when the recognition is confirmed.</param>
    /// <param name="closing">State, finding, document, who and when; cause, fact and event are taken from here.</param>
    public Teacher CloseRecheck(string caseId, Func<Recognition, RecheckTerms> months, RecognitionEvent? happened, RecheckClosing closing)
    {
        var day = closing.FoundDate;
        if (RecheckCases.Of(this, months).FirstOrDefault(c => c.CaseId == caseId) is not { } found || (found.Closing is null && found.StateOn(day) != RecheckState.Open))
        {
            throw new RuleBroken(Reason.RecheckUnknown, "No recheck case with this id is open on the day of the finding.", ("case_id", caseId), ("day", $"{day:O}"));
        }
        if (found.Closing is { } former)
        {
            throw new RuleBroken(
                Reason.RecheckClosed, "The recheck case is closed; what is found later is a case of its own, or an event of the recognition.",
                ("case_id", caseId), ("recheck_state", $"{former.State}"), ("found_date", $"{former.FoundDate:O}")) { FactId = found.RecognitionId };
        }
        var recognition = RecognitionWith(found.RecognitionId);
        var next = happened is null ? recognition : recognition.Record(happened);
        return this with
        {
            Recognitions = Replaced(Recognitions, recognition, next with
            {
                Rechecks = [.. recognition.Rechecks, closing with
                {
                    CaseId = caseId, Cause = found.Cause, FactKind = found.FactKind, FactId = found.FactId, SinceDate = found.Since,
                    EventId = happened is null ? "" : next.EventLike(happened).EventId,
                }],
            }),
        };
    }

    /// <summary>
    /// Refuses what only the decision of a batch may do: make a recognition DECIDED, or rewrite one that is. Events and closed rechecks are
    /// added to it, and it may be taken out.
    /// </summary>
    public Teacher RequireDecisionsOf(Teacher before)
    {
        foreach (var recognition in Recognitions)
        {
            var was = before.Recognitions.FirstOrDefault(r => r.RecognitionId == recognition.RecognitionId);
            if (was is null ? recognition.Trust == RecognitionTrust.Decided
                : (was.Trust == RecognitionTrust.Decided || recognition.Trust == RecognitionTrust.Decided) && !was.SaysSame(recognition))
            {
                throw new RuleBroken(
                    Reason.RecognitionDecided,
                    was?.Trust == RecognitionTrust.Decided
                        ? "What a batch decided is not rewritten; record an event of it: CORRECT for the record, SUSPEND or REVOKE."
                        : "Only the decision of a batch makes a recognition DECIDED; record what a document says as OFFICIAL_IMPORT or DOCUMENT.",
                    ("recognition_id", recognition.RecognitionId), ("trust", $"{recognition.Trust}")) { FactId = recognition.RecognitionId };
            }
        }
        return this;
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
