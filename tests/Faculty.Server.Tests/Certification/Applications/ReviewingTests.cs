using Faculty.V1;
using static Faculty.Server.Tests.Calls;
using static Faculty.Server.Tests.Certification.Applications.Filing;
using static Faculty.Server.Tests.SampleTree;
using BatchState = Faculty.Domain.Certification.Batches.BatchState;

namespace Faculty.Server.Tests.Certification.Applications;

public sealed class ReviewingTests
{
    [Fact]
    public async Task Who_filed_an_application_does_not_review_it()
    {
        await using var server = await StartAsync();
        var both = new Caller(server.Applications, await server.AccountIdAsync());
        var filed = await both.FileAsync((await server.PractisedAsync()).TeacherId);
        await server.BatchAsync(BatchState.Reviewing);

        Assert.Equal(both.AccountId, (await RefusedAsync(ErrorReason.ReviewerFiled, both.Client.FinishReviewsAsync(Finish(ReviewTier.School, ReviewVerdict.Pass, filed.ApplicationId)))).Fact("account_id"));
        Assert.Equal(ApplicationState.SchoolReviewed, (await (await server.ReviewerAsync()).PassAsync(filed.ApplicationId)).State);
    }

    [Fact]
    public async Task A_member_reviews_neither_the_own_application_nor_one_stepped_aside_from_and_others_are_no_members()
    {
        await using var server = await StartAsync();
        var clerk = await server.ClerkAsync();
        var teacher = await server.PractisedAsync();
        var id = (await clerk.FileAsync(teacher.TeacherId)).ApplicationId;
        var (applicant, relative, stranger) = (await server.ReviewerAsync(), await server.ReviewerAsync(), await server.ReviewerAsync());
        await server.PanelAsync(applicant.Member(teacher.TeacherId), relative.Member());

        await RefusedAsync(ErrorReason.ReviewerIsApplicant, applicant.Client.CastVotesAsync(Vote(id)));
        await RefusedAsync(ErrorReason.ReviewerIsApplicant, applicant.Client.GiveScoresAsync(Scores(id, 60, 40)));
        await RefusedAsync(ErrorReason.NotOfPanel, stranger.Client.CastVotesAsync(Vote(id)));
        await RefusedAsync(ErrorReason.NotOfPanel, stranger.Client.RecuseFromApplicationAsync(new() { ApplicationId = id, Ground = "亲属" }));
        await relative.Client.RecuseFromApplicationAsync(new() { ApplicationId = id, Ground = "亲属" });
        await RefusedAsync(ErrorReason.Recused, relative.Client.CastVotesAsync(Vote(id)));
        await RefusedAsync(ErrorReason.Recused, relative.Client.GiveScoresAsync(Scores(id, 60, 40)));
        Assert.Equal([(relative.AccountId, "亲属")], (await server.GetApplicationAsync(id)).Reviews[0].Recusals.Select(r => (r.AccountId, r.Ground)));
    }

    [Fact]
    public async Task A_member_is_the_applicant_by_whichever_record_and_panel_it_is_said()
    {
        await using var server = await StartAsync();
        var clerk = await server.ClerkAsync();
        var teacher = await server.PractisedAsync();
        var merged = (await server.Teachers.CreateTeacherAsync(new() { Identity = Teachers.People.Wang() })).Teacher.TeacherId;
        var id = (await clerk.FileAsync(teacher.TeacherId)).ApplicationId;
        var (member, other) = (await server.ReviewerAsync(), await server.ReviewerAsync());
        await server.PanelAsync(member.Member(merged), other.Member());
        await server.Teachers.MergeTeachersAsync(new() { TeacherId = teacher.TeacherId, MergedTeacherId = merged });

        await RefusedAsync(ErrorReason.ReviewerIsApplicant, member.Client.CastVotesAsync(Vote(id)));
        // Named for another tier, the account is the applicant's where there is no panel, too.
        await server.BatchAsync(b => b with { Panels = [b.Panels[0] with { Tier = Domain.Certification.Rules.ReviewTier.City }] });
        await RefusedAsync(ErrorReason.ReviewerIsApplicant, member.Client.FinishReviewsAsync(Finish(ReviewTier.School, ReviewVerdict.Pass, id)));
        await other.PassAsync(id);
    }

