using Faculty.Domain.Certification.Rules;
using Faculty.Domain.Teachers;

namespace Faculty.Domain.Certification.Applications;

public sealed partial record Application
{
    /// <summary>Other words or evidence; while it is a draft or returned.</summary>
    public Application Revise(RecognitionLevel level, string field, string exceptionCode, IReadOnlyList<Evidence> evidence, string actorId) =>
        In(ApplicationState.Draft, ApplicationState.Returned).By(actorId) with { Level = level, Field = field, ExceptionCode = exceptionCode, Evidence = evidence };

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
        // A fact with a file is shown, also when others were picked.
        IReadOnlyList<FactUsed> filed = [.. Files.Select(f => f.Fact).OfType<FactUsed>()];
        IReadOnlyList<FactUsed> picked = Evidence.Count == 0 ? [] : [.. Evidence.Select(e => e.Fact).Union(filed)];
        EvidenceRules.Require([.. Evidence.Select(e => e.Fact).Union(filed)], teacher, asOf);
        var findings = rules.Check(picked.Count == 0 ? teacher : EvidenceRules.Only(teacher, picked), asOf)
            .Select(f => new Judgement { Code = f.Requirement.Code, Title = f.Requirement.Title, Result = f.Outcome.Result, Facts = f.Outcome.Facts, Waived = waived.Contains(f.Requirement.Code) }).ToList();
        var lacking = findings.Where(f => f.Result == RequirementResult.Lacking && !f.Waived).ToList();
        if (lacking.Count > 0)
        {
            throw Broken(
                Reason.RequirementsLacking, "The evidence does not fulfil the rules; precheck says what is lacking.",
                ("level", $"{Level}"), ("rule_version", ruleVersion), ("as_of", $"{asOf:O}"), ("requirements", string.Join(' ', lacking.Select(f => f.Code))));
        }
        var shown = picked.Count > 0 ? picked : findings.Where(f => f.Result != RequirementResult.Lacking).SelectMany(f => f.Facts).Union(filed);
        return By(actorId) with
        {
            State = ApplicationState.Submitted,
            FormerSubmissions = Submission is null ? FormerSubmissions : [.. FormerSubmissions, Submission],
            Submission = new()
            {
                Evidence = [.. shown.Select(f => new Evidence { Fact = f, Digest = EvidenceRules.DigestOf(teacher, f), Files = [.. Files.Where(x => x.Fact == f)] })],
                Files = [.. Files.Where(f => f.Fact is null)],
                Level = Level,
                Field = Field,
                ExceptionCode = ExceptionCode,
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

    /// <summary>Attaches a file; while it is a draft or returned. What was submitted keeps the files it had.</summary>
    /// <param name="file">The file, with the fact it shows; the record must have that.</param>
    /// <param name="teacher">The applicant's record.</param>
    /// <param name="most">Most files of an application.</param>
    public Application Attach(EvidenceFile file, Teacher teacher, int most)
    {
        RequireRoom(most);
        if (file.Fact is { } fact)
        {
            EvidenceRules.RequireOwn(teacher, fact);
        }
        return this with { Files = [.. Files, file] };
    }

    /// <summary>Takes a file out again; while it is a draft or returned. Null when it has no such file.</summary>
    public Application? Detach(string fileId) =>
        In(ApplicationState.Draft, ApplicationState.Returned).Files.All(f => f.FileId != fileId) ? null : this with { Files = [.. Files.Where(f => f.FileId != fileId)] };

    /// <summary>Another file may be attached.</summary>
    public void RequireRoom(int most)
    {
        if (In(ApplicationState.Draft, ApplicationState.Returned).Files.Count >= most)
        {
            throw Broken(
                Reason.EvidenceFileCount, "An application takes no more files; remove one, or put pages together.", ("file_count", $"{Files.Count}"), ("limit", $"{most}"));
        }
    }

    /// <summary>Every file that is attached, or was when it was submitted; each once.</summary>
    public IEnumerable<EvidenceFile> AllFiles() => Files
        .Concat(FormerSubmissions.Append(Submission).OfType<Submission>().SelectMany(s => s.Files.Concat(s.Evidence.SelectMany(e => e.Files))))
        .DistinctBy(f => f.FileId);

    /// <summary>Takes it back; until something public is objected or decided.</summary>
    public Application Withdraw(string explanation, string actorId, DateTimeOffset now) => IsOver || State == ApplicationState.Objection
        ? throw Elsewhere(Open.Where(s => s != ApplicationState.Objection))
        : Withdrawn(EndingCause.Withdrawn, explanation, actorId, now);

    /// <summary>Ends with its batch, that was cancelled or closed without its drafts; before anything is public.</summary>
    public Application EndWithBatch(EndingCause cause, string explanation, string actorId, DateTimeOffset now) => IsOver || State is ApplicationState.Publicity or ApplicationState.Objection
        ? throw Elsewhere(Open.Where(s => s < ApplicationState.Publicity))
        : Withdrawn(cause, explanation, actorId, now);

    private Application Withdrawn(EndingCause cause, string explanation, string actorId, DateTimeOffset now) =>
        this with { State = ApplicationState.Withdrawn, Ending = new() { Cause = cause, Explanation = explanation, ActorId = actorId, Time = now } };

    private Application By(string actorId) => AuthorIds.Contains(actorId) ? this : this with { AuthorIds = [.. AuthorIds, actorId] };

    /// <summary>Refuses in any other state.</summary>
    private Application In(params ReadOnlySpan<ApplicationState> states) =>
        states.Contains(State) ? this : throw Elsewhere(states.ToArray());

    private RuleBroken Elsewhere(IEnumerable<ApplicationState> states)
    {
        var needed = string.Join(", ", states);
        return Broken(Reason.ApplicationState, $"The application is {State}; this needs {needed}.", ("application_state", $"{State}"), ("needed", needed));
    }

    private RuleBroken Broken(Reason reason, string message, params IEnumerable<(string, string)> facts) =>
        new(reason, message, [("application_id", ApplicationId), .. facts]) { FactId = ApplicationId };

    private IReadOnlyList<string> Waived(LevelRules rules) => ExceptionCode.Length == 0 ? [] : Route(rules)?.Waives
        ?? throw Broken(Reason.ExceptionUnknown, "The rules of this level have no such exception.", ("exception_code", ExceptionCode), ("level", $"{Level}"));

    private ExceptionRoute? Route(LevelRules rules) => rules.Exceptions.FirstOrDefault(e => e.Code == ExceptionCode);
}
