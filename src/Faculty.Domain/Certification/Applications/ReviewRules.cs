using Faculty.Domain.Certification.Batches;

namespace Faculty.Domain.Certification.Applications;

/// <summary>Who may review, and when a tier is done (评审规则).</summary>
public static class ReviewRules
{
    /// <summary>A member of the panel of the tier.</summary>
    public static void RequireOfPanel(Batch batch, Application application, string accountId)
    {
        var tier = application.ReviewNow().Tier;
        if (batch.PanelOf(tier)?.Members.Any(m => m.AccountId == accountId) != true)
        {
            throw Broken(application, Reason.NotOfPanel, "The account is not of the panel of this tier.", ("account_id", accountId), ("tier", $"{tier}"));
        }
    }

    /// <summary>A member of the panel of the tier, not stepped aside, and not the applicant.</summary>
    public static void RequireMember(Batch batch, Application application, string accountId)
    {
        RequireOfPanel(batch, application, accountId);
        RequireNotApplicant(batch, application, accountId);
        RequireNotAuthor(application, accountId);
        if (application.HasRecused(accountId))
        {
            throw Broken(application, Reason.Recused, "The member stepped aside for this application.", ("account_id", accountId));
        }
    }

    /// <summary>Neither who submitted it last, nor who made or changed it.</summary>
    private static void RequireNotAuthor(Application application, string accountId)
    {
        if (application.Submission!.ActorId == accountId || application.AuthorIds.Contains(accountId))
        {
            throw Broken(application, Reason.ReviewerFiled, "Who filed an application does not review it.", ("account_id", accountId));
        }
    }

    /// <summary>Not the applicant, so far as a panel of the batch, of this tier or another, says who an account is (<see cref="Batch.For"/>).</summary>
    public static void RequireNotApplicant(Batch batch, Application application, string accountId)
    {
        if (batch.Panels.SelectMany(p => p.Members).Any(m => m.AccountId == accountId && m.TeacherId == application.TeacherId))
        {
            throw Broken(application, Reason.ReviewerIsApplicant, "Nobody reviews the own application; step aside.", ("account_id", accountId));
        }
    }

    /// <summary>A score for each criterion, none twice, none above its most.</summary>
    public static void RequireWhole(IReadOnlyList<Criterion> criteria, IReadOnlyList<Score> scores, Application application)
    {
        if (scores.Count != criteria.Count
            || criteria.FirstOrDefault(c => scores.Count(s => s.CriterionCode == c.Code && s.Points >= 0 && s.Points <= c.MostPoints) != 1) is not null)
        {
            throw Broken(
                application, Reason.ScoresIncomplete, "One score for each criterion, from 0 to its most points.",
                ("criteria", string.Join(' ', criteria.Select(c => $"{c.Code}<={c.MostPoints}"))));
        }
    }

    /// <summary>
    /// With a panel: at least two thirds of those who did not step aside have voted, and of all who did not step aside at least two thirds for
    /// it (then it passes, else it does not). Where something is scored, everybody whose vote counts has given scores that stand before it passes.
    /// Without a panel: somebody else than who filed it. An exception asks for a panel and its minute.
    /// </summary>
    public static void RequireVerdict(Batch batch, Application application, ReviewVerdict verdict, string minute, string actorId)
    {
        var review = application.ReviewNow();
        var decides = review.Tier == application.Submission!.DecidingTier;
        var panel = batch.PanelOf(review.Tier);
        RequireNotAuthor(application, actorId);
        if (application.ExceptionCode.Length > 0 && decides && verdict == ReviewVerdict.Pass && (panel is null || (application.Submission.NeedsMinute && minute.Length == 0)))
        {
            throw Broken(application, Reason.ExceptionMinuteMissing, "An exception is decided by a panel, and names its minute.", ("exception_code", application.ExceptionCode));
        }
        RequireNotApplicant(batch, application, actorId);
        if (panel is null)
        {
            return;
        }
        var voters = panel.Members.Where(m => m.TeacherId != application.TeacherId && !application.HasRecused(m.AccountId)).Select(m => m.AccountId).ToHashSet(StringComparer.Ordinal);
        var votes = review.Votes.Where(v => voters.Contains(v.AccountId)).ToList();
        var votedFor = votes.Count(v => v.Choice == VoteChoice.For);
        (string, string)[] count = [("members", $"{voters.Count}"), ("voted", $"{votes.Count}"), ("voted_for", $"{votedFor}")];
        if (voters.Count == 0 || votes.Count * 3 < voters.Count * 2)
        {
            throw Broken(application, Reason.VotesMissing, "Two thirds of the panel must have voted.", count);
        }
        if (votedFor * 3 >= voters.Count * 2 != (verdict == ReviewVerdict.Pass))
        {
            throw Broken(application, Reason.VotesContradict, "It passes with two thirds of the panel for it, and with fewer it does not.", count);
        }
        if (verdict == ReviewVerdict.Pass && batch.Criteria.Count > 0 && votes.Count(v => review.SheetOf(v.AccountId) is null) is > 0 and var missing)
        {
            throw Broken(application, Reason.ScoreSheetsMissing, "Whose vote counts gives scores, too, or it does not pass.", ("voted", $"{votes.Count}"), ("missing", $"{missing}"));
        }
    }

    private static RuleBroken Broken(Application application, Reason reason, string message, params IEnumerable<(string, string)> facts) =>
        new(reason, message, [("application_id", application.ApplicationId), .. facts]) { FactId = application.ApplicationId };
}
