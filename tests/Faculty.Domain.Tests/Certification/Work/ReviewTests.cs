using Faculty.Domain.Certification.Applications;
using Faculty.Domain.Certification.Batches;
using Faculty.Domain.Certification.Rules;
using Faculty.Domain.Tests.Teachers;
using static Faculty.Domain.Tests.Certification.Work.Work;

namespace Faculty.Domain.Tests.Certification.Work;

public sealed class ReviewTests
{
    private static readonly Batch Panel = Batch().WithPanel("m1", "m2", "m3");

    [Theory]
    [InlineData("FF", ReviewVerdict.Pass, null)]
    [InlineData("FFA", ReviewVerdict.Pass, null)]
    [InlineData("FAA", ReviewVerdict.Reject, null)]
    [InlineData("FA", ReviewVerdict.Pass, Reason.VotesContradict)]
    [InlineData("FF", ReviewVerdict.Reject, Reason.VotesContradict)]
    [InlineData("F", ReviewVerdict.Pass, Reason.VotesMissing)]
    [InlineData("", ReviewVerdict.Pass, Reason.VotesMissing)]
    public void Two_thirds_of_the_panel_vote_and_two_thirds_pass(string votes, ReviewVerdict verdict, Reason? reason)
    {
        var application = votes.Select((v, i) => (v, i)).Aggregate(Submitted(), (a, v) => a.CastVote(Panel, $"m{v.i + 1}", v.v == 'F' ? VoteChoice.For : VoteChoice.Against, Now));
        Assert.Equal(reason, Refused(() => application.FinishReview(Panel, ReviewTier.School, verdict, "", "评审", Officer, Now)));
    }

    [Fact]
    public void Who_stepped_aside_neither_votes_nor_counts()
    {
        var application = Submitted().Recuse("m3", "亲属", Now);
        Assert.Equal(Reason.Recused, Refused(() => application.CastVote(Panel, "m3", VoteChoice.For, Now)));
        var voted = application.CastVote(Panel, "m1", VoteChoice.For, Now).CastVote(Panel, "m2", VoteChoice.For, Now);
        Assert.Equal(ApplicationState.SchoolReviewed, voted.FinishReview(Panel, ReviewTier.School, ReviewVerdict.Pass, "", "评审", Officer, Now).State);
    }

    [Fact]
    public void Who_stepped_aside_stays_aside_when_it_comes_back_and_at_the_next_tier()
    {
        var aside = Submitted(ReviewTier.City).Recuse("m3", "亲属", Now);
        var again = aside.ReturnFor([new() { Problem = "材料不清" }], Officer, Now).Submit(Registry.Person(), Asking(ReviewTier.City), "CN/1", AsOf, Clerk, Now);
        Assert.Equal(Reason.Recused, Refused(() => again.CastVote(Panel, "m3", VoteChoice.For, Now)));

        var city = Panel.WithPanel(new Panel { Tier = ReviewTier.City, Members = [new() { AccountId = "m3" }] });
        var passed = aside.FinishReview(Batch(), ReviewTier.School, ReviewVerdict.Pass, "", "", Officer, Now);
        Assert.Equal(Reason.Recused, Refused(() => passed.CastVote(city, "m3", VoteChoice.For, Now)));
    }

    [Theory]
    [InlineData("2023-12-01", "2028-11-30")]
    [InlineData("2024-02-29", "2029-02-28")]
    [InlineData("2025-03-31", "2030-03-30")]
    public void A_recognition_of_60_months_ends_on_the_day_before_the_like_day(string first, string last)
    {
        var batch = Batch() with { EffectiveDate = DateOnly.Parse(first), DecisionDocument = "高教〔2025〕9号" };
        Assert.Equal(DateOnly.Parse(last), Submitted().RecognitionOf(batch, "r").LastDate);
    }

    [Fact]
    public void A_vote_before_stepping_aside_does_not_count()
    {
        var application = Submitted().CastVote(Panel, "m3", VoteChoice.For, Now).CastVote(Panel, "m1", VoteChoice.For, Now).Recuse("m3", "亲属", Now);
        Assert.Equal(Reason.VotesMissing, Refused(() => application.FinishReview(Panel, ReviewTier.School, ReviewVerdict.Pass, "", "评审", Officer, Now)));
    }

