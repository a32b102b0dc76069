using Faculty.Domain.Certification.Rules;
using Faculty.Domain.Teachers;

namespace Faculty.Domain.Certification.Applications;

public sealed partial record Application
{
    /// <summary>Other words or evidence; while it is a draft or returned.</summary>
    public Application Revise(RecognitionLevel level, string field, string exceptionCode, IReadOnlyList<Evidence> evidence) =>
        In(ApplicationState.Draft, ApplicationState.Returned) with { Level = level, Field = field, ExceptionCode = exceptionCode, Evidence = evidence };

    /// <summary>
    /// Submits: judges the picked facts by the rules on the batch's day and freezes both. What is lacking refuses, but for what the exception
    /// route waives; what a person has to judge and what no source answers go on to the reviewers.
    /// </summary>
    /// <param name="teacher">The applicant's record.</param>
    /// <param name="rules">The rules of the level, as the batch froze them.</param>
    /// <param name="ruleVersion">Their version.</param>
    /// <param name="asOf">The batch's day.</param>
    /// <param name="actorId">The account that submits.</param>
    /// <param name="now">The instant.</param>
    public Application Submit(Teacher teacher, LevelRules rules, string ruleVersion, DateOnly asOf, string actorId, DateTimeOffset now)
    {
        In(ApplicationState.Draft, ApplicationState.Returned);
        var waived = Waived(rules);
        EvidenceRules.Require(Evidence, teacher, asOf);
        var findings = rules.Check(Evidence.Count == 0 ? teacher : EvidenceRules.Only(teacher, Evidence), asOf)
            .Select(f => new Judgement { Code = f.Requirement.Code, Title = f.Requirement.Title, Result = f.Outcome.Result, Facts = f.Outcome.Facts, Waived = waived.Contains(f.Requirement.Code) }).ToList();
        var lacking = findings.Where(f => f.Result == RequirementResult.Lacking && !f.Waived).ToList();
        if (lacking.Count > 0)
        {
            throw Broken(
                Reason.RequirementsLacking, "The evidence does not fulfil the rules; precheck says what is lacking.",
                ("level", $"{Level}"), ("rule_version", ruleVersion), ("as_of", $"{asOf:O}"), ("requirements", string.Join(' ', lacking.Select(f => f.Code))));
        }
        var shown = Evidence.Count > 0 ? Evidence : [.. findings.Where(f => f.Result != RequirementResult.Lacking).SelectMany(f => f.Facts).Distinct().Select(f => new Evidence { Fact = f })];
        return this with
        {
            State = ApplicationState.Submitted,
            Evidence = [.. shown.Select(e => e with { Digest = EvidenceRules.DigestOf(teacher, e.Fact) })],
            Submission = new()
            {
                Number = (Submission?.Number ?? 0) + 1,
                RuleVersion = ruleVersion,
                DecidingTier = rules.DecidingTier,
                PublicityWorkingDays = rules.PublicityWorkingDays,
                ValidityMonths = rules.ValidityMonths,
                RecheckMonths = rules.RecheckMonths,
                Judgements = findings,
                NeedsMinute = Route(rules)?.NeedsMinute ?? false,
                ActorId = actorId,
                Time = now,
            },
        };
    }

    /// <summary>Takes it back; until something public is objected or decided.</summary>
    public Application Withdraw(string explanation, string actorId, DateTimeOffset now) => IsOver || State == ApplicationState.Objection
        ? throw Elsewhere("an application that is open and not objected to")
        : this with { State = ApplicationState.Withdrawn, Ending = new() { Cause = EndingCause.Withdrawn, Explanation = explanation, ActorId = actorId, Time = now } };

    /// <summary>Refuses in any other state.</summary>
    private Application In(params ReadOnlySpan<ApplicationState> states) =>
        states.Contains(State) ? this : throw Elsewhere(string.Join(", ", states.ToArray()));

    private RuleBroken Elsewhere(string needed) => Broken(
        Reason.ApplicationState, $"The application is {State}; this needs {needed}.", ("application_state", $"{State}"), ("needed", needed));

    private RuleBroken Broken(Reason reason, string message, params IEnumerable<(string, string)> facts) =>
        new(reason, message, [("application_id", ApplicationId), .. facts]) { FactId = ApplicationId };

    private IReadOnlyList<string> Waived(LevelRules rules) => ExceptionCode.Length == 0 ? [] : Route(rules)?.Waives
        ?? throw Broken(Reason.ExceptionUnknown, "The rules of this level have no such exception.", ("exception_code", ExceptionCode), ("level", $"{Level}"));

    private ExceptionRoute? Route(LevelRules rules) => rules.Exceptions.FirstOrDefault(e => e.Code == ExceptionCode);
}
