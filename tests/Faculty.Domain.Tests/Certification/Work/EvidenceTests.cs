using Faculty.Domain.Certification;
using Faculty.Domain.Certification.Applications;
using Faculty.Domain.Certification.Batches;
using Faculty.Domain.Certification.Rules;
using Faculty.Domain.Teachers;
using Faculty.Domain.Tests.Teachers;
using static Faculty.Domain.Tests.Certification.Work.Work;

namespace Faculty.Domain.Tests.Certification.Work;

public sealed class EvidenceTests
{
    private static readonly Teacher Turner = Registry.Person() with
    {
        Credentials =
        [
            new() { CredentialId = "good", Category = CredentialCategory.SkillLevel, Level = "3", StartDate = new(2020, 1, 1) },
            new() { CredentialId = "lapsed", Category = CredentialCategory.SkillLevel, Level = "2", StartDate = new(2015, 1, 1), LastDate = new(2025, 8, 31) },
            new() { CredentialId = "later", Category = CredentialCategory.SkillLevel, Level = "1", StartDate = new(2025, 9, 2) },
        ],
        Practices = [new() { PracticeId = "practice", Enterprise = "某机械厂", StartDate = new(2024, 7, 1), LastDate = new(2024, 8, 31), Verified = true }],
    };

    private static readonly LevelRules Asked = Asking(
        ReviewTier.School,
        new Requirement { Code = "skill", Title = "技能等级", Credential = new() { Categories = [CredentialCategory.SkillLevel], LeastLevel = 3 } },
        new Requirement { Code = "practice", Title = "企业实践", Practice = new() { LeastDays = 60 } });

    [Theory]
    [InlineData("good", null)]
    [InlineData("lapsed", Reason.EvidenceInvalid)]
    [InlineData("later", Reason.EvidenceLater)]
    [InlineData("another's", Reason.EvidenceForeign)]
    public void Evidence_stands_on_the_batchs_day_and_is_the_applicants_own(string credential, Reason? reason) =>
        Assert.Equal(reason, Refused(() => Submit(Shown((FactKind.Credential, credential), (FactKind.Practice, "practice")))));

    [Fact]
    public void What_was_shown_and_revoked_since_is_neither_made_public_nor_decided()
    {
        var shown = Submit([]);
        var revoked = Turner with { Credentials = [Turner.Credentials[0] with { RevokedOn = new(2025, 11, 1) }] };
        Assert.Null(Asked(Turner, new(2026, 1, 1)));
        Assert.Null(Asked(revoked, new(2025, 10, 31)));
        Assert.Equal(Reason.EvidenceInvalid, Asked(revoked, new(2025, 11, 1)));
        var batch = Batch() with { State = BatchState.Publicity, EffectiveDate = new(2025, 11, 1) };
        Assert.Equal(Reason.EvidenceInvalid, Refused(() => ApplicantRules.RequireDecidable(batch, [new(shown, revoked)])));

        Reason? Asked(Teacher teacher, DateOnly day) => Refused(() => ApplicantRules.RequireEvidence(Batch(), [new(shown, teacher)], day));
    }

    [Fact]
    public void What_is_not_shown_does_not_count()
    {
        Assert.Equal(Reason.RequirementsLacking, Refused(() => Submit(Shown((FactKind.Credential, "good")))));
        Assert.Equal(Reason.RequirementsLacking, Refused(() => Submit(Shown((FactKind.Practice, "practice")))));
    }

    [Fact]
    public void Without_a_choice_all_that_the_rules_use_is_picked_and_frozen()
    {
        var submitted = Submit([]);
        Assert.Equal(["good", "practice"], submitted.Submission!.Evidence.Select(e => e.Fact.FactId));
        Assert.All(submitted.Submission.Evidence, e => Assert.Equal(64, e.Digest.Length));
        Assert.Equal(["skill", "practice"], submitted.Submission.Judgements.Where(j => j.Result == RequirementResult.Met).Select(j => j.Code));
        Assert.Equal(("CN/1", 60, 5, Clerk), (submitted.Submission.RuleVersion, submitted.Submission.ValidityMonths, submitted.Submission.PublicityWorkingDays, submitted.Submission.ActorId));
    }

    [Fact]
    public void A_fact_that_changes_later_is_told_by_its_digest()
    {
        var frozen = Submit([]).Submission!.Evidence[0];
        var changed = Turner with { Credentials = [Turner.Credentials[0] with { Level = "4" }] };
        Assert.Equal(frozen.Digest, EvidenceRules.DigestOf(Turner, frozen.Fact));
        // As computed once: a digest of today must be told again in ten years.
        Assert.Equal("f1767a33f4aad42d079fd2cbc3f997a7d2c948e59aa2af683f1b731b8a5417d4", frozen.Digest);
        Assert.NotEqual(frozen.Digest, EvidenceRules.DigestOf(changed, frozen.Fact));
    }

