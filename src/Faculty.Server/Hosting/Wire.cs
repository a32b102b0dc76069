using Faculty.Domain.Certification;
using Faculty.Domain.Certification.Certificates;
using Faculty.Domain.Certification.Applications;
using Faculty.Domain.Certification.Batches;
using Faculty.Domain.Certification.Rechecks;
using Faculty.Domain.Certification.Rules;
using Faculty.Domain.Organisations;
using Faculty.Domain.Quotas.Hiring;
using Faculty.Domain.Quotas.PartTime;
using Faculty.Domain.Quotas.Seats;
using Faculty.Domain.Teachers;
using Faculty.Domain.Time;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;
using Mapster;
using Date = Google.Type.Date;

namespace Faculty.Server.Hosting;

/// <summary>
/// Messages to records and back, with Mapster in its strict form: pairs are listed, never guessed; a member without a source stops the start.
/// </summary>
internal static partial class Wire
{
    private static readonly TypeAdapterConfig Config = NewConfig();

    public static Teacher ToRecord(V1.Teacher message) => Map<V1.Teacher, Teacher>.To(message);

    public static V1.Teacher ToMessage(Teacher record) => Map<Teacher, V1.Teacher>.To(record);

    public static Organisation ToRecord(V1.Organisation message) => Map<V1.Organisation, Organisation>.To(message);

    public static V1.Organisation ToMessage(Organisation record) => Map<Organisation, V1.Organisation>.To(record);

    public static V1.Recognition ToMessage(Recognition record) => Map<Recognition, V1.Recognition>.To(record);

    public static Engagement ToRecord(V1.Engagement message) => Map<V1.Engagement, Engagement>.To(message);

    public static Post ToRecord(V1.Post message) => Map<V1.Post, Post>.To(message);

    public static Spell ToRecord(V1.Spell message) => Map<V1.Spell, Spell>.To(message);

    public static Identity ToRecord(V1.Identity message) => Map<V1.Identity, Identity>.To(message);

    public static V1.Identity ToMessage(Identity record) => Map<Identity, V1.Identity>.To(record);

    public static Education ToRecord(V1.Education message) => Map<V1.Education, Education>.To(message);

    public static Title ToRecord(V1.Title message) => Map<V1.Title, Title>.To(message);

    public static Credential ToRecord(V1.Credential message) => Map<V1.Credential, Credential>.To(message);

    public static Practice ToRecord(V1.Practice message) => Map<V1.Practice, Practice>.To(message);

    public static Honour ToRecord(V1.Honour message) => Map<V1.Honour, Honour>.To(message);

    public static V1.Honour ToMessage(Honour record) => Map<Honour, V1.Honour>.To(record);

    public static Recognition ToRecord(V1.Recognition message) => Map<V1.Recognition, Recognition>.To(message);

    public static RecognitionEvent ToRecord(V1.RecognitionEvent message) => Map<V1.RecognitionEvent, RecognitionEvent>.To(message);

    public static V1.RecheckClosing ToMessage(RecheckClosing record) => Map<RecheckClosing, V1.RecheckClosing>.To(record);

    public static PendingRecognitionEvents ToRecord(V1.PendingRecognitionEvents message) => Map<V1.PendingRecognitionEvents, PendingRecognitionEvents>.To(message);

    public static V1.PendingRecognitionEvents ToMessage(PendingRecognitionEvents record) => Map<PendingRecognitionEvents, V1.PendingRecognitionEvents>.To(record);

    public static V1.CertificateStatement ToMessage(Certificate record) => Map<Certificate, V1.CertificateStatement>.To(record);

    public static Certificate ToRecord(V1.CertificateStatement message) => Map<V1.CertificateStatement, Certificate>.To(message);
    public static RulePack ToRecord(V1.RulePack message) => Map<V1.RulePack, RulePack>.To(message);

    public static V1.RulePack ToMessage(RulePack record) => Map<RulePack, V1.RulePack>.To(record);

    public static Requirement ToRecord(V1.Requirement message) => Map<V1.Requirement, Requirement>.To(message);

    public static Requirement ToRecord(V1.Alternative message) => Map<V1.Alternative, Requirement>.To(message);

