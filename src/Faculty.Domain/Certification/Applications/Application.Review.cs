using Faculty.Domain.Certification.Batches;
using Faculty.Domain.Certification.Rules;

namespace Faculty.Domain.Certification.Applications;

public sealed partial record Application
{
    /// <summary>The tier that has it now; null when none has.</summary>
    public ReviewTier? TierNow => State switch
    {
        ApplicationState.Submitted => ReviewTier.School,
        ApplicationState.SchoolReviewed when Submission!.DecidingTier > ReviewTier.School => ReviewTier.City,
        ApplicationState.CityReviewed when Submission!.DecidingTier > ReviewTier.City => ReviewTier.Province,
        _ => null,
    };

    /// <summary>Every tier up to the one that decides has passed it.</summary>
    public bool IsReviewed => State is ApplicationState.SchoolReviewed or ApplicationState.CityReviewed or ApplicationState.ProvinceReviewed && TierNow is null;

    /// <summary>Gives it back to be mended (退回); it begins with the first tier again when it comes back.</summary>
    public Application ReturnFor(IReadOnlyList<ReturnItem> items, string actorId, DateTimeOffset now)
    {
        InReview();
        return this with
        {
            State = ApplicationState.Returned,
            Returns = [.. Returns, new() { Submission = Submission!.Number, Items = items, ActorId = actorId, Time = now }],
        };
    }

    /// <summary>Ends it: the applicant may not be recognised (不予受理), whatever the review would say. Possible until it is decided.</summary>
    public Application DeclareIneligible(EndingCause cause, string explanation, string document, string actorId, DateTimeOffset now)
    {
        if (IsOver || (Submission is null && cause != EndingCause.Erased))
        {
            throw Elsewhere(Open.Where(s => s > ApplicationState.Draft));
        }
        return cause == EndingCause.EthicsVeto && document.Length == 0
            ? throw Broken(Reason.DocumentMissing, "A veto for ethics is a decision of people and names its document.", ("cause", $"{cause}"))
            : this with { State = ApplicationState.Ineligible, Ending = new() { Cause = cause, Explanation = explanation, DocumentNumber = document, ActorId = actorId, Time = now } };
    }

    /// <summary>A member of the panel steps aside, from this application at every tier and however often it is submitted.</summary>
    public Application Recuse(string accountId, string ground, DateTimeOffset now) => WithReview(r => HasRecused(accountId)
        ? r
        : r with { Recusals = [.. r.Recusals, new() { AccountId = accountId, Ground = ground, Time = now }] });

    public bool HasRecused(string accountId) => Reviews.Any(r => r.Recusals.Any(x => x.AccountId == accountId));

    /// <summary>Gives scores. They are locked then; other ones need the sheet to be reopened.</summary>
    public Application GiveScores(Batch batch, string accountId, IReadOnlyList<Score> scores, DateTimeOffset now)
    {
        ReviewRules.RequireMember(batch, this, accountId);
        ReviewRules.RequireWhole(batch.Criteria, scores, this);
        return WithReview(r => r.SheetOf(accountId) is not null
            ? throw Broken(Reason.ScoresLocked, "The scores are given and locked; have the sheet reopened first.", ("account_id", accountId))
            : r with
            {
                Sheets = [.. r.Sheets, new() { AccountId = accountId, Revision = r.Sheets.Count(s => s.AccountId == accountId) + 1, Scores = scores, Time = now }],
            });
    }

    /// <summary>Reopens a member's sheet: the former stays in sight, and counts no more.</summary>
    public Application ReopenScores(string accountId, string ground) => WithReview(r => r.SheetOf(accountId) is not { } sheet
        ? throw Broken(Reason.ScoresMissing, "The member has given no scores that count.", ("account_id", accountId))
        : r with { Sheets = [.. r.Sheets.Select(s => ReferenceEquals(s, sheet) ? s with { Reopened = ground } : s)] });

    /// <summary>A member votes, once.</summary>
    public Application CastVote(Batch batch, string accountId, VoteChoice choice, DateTimeOffset now)
    {
        ReviewRules.RequireMember(batch, this, accountId);
        return WithReview(r => r.Votes.Any(v => v.AccountId == accountId)
            ? throw Broken(Reason.VoteCast, "The member has voted.", ("account_id", accountId))
            : r with { Votes = [.. r.Votes, new() { AccountId = accountId, Choice = choice, Time = now }] });
    }

    /// <summary>Ends a tier. With a panel the votes decide; without one it is the word of who reviews, who must not have filed it.</summary>
    public Application FinishReview(Batch batch, ReviewTier tier, ReviewVerdict verdict, string minute, string opinion, string actorId, DateTimeOffset now)
    {
        if (InReview() != tier)
        {
            throw Broken(Reason.TierMismatch, "Another tier has the application now.", ("tier", $"{tier}"), ("tier_now", $"{InReview()}"));
        }
        ReviewRules.RequireVerdict(batch, this, verdict, minute, actorId);
        var reviewed = WithReview(r => r with { Verdict = verdict, Minute = minute, Opinion = opinion, ActorId = actorId, Time = now });
        return verdict == ReviewVerdict.Reject
            ? reviewed with { State = ApplicationState.NotRecognised, Ending = new() { Cause = EndingCause.Review, Explanation = opinion, DocumentNumber = minute, ActorId = actorId, Time = now } }
            : reviewed with
            {
                State = tier switch { ReviewTier.School => ApplicationState.SchoolReviewed, ReviewTier.City => ApplicationState.CityReviewed, _ => ApplicationState.ProvinceReviewed },
            };
    }

    /// <summary>The review that goes on now, empty when nothing was said yet.</summary>
    public TierReview ReviewNow()
    {
        var tier = InReview();
        return Reviews.FirstOrDefault(r => r.Tier == tier && r.Submission == Submission!.Number) ?? new() { Tier = tier, Submission = Submission!.Number };
    }

    private ReviewTier InReview() => TierNow ?? throw Elsewhere([ApplicationState.Submitted, ApplicationState.SchoolReviewed, ApplicationState.CityReviewed]);

    private Application WithReview(Func<TierReview, TierReview> change)
    {
        var now = ReviewNow();
        return this with { Reviews = [.. Reviews.Where(r => !(r.Tier == now.Tier && r.Submission == now.Submission)), change(now)] };
    }
}
