using Faculty.Client;
using Faculty.V1;

namespace Faculty.Cli.Tests.Client;

public sealed class TermsTests
{
    private static readonly Type[] Coded =
    [
        typeof(OrganisationKind), typeof(Sex), typeof(IdType), typeof(EngagementKind), typeof(HiringRoute), typeof(PostCategory),
        typeof(SpellReason), typeof(CredentialCategory), typeof(TeacherStatus), typeof(RecognitionLevel),
        typeof(RecognitionTrack), typeof(RecognitionTrust), typeof(RecognitionEventType), typeof(AsOfRule), typeof(Breakdown), typeof(ChangeCause), typeof(RetentionClass),
        typeof(Role), typeof(Permission), typeof(AccountKind), typeof(AccountState), typeof(AuditEventType), typeof(AuditDecision), typeof(AddressClass), typeof(SightingKind),
        typeof(CertificateState), typeof(CertificateFault), typeof(CertificateFormat),
        typeof(RuleLayer), typeof(RulePackState), typeof(ReviewTier), typeof(RequirementResult), typeof(FactKind),
        typeof(BatchState), typeof(ApplicationState), typeof(EndingCause), typeof(ReviewVerdict), typeof(VoteChoice), typeof(ObjectionState),
        typeof(BudgetControl), typeof(CapBase), typeof(PayUnit), typeof(HoursStepType), typeof(HoursState), typeof(HoursBreakdown),
        typeof(GroupKind), typeof(GroupLevel), typeof(GroupState), typeof(MemberRole), typeof(ShareComparison), typeof(CompositionResult), typeof(MemberCause), typeof(GroupAlertType),
        typeof(SeatBreakdown), typeof(SeatChangeType), typeof(PayrollCause), typeof(SeatControl), typeof(ReservationState), typeof(HiringState), typeof(HiringStepType), typeof(Office), typeof(CandidateState),
        typeof(SkillLevel), typeof(TeachingKind), typeof(Weekday), typeof(TrainerState), typeof(TrainerEventType),
        typeof(TrainingMode), typeof(AssessmentKind), typeof(MenuField),
        typeof(OrderState), typeof(OrderParty), typeof(OrderStepType), typeof(SettlementBasis), typeof(BookingRule), typeof(BookingMend),
    ];

    [Fact]
    public void Every_coded_value_is_found_again_by_its_code_and_by_its_chinese_term() => Assert.All(
        Coded.SelectMany(Terms.Values), value =>
    {
        Assert.Equal(value, Terms.Parse(value.GetType(), Terms.Code(value)));
        Assert.Equal(value, Terms.Parse(value.GetType(), Terms.Code(value).ToLowerInvariant().Replace('_', '-')));
        Assert.Equal(value, Terms.Parse(value.GetType(), Terms.Of(value, Language.Chinese)));
    });

    [Fact]
    public void The_codes_are_those_of_the_import_files() =>
        Assert.Equal(EngagementKind.ExternalEnterprise, Terms.Parse(typeof(EngagementKind), "EXTERNAL_ENTERPRISE"));

    [Theory]
    [InlineData("faculty.v1.TeacherService/CorrectFact", "CorrectFact")]
    [InlineData("sample", "sample")]
    public void An_action_is_told_by_its_verb(string action, string told) => Assert.Equal(told, Terms.Action(action));

    [Fact]
    public void Unspecified_cannot_be_typed_and_shows_as_nothing()
    {
        Assert.Null(Terms.Parse(typeof(Sex), "UNSPECIFIED"));
        Assert.Equal("", Terms.Of(Sex.Unspecified, Language.English));
    }

    [Fact]
    public void A_value_newer_than_the_client_shows_as_other() =>
        Assert.Equal("other", Terms.Of((EngagementKind)99, Language.English));
}