    [Fact]
    public void What_was_not_picked_is_picked_anew_at_each_submission()
    {
        var first = Submit([]);
        var grown = Turner with { Practices = [.. Turner.Practices, new() { PracticeId = "second", Enterprise = "某机床厂", StartDate = new(2025, 7, 1), LastDate = new(2025, 8, 31), Verified = true }] };

        var second = Returned(first).Submit(grown, Asked, "CN/1", AsOf, Clerk, Now);

        Assert.Empty(first.Evidence);
        Assert.Empty(second.Evidence);
        Assert.Equal(["good", "practice", "second"], second.Submission!.Evidence.Select(e => e.Fact.FactId).Order());
    }

    [Fact]
    public void A_former_submission_stays_with_the_evidence_and_the_files_it_had()
    {
        var first = (Application() with { Evidence = Shown((FactKind.Credential, "good"), (FactKind.Practice, "practice")) })
            .Attach(File("a", new(FactKind.Practice, "practice")), Turner, most: 20).Attach(File("b"), Turner, most: 20).Submit(Turner, Asked, "CN/1", AsOf, Clerk, Now);

        var second = Returned(first).Detach("a")!.Attach(File("c", new(FactKind.Credential, "good")), Turner, most: 20)
            .Revise(RecognitionLevel.Middle, "机电", "", [], Clerk).Submit(Turner, Asked, "CN/1", AsOf, Clerk, Now);

        var former = Assert.Single(second.FormerSubmissions);
        Assert.Same(first.Submission, former);
        Assert.Equal((1, RecognitionLevel.Junior), (former.Number, former.Level));
        Assert.Equal(["b", "a"], former.Files.Concat(former.Evidence.SelectMany(e => e.Files)).Select(f => f.FileId));
        Assert.Equal((2, RecognitionLevel.Middle), (second.Submission!.Number, second.Submission.Level));
        Assert.Equal(["b", "c"], second.Submission.Files.Concat(second.Submission.Evidence.SelectMany(e => e.Files)).Select(f => f.FileId));
        Assert.Equal(["a", "b", "c"], second.AllFiles().Select(f => f.FileId).Order());
    }

    [Fact]
    public void A_fact_with_a_file_is_shown_also_when_others_were_picked()
    {
        var filed = (Application() with { Evidence = Shown((FactKind.Credential, "good")) }).Attach(File("a", new(FactKind.Practice, "practice")), Turner, most: 20);
        Assert.Equal(["good", "practice"], filed.Submit(Turner, Asked, "CN/1", AsOf, Clerk, Now).Submission!.Evidence.Select(e => e.Fact.FactId));
        // The control: without the file it is not.
        Assert.Equal(Reason.RequirementsLacking, Refused(() => filed.Detach("a")!.Submit(Turner, Asked, "CN/1", AsOf, Clerk, Now)));
    }

    [Fact]
    public void What_was_submitted_takes_no_file_and_gives_none_until_it_is_returned()
    {
        var submitted = Application().Attach(File("a"), Turner, most: 20).Submit(Turner, Asked, "CN/1", AsOf, Clerk, Now);
        Assert.Equal(Reason.ApplicationState, Refused(() => submitted.Attach(File("b"), Turner, most: 20)));
        Assert.Equal(Reason.ApplicationState, Refused(() => _ = submitted.Detach("a")));
        Assert.Empty(Returned(submitted).Detach("a")!.Files);
        Assert.Null(Returned(submitted).Detach("another"));
    }

    [Fact]
    public void Files_are_limited_and_show_facts_of_the_applicants_own_record()
    {
        var full = Enumerable.Range(1, 3).Aggregate(Application(), (a, n) => a.Attach(File($"{n}"), Turner, most: 3));
        Assert.Equal(Reason.EvidenceFileCount, Refused(() => full.Attach(File("4"), Turner, most: 3)));
        Assert.Equal(Reason.EvidenceForeign, Refused(() => Application().Attach(File("a", new(FactKind.Practice, "another's")), Turner, most: 3)));
    }

    private static Application Returned(Application submitted) => submitted.ReturnFor([new() { Problem = "缺页" }], Clerk, Now);

    private static EvidenceFile File(string id, FactUsed? fact = null) => new() { FileId = id, Fact = fact, MediaType = "application/pdf", SizeBytes = 1, Seal = "" };

    private static Application Submit(Evidence[] evidence) => (Application() with { Evidence = evidence }).Submit(Turner, Asked, "CN/1", AsOf, Clerk, Now);

    private static Evidence[] Shown(params IEnumerable<(FactKind Kind, string Id)> facts) => [.. facts.Select(f => new Evidence { Fact = new(f.Kind, f.Id) })];
}