    [Fact]
    public async Task Scores_are_whole_and_locked_and_a_reopened_sheet_stays_in_sight()
    {
        await using var server = await StartAsync();
        var clerk = await server.ClerkAsync();
        var member = await server.ReviewerAsync();
        var id = (await clerk.FileAsync((await server.PractisedAsync()).TeacherId)).ApplicationId;
        await server.PanelAsync(member.Member());

        await RefusedAsync(ErrorReason.ScoresIncomplete, member.Client.GiveScoresAsync(Scores(id, 61, 30)));
        await member.Client.GiveScoresAsync(Scores(id, 50, 30));
        await RefusedAsync(ErrorReason.ScoresLocked, member.Client.GiveScoresAsync(Scores(id, 60, 40)));
        await member.Client.ReopenScoresAsync(new() { ApplicationId = id, AccountId = member.AccountId, Ground = "误填" });
        await RefusedAsync(ErrorReason.ScoresMissing, member.Client.ReopenScoresAsync(new() { ApplicationId = id, AccountId = member.AccountId, Ground = "误填" }));
        var sheets = (await member.Client.GiveScoresAsync(Scores(id, 55, 35))).Application.Reviews[0].Sheets;

        Assert.Equal([(1, 50, "误填"), (2, 55, "")], sheets.Select(s => (s.Revision, s.Scores[0].Points, s.Reopened)));
    }

    [Fact]
    public async Task With_a_panel_two_thirds_decide_and_nobody_votes_twice()
    {
        await using var server = await StartAsync();
        var clerk = await server.ClerkAsync();
        var id = (await clerk.FileAsync((await server.PractisedAsync()).TeacherId)).ApplicationId;
        Caller[] members = [await server.ReviewerAsync(), await server.ReviewerAsync(), await server.ReviewerAsync()];
        var chair = await server.ReviewerAsync();
        await server.PanelAsync(members.Select(m => m.Member()));

        await members[0].Client.CastVotesAsync(Vote(id));
        await RefusedAsync(ErrorReason.VoteCast, members[0].Client.CastVotesAsync(Vote(id, VoteChoice.Against)));
        Assert.Equal("1", (await RefusedAsync(ErrorReason.VotesMissing, chair.Client.FinishReviewsAsync(Finish(ReviewTier.School, ReviewVerdict.Pass, id)))).Fact("voted"));
        await members[1].Client.CastVotesAsync(Vote(id, VoteChoice.Against));
        await RefusedAsync(ErrorReason.VotesContradict, chair.Client.FinishReviewsAsync(Finish(ReviewTier.School, ReviewVerdict.Pass, id)));
        await members[2].Client.CastVotesAsync(Vote(id));
        await RefusedAsync(ErrorReason.VotesContradict, chair.Client.FinishReviewsAsync(Finish(ReviewTier.School, ReviewVerdict.Reject, id)));
        foreach (var member in members)
        {
            await member.Client.GiveScoresAsync(Scores(id, 50, 30));
        }

        Assert.Equal(ApplicationState.SchoolReviewed, (await chair.PassAsync(id)).State);
    }

    [Fact]
    public async Task Where_something_is_scored_nothing_passes_without_the_scores_of_those_who_voted()
    {
        await using var server = await StartAsync();
        var clerk = await server.ClerkAsync();
        var id = (await clerk.FileAsync((await server.PractisedAsync()).TeacherId)).ApplicationId;
        Caller[] members = [await server.ReviewerAsync(), await server.ReviewerAsync(), await server.ReviewerAsync()];
        await server.PanelAsync(members.Select(m => m.Member()));
        foreach (var member in members[..2])
        {
            await member.Client.CastVotesAsync(Vote(id));
            await member.Client.GiveScoresAsync(Scores(id, 50, 30));
        }
        await members[0].Client.ReopenScoresAsync(new() { ApplicationId = id, AccountId = members[0].AccountId, Ground = "误填" });

        var refused = await RefusedAsync(ErrorReason.ScoreSheetsMissing, members[2].Client.FinishReviewsAsync(Finish(ReviewTier.School, ReviewVerdict.Pass, id)));
        Assert.Equal(("2", "1"), (refused.Fact("voted"), refused.Fact("missing")));
        await members[0].Client.GiveScoresAsync(Scores(id, 40, 30));
        // Who did not vote is not waited for.
        await members[2].PassAsync(id);
    }

