namespace Faculty.Domain.Quotas.Hiring;

public sealed partial record HiringLine
{
    /// <summary>Other words or numbers, while nobody has approved anything.</summary>
    public HiringLine Revise(HiringLine wanted, DateOnly today) =>
        In(today, HiringState.Draft, HiringState.Returned) with
        {
            DepartmentCode = wanted.DepartmentCode, Category = wanted.Category, MajorCode = wanted.MajorCode, Route = wanted.Route,
            EngagementKind = wanted.EngagementKind, RequestedCount = wanted.RequestedCount, Deadline = wanted.Deadline,
        };

    /// <summary>Takes a step. Steps come in the order of their days; that there is room for what is approved is the ledger's to say.</summary>
    public HiringLine Take(HiringStep step)
    {
        if (Steps is [.., var last] && step.Date < last.Date)
        {
            throw Broken(Reason.HiringStepEarlier, "The step lies before the one before it.", ("date", $"{step.Date:O}"), ("previous_date", $"{last.Date:O}"));
        }
        In(step.Date, From(step.Type));
        switch (step.Type)
        {
            case HiringStepType.Approve when step.Count > RequestedCount || step.Count < 0:
                throw TooMany("requested_count", RequestedCount, step.Count);
            case HiringStepType.Approve when Approvals().Any(s => s.Office == step.Office):
                throw Broken(Reason.OfficeApproved, "This office has approved already; return the line, or reduce it.", ("office", $"{step.Office}"));
            case HiringStepType.Announce when step.Count > ApprovedOn(step.Date) || step.Count < 1:
                throw TooMany("approved_count", ApprovedOn(step.Date), step.Count);
            case HiringStepType.Reduce when step.Count < 1 || ApprovedOn(step.Date) - step.Count < AppointedOn(DateOnly.MaxValue):
                throw TooMany("open_count", ApprovedOn(step.Date) - AppointedOn(DateOnly.MaxValue), step.Count);
            case HiringStepType.Extend when step.Deadline is null || step.Deadline <= DeadlineOn(step.Date):
                throw Broken(Reason.DeadlineEarlier, "An extension moves the deadline to a later day.", ("deadline", $"{DeadlineOn(step.Date):O}"), ("wanted", $"{step.Deadline:O}"));
            case HiringStepType.Cancel when Candidates.Any(c => c.State == CandidateState.Appointed):
                throw Broken(Reason.CandidatesOpen, "Somebody is appointed and not onboarded; record that they decline first.", ("candidates", string.Join(' ', Candidates.Where(c => c.State == CandidateState.Appointed).Select(c => c.CandidateId))));
        }
        return this with { Steps = [.. Steps, step] };
    }

    /// <summary>Appoints somebody, perhaps in the place of who declined.</summary>
    public HiringLine Appoint(Candidate candidate)
    {
        In(candidate.AppointDate, HiringState.Publicity, HiringState.Appointed);
        if (Steps[^1].Date > candidate.AppointDate)
        {
            throw Broken(Reason.HiringStepEarlier, "The step lies before the one before it.", ("date", $"{candidate.AppointDate:O}"), ("previous_date", $"{Steps[^1].Date:O}"));
        }
        if (AppointedOn(DateOnly.MaxValue) >= AnnouncedOn(candidate.AppointDate))
        {
            throw TooMany("announced_count", AnnouncedOn(candidate.AppointDate), AppointedOn(DateOnly.MaxValue) + 1);
        }
        if (Candidates.Any(c => c.CandidateNumber == candidate.CandidateNumber && c.State != CandidateState.Declined))
        {
            throw Broken(Reason.CandidateTwice, "The candidate is appointed already.", ("candidate_number", candidate.CandidateNumber));
        }
        if (candidate.SubstituteFor.Length > 0
            && (CandidateWith(candidate.SubstituteFor).State != CandidateState.Declined || Candidates.Any(c => c.SubstituteFor == candidate.SubstituteFor && c.State != CandidateState.Declined)))
        {
            throw Broken(Reason.SubstituteMismatch, "A substitute takes the place of somebody who declined and has none.", ("candidate_id", candidate.SubstituteFor));
        }
        return this with { Candidates = [.. Candidates, candidate] };
    }

