using Faculty.Domain.Certification.Applications;
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
    public void What_is_not_shown_does_not_count()
    {
        Assert.Equal(Reason.RequirementsLacking, Refused(() => Submit(Shown((FactKind.Credential, "good")))));
        Assert.Equal(Reason.RequirementsLacking, Refused(() => Submit(Shown((FactKind.Practice, "practice")))));
    }

    [Fact]
    public void Without_a_choice_all_that_the_rules_use_is_picked_and_frozen()
    {
        var submitted = Submit([]);
        Assert.Equal(["good", "practice"], submitted.Evidence.Select(e => e.Fact.FactId));
        Assert.All(submitted.Evidence, e => Assert.Equal(64, e.Digest.Length));
        Assert.Equal(["skill", "practice"], submitted.Submission!.Judgements.Where(j => j.Result == RequirementResult.Met).Select(j => j.Code));
        Assert.Equal(("CN/1", 60, 5, Clerk), (submitted.Submission.RuleVersion, submitted.Submission.ValidityMonths, submitted.Submission.PublicityWorkingDays, submitted.Submission.ActorId));
    }

    [Fact]
    public void A_fact_that_changes_later_is_told_by_its_digest()
    {
        var frozen = Submit([]).Evidence[0];
        var changed = Turner with { Credentials = [Turner.Credentials[0] with { Level = "4" }] };
        Assert.Equal(frozen.Digest, EvidenceRules.DigestOf(Turner, frozen.Fact));
        // As computed once: a digest of today must be told again in ten years.
        Assert.Equal("f1767a33f4aad42d079fd2cbc3f997a7d2c948e59aa2af683f1b731b8a5417d4", frozen.Digest);
        Assert.NotEqual(frozen.Digest, EvidenceRules.DigestOf(changed, frozen.Fact));
    }

    private static Application Submit(Evidence[] evidence) => (Application() with { Evidence = evidence }).Submit(Turner, Asked, "CN/1", AsOf, Clerk, Now);

    private static Evidence[] Shown(params IEnumerable<(FactKind Kind, string Id)> facts) => [.. facts.Select(f => new Evidence { Fact = new(f.Kind, f.Id) })];
}
