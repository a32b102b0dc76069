namespace Faculty.Domain.Quotas.Hiring;

public sealed partial record HiringLine
{
    /// <summary>The offices that have to approve.</summary>
    public static readonly IReadOnlyList<Office> Offices = [Office.Establishment, Office.HumanResources, Office.Finance];

    /// <summary>The state on a day.</summary>
    public HiringState StateOn(DateOnly day)
    {
        var state = HiringState.Draft;
        var approved = new HashSet<Office>();
        foreach (var step in StepsTo(day))
        {
            switch (step.Type)
            {
                case HiringStepType.Submit:
                    approved.Clear();
                    state = HiringState.Submitted;
                    break;
                case HiringStepType.Approve:
                    approved.Add(step.Office);
                    state = Offices.All(approved.Contains) ? HiringState.Approved : state;
                    break;
                case HiringStepType.Return:
                    state = HiringState.Returned;
                    break;
                case HiringStepType.Announce:
                    state = HiringState.Announced;
                    break;
                case HiringStepType.Select:
                    state = HiringState.Selecting;
                    break;
                case HiringStepType.Publicise:
                    state = HiringState.Publicity;
                    break;
                case HiringStepType.Cancel:
                    state = HiringState.Cancelled;
                    break;
            }
        }
        if (state == HiringState.Cancelled || state < HiringState.Approved)
        {
            return state != HiringState.Cancelled && day > DeadlineOn(day) ? HiringState.Expired : state;
        }
        if (ApprovedOn(day) - OnboardedOn(day) <= 0)
        {
            return OnboardedOn(day) > 0 ? HiringState.Onboarded : HiringState.Cancelled;
        }
        return day > DeadlineOn(day) ? HiringState.Expired
            : state == HiringState.Publicity && Candidates.Any(c => c.AppointDate <= day) ? HiringState.Appointed
            : state;
    }

    /// <summary>What every office approved, less what was reduced; 0 while an office has not.</summary>
    public int ApprovedOn(DateOnly day)
    {
        var steps = StepsTo(day).ToList();
        // What was returned is approved anew.
        var latest = steps.Skip(steps.FindLastIndex(s => s.Type == HiringStepType.Submit) + 1).ToList();
        var counts = Offices.Select(o => latest.LastOrDefault(s => s.Type == HiringStepType.Approve && s.Office == o)?.Count).ToList();
        return counts.Any(c => c is null) ? 0 : counts.Min()!.Value - steps.Where(s => s.Type == HiringStepType.Reduce).Sum(s => s.Count);
    }

    public int AnnouncedOn(DateOnly day) => StepsTo(day).LastOrDefault(s => s.Type == HiringStepType.Announce) is { } step ? Math.Min(step.Count, ApprovedOn(day)) : 0;

    /// <summary>Appointed by the day and not declined by it, those onboarded among them.</summary>
    public int AppointedOn(DateOnly day) => Candidates.Count(c => c.AppointDate <= day && !(c.State == CandidateState.Declined && c.CloseDate <= day));

    public int OnboardedOn(DateOnly day) => Candidates.Count(c => c.State == CandidateState.Onboarded && c.CloseDate <= day);

    /// <summary>Seats it may still fill: approved, not filled, neither cancelled nor expired.</summary>
    public int OpenOn(DateOnly day) => StateOn(day) is >= HiringState.Approved and <= HiringState.Appointed ? ApprovedOn(day) - OnboardedOn(day) : 0;

    public DateOnly DeadlineOn(DateOnly day) => StepsTo(day).LastOrDefault(s => s.Type == HiringStepType.Extend)?.Deadline ?? Deadline;

    /// <summary>The steps since the line was submitted last; none while it waits to be submitted again.</summary>
    public IEnumerable<HiringStep> Round()
    {
        var round = Steps.Skip(Math.Max(0, Steps.Index().LastOrDefault(s => s.Item.Type == HiringStepType.Submit).Index)).ToList();
        return round.Any(s => s.Type == HiringStepType.Return) ? [] : round;
    }

    private IEnumerable<HiringStep> StepsTo(DateOnly day) => Steps.Where(s => s.Date <= day);
}