    [Fact]
    public void Nobody_reviews_the_own_application_or_one_that_they_filed()
    {
        var own = Batch().WithPanel(new Panel { Tier = ReviewTier.School, Members = [new() { AccountId = "m1", TeacherId = "t" }, new() { AccountId = "m2" }, new() { AccountId = "m3" }] });
        Assert.Equal(Reason.ReviewerIsApplicant, Refused(() => Submitted().CastVote(own, "m1", VoteChoice.For, Now)));
        Assert.Equal(Reason.ReviewerIsApplicant, Refused(() => Submitted().GiveScores(own, "m1", [], Now)));
        Assert.Equal(Reason.ReviewerIsApplicant, Refused(() => Submitted().FinishReview(own, ReviewTier.School, ReviewVerdict.Pass, "", "", "m1", Now)));
        Assert.Equal(Reason.ReviewerFiled, Refused(() => Submitted().FinishReview(Batch(), ReviewTier.School, ReviewVerdict.Pass, "", "", Clerk, Now)));
        Assert.Equal(Reason.ReviewerFiled, Refused(() => Submitted().CastVote(Batch().WithPanel(Clerk), Clerk, VoteChoice.For, Now)));
        Assert.Equal(Reason.NotOfPanel, Refused(() => Submitted().CastVote(own, Officer, VoteChoice.For, Now)));
    }

    [Fact]
    public void Who_made_or_changed_an_application_does_not_review_it_though_another_submitted_it()
    {
        var made = Submitted() with { AuthorIds = [Officer, "m1", Clerk] };
        Assert.Equal(Reason.ReviewerFiled, Refused(() => made.FinishReview(Batch(), ReviewTier.School, ReviewVerdict.Pass, "", "", Officer, Now)));
        Assert.Equal(Reason.ReviewerFiled, Refused(() => made.CastVote(Panel, "m1", VoteChoice.For, Now)));
        Assert.Null(Refused(() => made.CastVote(Panel, "m2", VoteChoice.For, Now)));
        Assert.Contains(Clerk, Submitted().AuthorIds);
    }

    [Fact]
    public void Scores_are_locked_and_reopened_as_another_revision_in_sight_of_the_former()
    {
        var batch = Panel with { Criteria = [new() { Code = "theory", Title = "理论", MostPoints = 100 }] };
        var scored = Submitted().GiveScores(batch, "m1", [new() { CriterionCode = "theory", Points = 80 }], Now);

        Assert.Equal(Reason.ScoresLocked, Refused(() => scored.GiveScores(batch, "m1", [new() { CriterionCode = "theory", Points = 90 }], Now)));
        Assert.Equal(Reason.ScoresIncomplete, Refused(() => Submitted().GiveScores(batch, "m1", [new() { CriterionCode = "theory", Points = 101 }], Now)));
        Assert.Equal(Reason.ScoresIncomplete, Refused(() => Submitted().GiveScores(batch, "m1", [], Now)));
        Assert.Equal(Reason.ScoresMissing, Refused(() => scored.ReopenScores("m2", "误填")));

        var again = scored.ReopenScores("m1", "误填").GiveScores(batch, "m1", [new() { CriterionCode = "theory", Points = 90 }], Now);
        Assert.Equal([(1, 80, "误填"), (2, 90, "")], again.ReviewNow().Sheets.Select(s => (s.Revision, s.Scores[0].Points, s.Reopened)));
    }