    [Fact]
    public async Task A_member_who_was_heard_stays_in_the_panel_until_the_tier_has_ended()
    {
        await using var server = await StartAsync();
        var clerk = await server.ClerkAsync();
        var id = (await clerk.FileAsync((await server.PractisedAsync()).TeacherId)).ApplicationId;
        Caller[] members = [await server.ReviewerAsync(), await server.ReviewerAsync(), await server.ReviewerAsync()];
        await server.PanelAsync(members[..2].Select(m => m.Member()));
        await members[0].Client.CastVotesAsync(Vote(id, VoteChoice.Against));

        var refused = await RefusedAsync(ErrorReason.PanelMemberHeard, SetAsync(members[1], members[2]));
        Assert.Equal((id, members[0].AccountId, "School"), (refused.Fact("application_ids"), refused.Fact("account_id"), refused.Fact("tier")));
        await RefusedAsync(ErrorReason.PanelMemberHeard, SetAsync());
        // Who was not heard goes, and others come.
        await SetAsync(members[0], members[2]);
        await (await server.ReviewerAsync()).Client.ReturnApplicationAsync(new() { ApplicationId = id, Items = { new ReturnItem { Problem = "缺证明" } } });
        await SetAsync(members[2]);

        Grpc.Core.AsyncUnaryCall<SetPanelResponse> SetAsync(params Caller[] panel) => server.Batches.SetPanelAsync(new()
        {
            Code = Code, Panel = new() { Tier = ReviewTier.School, Members = { panel.Select(m => new PanelMember { AccountId = m.AccountId }) } },
        });
    }

    [Fact]
    public async Task What_is_said_in_review_is_for_those_who_review_and_decide_there()
    {
        await using var server = await StartAsync();
        var (clerk, school, county) = (await server.ClerkAsync(), await server.ReviewerAsync(), await server.ReviewerAsync(County));
        var coordinator = await server.CallerAsync(Role.TrainerCoordinator, School);
        Caller[] members = [await server.ReviewerAsync(), await server.ReviewerAsync()];
        var id = (await clerk.FileAsync((await server.PractisedAsync()).TeacherId)).ApplicationId;
        await server.PanelAsync([.. members.Select(m => m.Member()), school.Member()]);
        await school.Client.RecuseFromApplicationAsync(new() { ApplicationId = id, Ground = "亲属" });
        await school.Client.ReturnApplicationAsync(new() { ApplicationId = id, Items = { new ReturnItem { Problem = "缺证明" } } });
        await clerk.SubmitAsync(id);
        foreach (var member in members)
        {
            await member.Client.GiveScoresAsync(Scores(id, 50, 30));
            await member.Client.CastVotesAsync(Vote(id));
        }
        await school.PassAsync(id);
        var ended = (await school.Client.DeclareIneligibleAsync(new() { ApplicationId = id, Cause = EndingCause.EthicsVeto, Explanation = "违反师德", DocumentNumber = "校字9号" })).Application;
        // The control: who reviews sees all of it.
        Assert.Equal(("亲属", 2, 2, "已评审", "违反师德"), (ended.Reviews[0].Recusals[0].Ground, ended.Reviews[1].Sheets.Count, ended.Reviews[1].Votes.Count, ended.Reviews[1].Opinion, ended.Ending.Explanation));
        Assert.Equal(ended, (await county.Client.GetApplicationAsync(new() { ApplicationId = id })).Application);

        foreach (var reader in (Caller[])[clerk, coordinator])
        {
            Application[] shown =
            [
                (await reader.Client.GetApplicationAsync(new() { ApplicationId = id })).Application,
                Assert.Single((await reader.Client.ListApplicationsAsync(new() { BatchCode = Code })).Applications),
                Assert.Single((await reader.Client.StreamApplications(new()).AllAsync().ToListAsync())[0].Applications),
            ];
            Assert.All(shown, a =>
            {
                Assert.Equal((ReviewVerdict.Pass, "缺证明", EndingCause.EthicsVeto, ApplicationState.Ineligible), (a.Reviews[1].Verdict, a.Returns[0].Items[0].Problem, a.Ending.Cause, a.State));
                var text = $"{a}";
                Assert.All((string[])["亲属", "违反师德", "已评审", school.AccountId, members[0].AccountId, "points"], said => Assert.DoesNotContain(said, text, StringComparison.Ordinal));
            });
        }
    }