    /// <summary>The candidate comes: person and engagement are bound to the line from its first day.</summary>
    public HiringLine Onboard(string candidateId, string teacherId, string engagementId, DateOnly startDate)
    {
        var candidate = Appointed(candidateId);
        if (startDate > DeadlineOn(startDate))
        {
            throw Broken(Reason.HiringExpired, "The first day lies after the deadline; extend the line by a document.", ("deadline", $"{DeadlineOn(startDate):O}"), ("day", $"{startDate:O}"));
        }
        if (startDate < candidate.AppointDate)
        {
            throw Broken(Reason.HiringStepEarlier, "The first day lies before the appointment.", ("date", $"{startDate:O}"), ("previous_date", $"{candidate.AppointDate:O}"));
        }
        return With(candidate with { State = CandidateState.Onboarded, TeacherId = teacherId, EngagementId = engagementId, CloseDate = startDate });
    }

    /// <summary>The candidate does not come (放弃); the place is free for a substitute.</summary>
    public HiringLine Decline(string candidateId, DateOnly date, string note)
    {
        var candidate = Appointed(candidateId);
        return With(candidate with { State = CandidateState.Declined, CloseDate = date < candidate.AppointDate ? candidate.AppointDate : date, Note = note });
    }

    /// <summary>
    /// Whoever came follows the engagement: to another first day, or back to being appointed when the engagement was withdrawn
    /// (<paramref name="startDate"/> is null). The same record when nobody came by it.
    /// </summary>
    public HiringLine Follow(string engagementId, DateOnly? startDate)
    {
        if (Candidates.FirstOrDefault(c => c.State == CandidateState.Onboarded && c.EngagementId == engagementId) is not { } candidate)
        {
            return this;
        }
        var followed = startDate is { } first
            ? candidate with { CloseDate = first < candidate.AppointDate ? candidate.AppointDate : first }
            : candidate with { State = CandidateState.Appointed, CloseDate = null, TeacherId = "", EngagementId = "" };
        return followed == candidate ? this : With(followed);
    }

    public Candidate CandidateWith(string candidateId) =>
        Candidates.FirstOrDefault(c => c.CandidateId == candidateId) ?? throw Broken(Reason.UnknownFact, "The line has no candidate with this id.", ("fact_id", candidateId));

    /// <summary>The states a step may be taken from.</summary>
    public static IReadOnlyList<HiringState> From(HiringStepType step) => step switch
    {
        HiringStepType.Submit => [HiringState.Draft, HiringState.Returned],
        HiringStepType.Return or HiringStepType.Approve => [HiringState.Submitted],
        HiringStepType.Announce => [HiringState.Approved],
        HiringStepType.Select => [HiringState.Announced],
        HiringStepType.Publicise => [HiringState.Selecting],
        HiringStepType.Reduce => [HiringState.Approved, HiringState.Announced, HiringState.Selecting, HiringState.Publicity, HiringState.Appointed],
        HiringStepType.Extend => [HiringState.Approved, HiringState.Announced, HiringState.Selecting, HiringState.Publicity, HiringState.Appointed, HiringState.Expired],
        HiringStepType.Cancel => [HiringState.Draft, HiringState.Submitted, HiringState.Returned, HiringState.Approved, HiringState.Announced, HiringState.Selecting, HiringState.Publicity, HiringState.Appointed],
        _ => [],
    };

    private IEnumerable<HiringStep> Approvals() => Steps.Reverse().TakeWhile(s => s.Type != HiringStepType.Submit).Where(s => s.Type == HiringStepType.Approve);

    private Candidate Appointed(string candidateId) => CandidateWith(candidateId) is { State: CandidateState.Appointed } candidate
        ? candidate
        : throw Broken(Reason.CandidateOver, "The candidate has come or declined already.", ("candidate_id", candidateId));

    private HiringLine With(Candidate candidate) => this with { Candidates = [.. Candidates.Select(c => c.CandidateId == candidate.CandidateId ? candidate : c)] };

    private HiringLine In(DateOnly day, params IReadOnlyList<HiringState> states) => states.Contains(StateOn(day))
        ? this
        : throw Broken(Reason.HiringState, $"The line is {StateOn(day)}; this needs {string.Join(", ", states)}.", ("hiring_state", $"{StateOn(day)}"), ("needed", string.Join(", ", states)), ("day", $"{day:O}"));

    private RuleBroken TooMany(string limitName, int limit, int wanted) =>
        Broken(Reason.HiringCount, "The number does not fit: requested, approved, announced, appointed and onboarded never grow.", ("limit", limitName), (limitName, $"{limit}"), ("wanted", $"{wanted}"));

    private RuleBroken Broken(Reason reason, string message, params ReadOnlySpan<(string Key, string Value)> facts) => new(reason, message, [("line_code", Code), .. facts]);
}