    [Fact]
    public void What_was_returned_begins_with_the_first_tier_and_without_the_votes_of_before()
    {
        var passed = Submitted(ReviewTier.City).CastVote(Panel, "m1", VoteChoice.For, Now).CastVote(Panel, "m2", VoteChoice.For, Now)
            .FinishReview(Panel, ReviewTier.School, ReviewVerdict.Pass, "", "评审", Officer, Now);
        var again = passed.ReturnFor([new() { Subject = "practice", Problem = "缺少鉴定表" }], Officer, Now).Submit(Registry.Person(), Asking(ReviewTier.City), "CN/1", AsOf, Clerk, Now);

        Assert.Equal((ReviewTier.School, 2, 0), (again.TierNow, again.Submission!.Number, again.ReviewNow().Votes.Count));
        Assert.Equal((2, 1), (Assert.Single(again.Reviews).Votes.Count, Assert.Single(again.Returns).Submission));
    }

    [Fact]
    public void An_exception_waives_what_it_says_and_asks_for_a_panel_and_its_minute()
    {
        var practice = new Requirement { Code = "practice", Title = "企业实践", Practice = new() { LeastDays = 60 } };
        var rules = Asking(ReviewTier.School, practice) with { Exceptions = [new() { Code = "award", Title = "技能大奖", Waives = ["practice"], NeedsMinute = true }] };
        Assert.Equal(Reason.RequirementsLacking, Refused(() => Application().Submit(Registry.Person(), rules, "CN/1", AsOf, Clerk, Now)));
        Assert.Equal(Reason.ExceptionUnknown, Refused(() => (Application() with { ExceptionCode = "other" }).Submit(Registry.Person(), rules, "CN/1", AsOf, Clerk, Now)));

        var filed = (Application() with { ExceptionCode = "award" }).Submit(Registry.Person(), rules, "CN/1", AsOf, Clerk, Now);
        Assert.Equal(Reason.ExceptionMinuteMissing, Refused(() => filed.FinishReview(Batch(), ReviewTier.School, ReviewVerdict.Pass, "纪要1", "", Officer, Now)));
        var voted = filed.CastVote(Panel, "m1", VoteChoice.For, Now).CastVote(Panel, "m2", VoteChoice.For, Now);
        Assert.Equal(Reason.ExceptionMinuteMissing, Refused(() => voted.FinishReview(Panel, ReviewTier.School, ReviewVerdict.Pass, "", "", Officer, Now)));
        Assert.Null(Refused(() => voted.FinishReview(Panel, ReviewTier.School, ReviewVerdict.Pass, "纪要1", "", Officer, Now)));
    }

    [Theory]
    [InlineData("2025-10-08", Reason.ObjectionLate)]
    [InlineData("2025-10-09", null)]
    [InlineData("2025-10-15", null)]
    [InlineData("2025-10-16", Reason.ObjectionLate)]
    public void Objections_are_taken_from_the_first_to_the_last_day(string day, Reason? reason)
    {
        var open = Submitted().FinishReview(Batch(), ReviewTier.School, ReviewVerdict.Pass, "", "", Officer, Now).BeginPublicity();
        var today = DateOnly.Parse(day);
        Assert.Equal(reason, Refused(() => open.Object(Batch(), new() { ObjectionId = "o", FiledDate = today, Ground = "异议" })));
    }

    [Fact]
    public void An_application_has_at_most_a_hundred_objections()
    {
        var open = Submitted().FinishReview(Batch(), ReviewTier.School, ReviewVerdict.Pass, "", "", Officer, Now).BeginPublicity();
        var full = Enumerable.Range(0, 100).Aggregate(open, (a, n) => a.Object(Batch(), Objection(n)));
        Assert.Equal(Reason.ObjectionCount, Refused(() => full.Object(Batch(), Objection(100))));
        // Those that are resolved count as well: each is on record.
        Assert.Equal(Reason.ObjectionCount, Refused(() => full.Resolve("0", ObjectionState.Rejected, "不属实", "", Officer, Now).Object(Batch(), Objection(100))));

        static Objection Objection(int n) => new() { ObjectionId = $"{n}", FiledDate = new(2025, 10, 9), Ground = "异议" };
    }

    [Fact]
    public void A_veto_for_ethics_names_its_document() =>
        Assert.Equal(Reason.DocumentMissing, Refused(() => Submitted().DeclareIneligible(EndingCause.EthicsVeto, "师德", "", Officer, Now)));
}