    public static V1.LevelRules ToMessage(LevelRules record) => Map<LevelRules, V1.LevelRules>.To(record);

    public static Batch ToRecord(V1.Batch message) => Map<V1.Batch, Batch>.To(message);

    public static Panel ToRecord(V1.Panel message) => Map<V1.Panel, Panel>.To(message);

    public static V1.Batch ToMessage(Batch record) => Map<Batch, V1.Batch>.To(record);

    public static Application ToRecord(V1.Application message) => Map<V1.Application, Application>.To(message);

    public static V1.Application ToMessage(Application record) => Map<Application, V1.Application>.To(record);

    public static Evidence ToRecord(V1.Evidence message) => Map<V1.Evidence, Evidence>.To(message);

    public static V1.EvidenceFile ToMessage(EvidenceFile record) => Map<EvidenceFile, V1.EvidenceFile>.To(record);

    public static Score ToRecord(V1.Score message) => Map<V1.Score, Score>.To(message);

    public static ReturnItem ToRecord(V1.ReturnItem message) => Map<V1.ReturnItem, ReturnItem>.To(message);

    public static Establishment ToRecord(V1.Establishment message) => Map<V1.Establishment, Establishment>.To(message);

    public static V1.Establishment ToMessage(Establishment record) => Map<Establishment, V1.Establishment>.To(record);

    public static Authorisation ToRecord(V1.Authorisation message) => Map<V1.Authorisation, Authorisation>.To(message);

    public static SeatFreeze ToRecord(V1.SeatFreeze message) => Map<V1.SeatFreeze, SeatFreeze>.To(message);

    public static HiringLine ToRecord(V1.HiringLine message) => Map<V1.HiringLine, HiringLine>.To(message);

    public static V1.HiringLine ToMessage(HiringLine record) => Map<HiringLine, V1.HiringLine>.To(record);

    public static HiringStep ToRecord(V1.HiringStep message) => Map<V1.HiringStep, HiringStep>.To(message);

    public static PartTimeBudget ToRecord(V1.PartTimeBudget message) => Map<V1.PartTimeBudget, PartTimeBudget>.To(message);

    public static V1.PartTimeBudget ToMessage(PartTimeBudget record) => Map<PartTimeBudget, V1.PartTimeBudget>.To(record);

    public static BudgetRevision ToRecord(V1.BudgetRevision message) => Map<V1.BudgetRevision, BudgetRevision>.To(message);

    public static CapRule ToRecord(V1.CapRule message) => Map<V1.CapRule, CapRule>.To(message);

    public static V1.CapRule ToMessage(CapRule record) => Map<CapRule, V1.CapRule>.To(record);

    public static PayStandard ToRecord(V1.PayStandard message) => Map<V1.PayStandard, PayStandard>.To(message);

    public static V1.PayStandard ToMessage(PayStandard record) => Map<PayStandard, V1.PayStandard>.To(record);

    public static PayRate ToRecord(V1.PayRate message) => Map<V1.PayRate, PayRate>.To(message);

    public static HoursLine ToRecord(V1.HoursLine message) => Map<V1.HoursLine, HoursLine>.To(message);

    public static V1.HoursLine ToMessage(HoursLine record) => Map<HoursLine, V1.HoursLine>.To(record);

    /// <summary>Every pair is compiled when the first is needed; the server asks at its start, so that a mistake in a mapping shows there.</summary>
    public static void Compile() => System.Runtime.CompilerServices.RuntimeHelpers.RunClassConstructor(typeof(Wire).TypeHandle);

