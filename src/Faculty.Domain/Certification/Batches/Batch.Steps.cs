using Faculty.Domain.Certification.Applications;

namespace Faculty.Domain.Certification.Batches;

public sealed partial record Batch
{
    /// <summary>Takes applications from now on, under this version of the rules.</summary>
    public Batch Open(string ruleVersion, params IReadOnlyList<PlaceRules> places) => In(BatchState.Draft) with { State = BatchState.Open, RuleVersion = ruleVersion, PlaceRules = places };

    /// <summary>Takes no further applications.</summary>
    public Batch Close() => In(BatchState.Open) with { State = BatchState.Closed };

    /// <summary>Is given up, before anything became public, and ends its applications that are not over.</summary>
    public (Batch Batch, IReadOnlyList<Application> Withdrawn) Cancel(string explanation, IEnumerable<Application> open, string actorId, DateTimeOffset now) => (
        Before(BatchState.Publicity) with { State = BatchState.Cancelled, Cancellation = explanation },
        [.. open.Select(a => a.EndWithBatch(EndingCause.BatchCancelled, explanation, actorId, now))]);

    public Batch BeginReview() => In(BatchState.Closed) with { State = BatchState.Reviewing };

    /// <summary>What is reviewed becomes public from a day to a day; both count.</summary>
    public Batch BeginPublicity(DateOnly first, DateOnly last) =>
        In(BatchState.Reviewing) with { State = BatchState.Publicity, PublicityStart = first, PublicityLast = last };

    /// <summary>Decides by a document. Publicity must be over.</summary>
    public Batch Publish(string document, DateOnly effective, DateOnly today)
    {
        var batch = In(BatchState.Publicity);
        return today <= PublicityLast
            ? throw new RuleBroken(
                Reason.PublicityRunning,
                "The publicity is not over; a decision comes after its last day.",
                ("batch_code", Code), ("publicity_last", $"{PublicityLast:O}"), ("today", $"{today:O}"))
            : batch with { State = BatchState.Published, DecisionDocument = document, EffectiveDate = effective };
    }

    /// <summary>
    /// Who reviews a tier from now on, nobody when the panel is empty. Members may be added; none goes whose vote or scores stand on an application
    /// that the tier has, or a verdict could be had by choosing who is counted.
    /// </summary>
    /// <param name="panel">The panel.</param>
    /// <param name="open">The batch's applications that are not over.</param>
    public Batch WithPanel(Panel panel, params IReadOnlyList<Application> open)
    {
        var batch = Before(BatchState.Publicity);
        foreach (var gone in (PanelOf(panel.Tier)?.Members ?? []).Select(m => m.AccountId).Except(panel.Members.Select(m => m.AccountId), StringComparer.Ordinal))
        {
            if (open.Where(a => a.TierNow == panel.Tier && a.ReviewNow().Heard(gone)).ToList() is { Count: > 0 } heard)
            {
                throw new RuleBroken(
                    Reason.PanelMemberHeard, "A member who has voted or given scores stays in the panel until the tier has ended.",
                    [.. ApplicantRules.Named(this, heard), ("tier", $"{panel.Tier}"), ("account_id", gone)]) { FactId = gone };
            }
        }
        return batch with { Panels = [.. Panels.Where(p => p.Tier != panel.Tier), .. panel.Members.Count == 0 ? (Panel[])[] : [panel]] };
    }

    /// <summary>
    /// The batch as it is for one applicant: each account that any panel says is that person, by whichever of the person's records, is named by the
    /// id that the application has.
    /// </summary>
    public Batch For(string applicantId, IReadOnlyCollection<string> personIds)
    {
        var own = Panels.SelectMany(p => p.Members).Where(m => personIds.Contains(m.TeacherId)).Select(m => m.AccountId).ToHashSet(StringComparer.Ordinal);
        return own.Count == 0 ? this : this with
        {
            Panels = [.. Panels.Select(p => p with { Members = [.. p.Members.Select(m => own.Contains(m.AccountId) ? m with { TeacherId = applicantId } : m)] })],
        };
    }

    public Panel? PanelOf(Rules.ReviewTier tier) => Panels.FirstOrDefault(p => p.Tier == tier);

    /// <summary>Refuses in any other state.</summary>
    public Batch In(params ReadOnlySpan<BatchState> states) => states.Contains(State) ? this : throw Elsewhere(string.Join(", ", states.ToArray()));

    /// <summary>Refuses from a state on.</summary>
    public Batch Before(BatchState state) => State < state ? this : throw Elsewhere(string.Join(", ", Enum.GetValues<BatchState>().Where(s => s != BatchState.Unspecified && s < state)));

    private RuleBroken Elsewhere(string needed) => new(
        Reason.BatchState, $"The batch is {State}; this needs {needed}.", ("batch_code", Code), ("batch_state", $"{State}"), ("needed", needed));
}