    [Fact]
    public async Task What_is_returned_begins_at_the_school_again_and_the_former_review_stays()
    {
        await using var server = await StartAsync();
        var (clerk, school, city) = (await server.ClerkAsync(), await server.ReviewerAsync(), await server.ReviewerAsync(County));
        var id = (await clerk.FileAsync((await server.PractisedAsync()).TeacherId, RecognitionLevel.Middle)).ApplicationId;
        await server.BatchAsync(BatchState.Reviewing);
        await school.PassAsync(id);

        await city.Client.ReturnApplicationAsync(new() { ApplicationId = id, Items = { new ReturnItem { Subject = "practice", Problem = "证明不清晰" } } });
        await RefusedAsync(ErrorReason.ApplicationState, city.Client.FinishReviewsAsync(Finish(ReviewTier.City, ReviewVerdict.Pass, id)));
        await clerk.SubmitAsync(id);
        Assert.Equal("School", (await RefusedAsync(ErrorReason.TierMismatch, city.Client.FinishReviewsAsync(Finish(ReviewTier.City, ReviewVerdict.Pass, id)))).Fact("tier_now"));

        var passed = await school.PassAsync(id);
        Assert.Equal([(ReviewTier.School, 1), (ReviewTier.School, 2)], passed.Reviews.Select(r => (r.Tier, r.Submission)));
        Assert.Equal((1, "证明不清晰"), (passed.Returns[0].Submission, passed.Returns[0].Items[0].Problem));
    }

    [Fact]
    public async Task Each_tier_is_reviewed_by_who_covers_it()
    {
        await using var server = await StartAsync();
        var (clerk, school, city, other) = (await server.ClerkAsync(), await server.ReviewerAsync(), await server.ReviewerAsync(County), await server.ReviewerAsync("JC"));
        var id = (await clerk.FileAsync((await server.PractisedAsync()).TeacherId, RecognitionLevel.Middle)).ApplicationId;
        await RefusedAsync(ErrorReason.BatchState, school.Client.FinishReviewsAsync(Finish(ReviewTier.School, ReviewVerdict.Pass, id)));
        await server.BatchAsync(BatchState.Reviewing);
        await RefusedAsync(ErrorReason.PermissionDenied, clerk.Client.FinishReviewsAsync(Finish(ReviewTier.School, ReviewVerdict.Pass, id)));
        await RefusedAsync(ErrorReason.NotFound, other.Client.FinishReviewsAsync(Finish(ReviewTier.School, ReviewVerdict.Pass, id)));
        await school.PassAsync(id);

        Assert.Equal(County, (await RefusedAsync(ErrorReason.PermissionDenied, school.Client.FinishReviewsAsync(Finish(ReviewTier.City, ReviewVerdict.Pass, id)))).Fact("organisation_code"));
        Assert.Equal(ApplicationState.CityReviewed, (await city.PassAsync(id, ReviewTier.City)).State);
        // The city decided: no other tier has it.
        await RefusedAsync(ErrorReason.ApplicationState, city.Client.FinishReviewsAsync(Finish(ReviewTier.Province, ReviewVerdict.Pass, id)));
    }