    private static TypeAdapterConfig NewConfig()
    {
        var config = new TypeAdapterConfig { RequireExplicitMapping = true, RequireDestinationMemberSource = true };
        config.Default.IgnoreNullValues(true);
        config.Default.EnumMappingStrategy(EnumMappingStrategy.ByValue);
        config.Default.UseDestinationValue(m => m.SetterModifier == AccessModifier.None && m.Type.IsGenericType && m.Type.GetGenericTypeDefinition() == typeof(RepeatedField<>));
        config.NewConfig<DateOnly, Date>().MapWith(v => v.ToWire());
        config.NewConfig<Date, DateOnly>().MapWith(v => v.ToDay());
        config.NewConfig<DateOnly?, Date?>().MapWith(v => v == null ? null : v.Value.ToWire());
        config.NewConfig<Date?, DateOnly?>().MapWith(v => v == null ? null : v.ToDay());
        config.NewConfig<PartialDate, Date>().MapWith(v => new Date { Year = v.Year, Month = v.Month, Day = v.Day ?? 0 });
        config.NewConfig<Date, PartialDate>().MapWith(v => new PartialDate(v.Year, v.Month, v.Day == 0 ? null : v.Day));
        config.NewConfig<PartialDate?, Date?>().MapWith(v => v == null ? null : new Date { Year = v.Value.Year, Month = v.Value.Month, Day = v.Value.Day ?? 0 });
        config.NewConfig<Date?, PartialDate?>().MapWith(v => v == null ? null : new PartialDate(v.Year, v.Month, v.Day == 0 ? null : v.Day));

        config.NewConfig<DateTimeOffset, Timestamp>().MapWith(v => Timestamp.FromDateTimeOffset(v));
        config.NewConfig<Timestamp, DateTimeOffset>().MapWith(v => v.ToDateTimeOffset());
        config.NewConfig<DateTimeOffset?, Timestamp?>().MapWith(v => v == null ? null : Timestamp.FromDateTimeOffset(v.Value));
        config.NewConfig<Timestamp?, DateTimeOffset?>().MapWith(v => v == null ? null : v.ToDateTimeOffset());

        config.NewConfig<ByteString, string>().MapWith(v => v.ToBase64());
        config.NewConfig<string, ByteString>().MapWith(v => ByteString.FromBase64(v));

        config.NewConfig<V1.Teacher, Teacher>();
        config.NewConfig<Teacher, V1.Teacher>().Ignore(m => m.Etag);
        // An erased identity has no birth date.
        config.NewConfig<V1.Identity, Identity>().Map(r => r.BirthDate, m => m.BirthDate == null ? default : m.BirthDate.ToDay());
        config.NewConfig<Identity, V1.Identity>().Ignore(m => m.MaskedIdNumber, m => m.MaskedMobile)
            .Map(m => m.BirthDate, r => r.BirthDate == default ? (DateOnly?)null : r.BirthDate);
        config.NewConfig<V1.Organisation, Organisation>();
        config.NewConfig<Organisation, V1.Organisation>().Ignore(m => m.Etag);
        Both<V1.OrganisationName, OrganisationName>(config);
        Both<V1.OrganisationParent, OrganisationParent>(config);
        Both<V1.Engagement, Engagement>(config);
        Both<V1.Post, Post>(config);
        Both<V1.Spell, Spell>(config);
        Both<V1.Education, Education>(config);
        Both<V1.Title, Title>(config);
        Both<V1.Credential, Credential>(config);
        Both<V1.Practice, Practice>(config);
        Both<V1.Honour, Honour>(config);
        Both<V1.Recognition, Recognition>(config);
        Both<V1.RecognitionEvent, RecognitionEvent>(config);
        Both<V1.StoodOn, StoodOn>(config);
        Both<V1.RecheckClosing, RecheckClosing>(config);
        Both<V1.PendingRecognitionEvents, PendingRecognitionEvents>(config);
        Both<V1.CertificateStatement, Certificate>(config);
        Both<V1.ImportRef, ImportRef>(config);
        Both<V1.MergedRecord, MergedRecord>(config);
        config.NewConfig<V1.RulePack, RulePack>();
        config.NewConfig<RulePack, V1.RulePack>().Ignore(m => m.Etag);
        Both<V1.LevelRules, LevelRules>(config);
        Both<V1.ExceptionRoute, ExceptionRoute>(config);
        Both<V1.Requirement, Requirement>(config);
        // An alternative is a requirement that is no choice.
        config.NewConfig<V1.Alternative, Requirement>().Ignore(r => r.Choice!);
        config.NewConfig<Requirement, V1.Alternative>();
        Both<V1.CredentialRule, CredentialRule>(config);
        Both<V1.PracticeRule, PracticeRule>(config);
        Both<V1.PostRule, PostRule>(config);
        Both<V1.TitleRule, TitleRule>(config);
        Both<V1.EducationRule, EducationRule>(config);
        Both<V1.RecognitionRule, RecognitionRule>(config);
        Both<V1.HonourRule, HonourRule>(config);
        Both<V1.ChoiceRule, ChoiceRule>(config);
        Both<V1.ManualRule, ManualRule>(config);
        Both<V1.ExternalRule, ExternalRule>(config);
        Groups(config);
        config.NewConfig<V1.Batch, Batch>();
        config.NewConfig<Batch, V1.Batch>().Ignore(m => m.Etag);
        Both<V1.Panel, Panel>(config);
        config.NewConfig<V1.PanelMember, PanelMember>();
        config.NewConfig<PanelMember, V1.PanelMember>().Ignore(m => m.AccountName);
        Both<V1.Criterion, Criterion>(config);
        Both<V1.PlaceRules, PlaceRules>(config);
        config.NewConfig<V1.Application, Application>();
        config.NewConfig<Application, V1.Application>().Ignore(m => m.Etag, m => m.Accounts, m => m.DisplayName, m => m.PublicityNumber, m => m.Elsewhere);
        Both<V1.Evidence, Evidence>(config);
        // What is sealed of a file is opened on the way out.
        config.NewConfig<V1.EvidenceFile, EvidenceFile>();
        config.NewConfig<EvidenceFile, V1.EvidenceFile>().Ignore(m => m.Sha256, m => m.FileName, m => m.Erased);
        Both<V1.FactUsed, FactUsed>(config);
        Both<V1.Submission, Submission>(config);
        Both<V1.Judgement, Judgement>(config);
        Both<V1.Return, Return>(config);
        Both<V1.ReturnItem, ReturnItem>(config);
        Both<V1.Ending, Ending>(config);
        Both<V1.TierReview, TierReview>(config);
        Both<V1.Recusal, Recusal>(config);
        Both<V1.ScoreSheet, ScoreSheet>(config);
        Both<V1.Score, Score>(config);
        Both<V1.Vote, Vote>(config);
        Both<V1.Objection, Objection>(config);
        config.NewConfig<V1.Establishment, Establishment>();
        config.NewConfig<Establishment, V1.Establishment>().Ignore(m => m.Etag);
        Both<V1.Authorisation, Authorisation>(config);
        Both<V1.SeatFreeze, SeatFreeze>(config);
        Both<V1.SeatReservation, SeatReservation>(config);
        config.NewConfig<V1.HiringLine, HiringLine>();
        config.NewConfig<HiringLine, V1.HiringLine>().Ignore(m => m.Etag);
        Both<V1.HiringStep, HiringStep>(config);
        Both<V1.Candidate, Candidate>(config);
        config.NewConfig<V1.PartTimeBudget, PartTimeBudget>();
        config.NewConfig<PartTimeBudget, V1.PartTimeBudget>().Ignore(m => m.Etag);
        Both<V1.BudgetRevision, BudgetRevision>(config);
        Both<V1.CapRule, CapRule>(config);
        config.NewConfig<V1.PayStandard, PayStandard>();
        config.NewConfig<PayStandard, V1.PayStandard>().Ignore(m => m.Etag);
        Both<V1.PayRate, PayRate>(config);
        config.NewConfig<V1.HoursLine, HoursLine>();
        config.NewConfig<HoursLine, V1.HoursLine>().Ignore(m => m.Etag);
        Both<V1.HoursStep, HoursStep>(config);
        Trainers(config);
        Orders(config);
        Menu(config);
        config.Compile();
        return config;
    }

    private static void Both<TMessage, TRecord>(TypeAdapterConfig config)
    {
        config.NewConfig<TMessage, TRecord>();
        config.NewConfig<TRecord, TMessage>();
    }

    private static class Map<TFrom, TTo>
    {
        public static readonly Func<TFrom, TTo> To = Config.GetMapFunction<TFrom, TTo>();
    }
}