    [Fact]
    public async Task Reviews_of_several_end_together_or_not_at_all()
    {
        await using var server = await StartAsync();
        var (clerk, school) = (await server.ClerkAsync(), await server.ReviewerAsync());
        var (filed, draft) = (await clerk.FileAsync((await server.PractisedAsync()).TeacherId), await clerk.DraftAsync((await server.PractisedAsync("李四")).TeacherId));
        await server.BatchAsync(BatchState.Reviewing);

        var refused = await RefusedAsync(ErrorReason.ApplicationState, school.Client.FinishReviewsAsync(Finish(ReviewTier.School, ReviewVerdict.Reject, filed.ApplicationId, draft.ApplicationId)));

        Assert.Equal(draft.ApplicationId, refused.Fact("application_id"));
        Assert.Equal(filed, await server.GetApplicationAsync(filed.ApplicationId));
        var rejected = (await school.Client.FinishReviewsAsync(Finish(ReviewTier.School, ReviewVerdict.Reject, filed.ApplicationId))).Applications[0];
        Assert.Equal((ApplicationState.NotRecognised, EndingCause.Review), (rejected.State, rejected.Ending.Cause));
    }

    [Fact]
    public async Task An_exception_needs_a_panel_and_its_minute()
    {
        await using var server = await StartAsync();
        var (clerk, school, city) = (await server.ClerkAsync(), await server.ReviewerAsync(), await server.ReviewerAsync(County));
        var teacher = await Teachers.People.HireAsync(server);
        await RefusedAsync(ErrorReason.RequirementsLacking, clerk.Client.SubmitApplicationsAsync(new() { ApplicationIds = { (await clerk.DraftAsync(teacher.TeacherId, RecognitionLevel.Middle)).ApplicationId } }));
        var id = (await clerk.FileAsync((await Teachers.People.HireAsync(server, "李四")).TeacherId, RecognitionLevel.Middle, "talent")).ApplicationId;
        await server.BatchAsync(BatchState.Reviewing);
        await school.PassAsync(id);

        Assert.Equal("talent", (await RefusedAsync(ErrorReason.ExceptionMinuteMissing, city.Client.FinishReviewsAsync(Finish(ReviewTier.City, ReviewVerdict.Pass, id)))).Fact("exception_code"));
    }

    [Fact]
    public async Task A_veto_for_ethics_names_its_document_and_ends_whatever_was_reviewed()
    {
        await using var server = await StartAsync();
        var (clerk, school) = (await server.ClerkAsync(), await server.ReviewerAsync());
        var id = (await clerk.FileAsync((await server.PractisedAsync()).TeacherId)).ApplicationId;
        await server.BatchAsync(BatchState.Reviewing);
        await school.PassAsync(id);
        var veto = new DeclareIneligibleRequest { ApplicationId = id, Cause = EndingCause.EthicsVeto, Explanation = "违反师德" };

        await RefusedAsync(ErrorReason.DocumentMissing, school.Client.DeclareIneligibleAsync(veto));
        veto.DocumentNumber = "校字9号";
        var ended = (await school.Client.DeclareIneligibleAsync(veto)).Application;
        Assert.Equal((ApplicationState.Ineligible, EndingCause.EthicsVeto, "校字9号", school.AccountId), (ended.State, ended.Ending.Cause, ended.Ending.DocumentNumber, ended.Ending.ActorId));
        await RefusedAsync(ErrorReason.ApplicationState, clerk.Client.WithdrawApplicationAsync(new() { ApplicationId = id, Explanation = "撤回" }));
    }

    private static GiveScoresRequest Scores(string id, int teaching, int skill) =>
        new() { ApplicationId = id, Scores = { new Score { CriterionCode = "teaching", Points = teaching }, new Score { CriterionCode = "skill", Points = skill } } };

    private static CastVotesRequest Vote(string id, VoteChoice choice = VoteChoice.For) => new() { ApplicationIds = { id }, Choice = choice };
}
