using System.Text;
using Faculty.Domain.Certification;
using Faculty.Domain.Certification.Applications;
using Faculty.Domain.Certification.Batches;
using Faculty.Domain.Certification.Rules;
using Faculty.Domain.Groups;
using Faculty.Domain.Organisations;
using Faculty.Domain.Quotas.Hiring;
using Faculty.Domain.Quotas.PartTime;
using Faculty.Domain.Quotas.Seats;
using Faculty.Domain.Teachers;
using Faculty.Domain.Training.Menu;
using Faculty.Domain.Training.Orders;
using Faculty.Domain.Training.Pool;
using Faculty.Server.Certification.Applications;
using Faculty.Server.Hosting;
using Faculty.Server.Sightings;
using Faculty.Server.Teachers;
using Faculty.Storage;
using Google.Protobuf;

namespace Faculty.Server;

/// <summary>The kinds of document the registry keeps, and the keys they are found by.</summary>
internal static class Documents
{
    public const string SchoolIndex = "school";
    public const string DepartmentIndex = "department";
    public const string NameIndex = "name";
    public const string PinyinIndex = "pinyin";
    public const string InitialsIndex = "initials";
    public const string SamePersonIndex = "same_person";
    public const string IdNumberIndex = "id_number";
    public const string StaffNumberIndex = "staff_number";
    public const string CertificateIndex = "certificate";
    public const string CertificateNumberIndex = "certificate_number";
    public const string DecisionIndex = "decision";
    public const string ImportRefIndex = "import_ref";
    public const string RetentionIndex = "retention";
    public const string CodeIndex = "code";
    public const string AccountNameIndex = "account_name";
    public const string BatchIndex = "batch";
    public const string ApplicantIndex = "applicant";
    public const string EvidenceFileIndex = "evidence_file";
    public const string HonourIndex = "honour";
    public const string OpenApplicationIndex = "open_application";
    public const string LedgerIndex = "ledger";
    public const string StandingHoursIndex = "standing_hours";
    public const string WorkListIndex = "work_list";
    public const string ProfileIndex = "profile";

    public static readonly DocumentType<Teacher> Teachers = new(
        "teacher",
        body => Wire.ToRecord(V1.Teacher.Parser.ParseFrom(body.Span)),
        teacher => TeacherBytes.Body(Wire.ToMessage(teacher)),
        TeacherKeys.Of);

    public static readonly DocumentType<Organisation> Organisations = new(
        "organisation",
        body => Wire.ToRecord(V1.Organisation.Parser.ParseFrom(body.Span)),
        organisation => Wire.ToMessage(organisation).ToByteArray(),
        organisation => [new(CodeIndex, organisation.Code, Unique: true)]);

    /// <summary>Events of a certificate whose recognition is not recorded yet; the id is the certificate's key.</summary>
    public static readonly DocumentType<PendingRecognitionEvents> PendingEvents = new(
        "pending-recognition-events",
        body => Wire.ToRecord(V1.PendingRecognitionEvents.Parser.ParseFrom(body.Span)),
        pending => Wire.ToMessage(pending).ToByteArray(),
        _ => []);

    /// <summary>Replaced by every change to the tree of organisations, so that two of them never pass each other; its content says nothing.</summary>
    public static readonly DocumentType<byte[]> OrganisationGuard = new("organisation-guard", body => body.ToArray(), _ => [1], _ => []);

    public static readonly DocumentType<RulePack> RulePacks = new(
        "rule-pack",
        body => Wire.ToRecord(V1.RulePack.Parser.ParseFrom(body.Span)),
        pack => Wire.ToMessage(pack).ToByteArray(),
        pack => [new(CodeIndex, pack.RuleVersion, Unique: true)]);

    /// <summary>Replaced by every change to a rule pack: each is decided over all of them; its content says nothing.</summary>
    public static readonly DocumentType<byte[]> RuleGuard = new("rule-guard", body => body.ToArray(), _ => [1], _ => []);

    public static readonly DocumentType<Group> Groups = new(
        "group",
        body => Wire.ToRecord(V1.Group.Parser.ParseFrom(body.Span)),
        group => Wire.ToMessage(group).ToByteArray(),
        group => [new(CodeIndex, group.Code, Unique: true)]);

    public static readonly DocumentType<Batch> Batches = new(
        "batch",
        body => Wire.ToRecord(V1.Batch.Parser.ParseFrom(body.Span)),
        batch => Wire.ToMessage(batch).ToByteArray(),
        batch => [new(CodeIndex, batch.Code, Unique: true)]);

    /// <summary>
    /// Replaced whenever applications are made in a batch; the id is the batch's. Who ends all its drafts relies on it: one made meanwhile is of no
    /// document that was read.
    /// </summary>
    public static readonly DocumentType<byte[]> FilingGuard = new("filing-guard", body => body.ToArray(), _ => [1], _ => []);

    /// <summary>What batches made public; the id is the batch's.</summary>
    public static readonly DocumentType<V1.StoredPublicity> Publicities = new(
        "publicity", body => V1.StoredPublicity.Parser.ParseFrom(body.Span), publicity => publicity.ToByteArray(), _ => []);

    public static readonly DocumentType<Application> Applications = new(
        "application",
        body => Wire.ToRecord(V1.Application.Parser.ParseFrom(body.Span)),
        application => Wire.ToMessage(application).ToByteArray(),
        ApplicationKeys);

    /// <summary>Establishments; the code is the organisation's.</summary>
    public static readonly DocumentType<Establishment> Establishments = new(
        "establishment",
        body => Wire.ToRecord(V1.Establishment.Parser.ParseFrom(body.Span)),
        establishment => Wire.ToMessage(establishment).ToByteArray(),
        establishment => [new(CodeIndex, establishment.OrganisationCode, Unique: true)]);

    /// <summary>Replaced by every change to what is authorised: each is decided over all of it; its content says nothing.</summary>
    public static readonly DocumentType<byte[]> EstablishmentGuard = new("establishment-guard", body => body.ToArray(), _ => [1], _ => []);

    public static readonly DocumentType<HiringLine> HiringLines = new(
        "hiring-line",
        body => Wire.ToRecord(V1.HiringLine.Parser.ParseFrom(body.Span)),
        line => Wire.ToMessage(line).ToByteArray(),
        line => [new(CodeIndex, line.Code, Unique: true), new(SchoolIndex, line.SchoolCode)]);

    /// <summary>Budgets for part-time teachers; the code is school and year.</summary>
    public static readonly DocumentType<PartTimeBudget> PartTimeBudgets = new(
        "part-time-budget",
        body => Wire.ToRecord(V1.PartTimeBudget.Parser.ParseFrom(body.Span)),
        budget => Wire.ToMessage(budget).ToByteArray(),
        budget => [new(CodeIndex, $"{budget.SchoolCode}|{budget.Year}", Unique: true), new(SchoolIndex, budget.SchoolCode)]);

    /// <summary>Standards of pay; the code is organisation and standard.</summary>
    public static readonly DocumentType<PayStandard> PayStandards = new(
        "pay-standard",
        body => Wire.ToRecord(V1.PayStandard.Parser.ParseFrom(body.Span)),
        standard => Wire.ToMessage(standard).ToByteArray(),
        standard => [new(CodeIndex, $"{standard.OrganisationCode}|{standard.Code}", Unique: true)]);

    /// <summary>Lines of part-time work, by school and month, which never change; of those that stand, one of a person, month, department and standard.</summary>
    public static readonly DocumentType<HoursLine> HoursLines = new(
        "hours-line",
        body => Wire.ToRecord(V1.HoursLine.Parser.ParseFrom(body.Span)),
        line => Wire.ToMessage(line).ToByteArray(),
        line => [new(LedgerIndex, $"{line.SchoolCode}|{line.Month:yyyy-MM}"), .. line.Stands ? (IndexKey[])[new(StandingHoursIndex, line.Key, Unique: true)] : []]);

    /// <summary>Trainers of pools; one of a record in a pool.</summary>
    public static readonly DocumentType<Trainer> Trainers = new(
        "trainer",
        body => Wire.ToRecord(V1.Trainer.Parser.ParseFrom(body.Span)),
        trainer => Wire.ToMessage(trainer).ToByteArray(),
        trainer => [new(CodeIndex, $"{trainer.OrganisationCode}|{trainer.TeacherId}", Unique: true), new(ProfileIndex, trainer.ProfileCode, Unique: true)]);

    public static readonly DocumentType<Order> Orders = new(
        "order",
        body => Wire.ToRecord(V1.Order.Parser.ParseFrom(body.Span)),
        order => Wire.ToMessage(order).ToByteArray(),
        order => [new(CodeIndex, order.Number, Unique: true)]);

    /// <summary>Items of menus; the code is school and item.</summary>
    public static readonly DocumentType<MenuItem> MenuItems = new(
        "menu-item",
        body => Wire.ToRecord(V1.MenuItem.Parser.ParseFrom(body.Span)),
        item => Wire.ToMessage(item).ToByteArray(),
        item => [new(CodeIndex, $"{item.SchoolCode}|{item.Code}", Unique: true)]);

    /// <summary>What words mean in the menu of a school; the id is the school's code.</summary>
    public static readonly DocumentType<MenuSynonyms> MenuSynonyms = new(
        "menu-synonyms",
        body => Wire.ToRecord(V1.MenuSynonyms.Parser.ParseFrom(body.Span)),
        synonyms => Wire.ToMessage(synonyms).ToByteArray(),
        _ => []);

    /// <summary>What people are booked for; the id is the person's. Replaced by every change of a booking: of two that want one time, one is decided again.</summary>
    public static readonly DocumentType<TrainerCalendar> TrainerCalendars = new(
        "trainer-calendar",
        body => Wire.ToRecord(V1.TrainerCalendar.Parser.ParseFrom(body.Span)),
        calendar => Wire.ToMessage(calendar).ToByteArray(),
        _ => []);

    public static readonly DocumentType<V1.StoredAccount> Accounts = new(
        "account",
        body => V1.StoredAccount.Parser.ParseFrom(body.Span),
        account => account.ToByteArray(),
        account => [new(AccountNameIndex, account.Account.AccountName, Unique: true)]);

    /// <summary>Sessions; the id is made of the refresh tokens' common part.</summary>
    public static readonly DocumentType<V1.StoredSession> Sessions = new(
        "session", body => V1.StoredSession.Parser.ParseFrom(body.Span), session => session.ToByteArray(), _ => []);

    /// <summary>Keys of programs; the id is the key's public beginning.</summary>
    public static readonly DocumentType<V1.StoredKey> Keys = new(
        "api-key", body => V1.StoredKey.Parser.ParseFrom(body.Span), key => key.ToByteArray(), _ => []);

    /// <summary>Looks at personal data in clear.</summary>
    public static readonly DocumentType<V1.StoredSighting> Sightings = new(
        "sighting", body => V1.StoredSighting.Parser.ParseFrom(body.Span), sighting => sighting.ToByteArray(), SightingKeys.Of);

    /// <summary>What the server was started with; one document.</summary>
    public static readonly DocumentType<V1.StoredSettings> Settings = new(
        "settings", body => V1.StoredSettings.Parser.ParseFrom(body.Span), settings => settings.ToByteArray(), _ => []);

    /// <summary>The keys that sign certificates; one document.</summary>
    public static readonly DocumentType<V1.StoredCertificateKeys> CertificateKeys = new(
        "certificate-keys", body => V1.StoredCertificateKeys.Parser.ParseFrom(body.Span), keys => keys.ToByteArray(), _ => []);

    /// <summary>The last serial that a prefix of an authority has given; the id is made of both.</summary>
    public static readonly DocumentType<V1.StoredCertificateSerial> CertificateSerials = new(
        "certificate-serial", body => V1.StoredCertificateSerial.Parser.ParseFrom(body.Span), serial => serial.ToByteArray(), _ => []);

    public static readonly IReadOnlyList<DocumentType> All =
    [
        Teachers, Organisations, OrganisationGuard, PendingEvents, CertificateSerials,
        RulePacks, RuleGuard, Batches, FilingGuard, Publicities, Applications,
        Groups,
        Establishments, EstablishmentGuard, HiringLines,
        PartTimeBudgets, PayStandards, HoursLines,
        Trainers,
        MenuItems, MenuSynonyms,
        Orders, TrainerCalendars,
        Accounts, Sessions, Keys, Sightings, Settings, CertificateKeys,
    ];

    // One application of a person is open in a batch.
    private static IReadOnlyList<IndexKey> ApplicationKeys(Application application) =>
    [
        new(BatchIndex, application.BatchId),
        new(ApplicantIndex, application.TeacherId),
        .. application.AllFiles().Select(f => new IndexKey(EvidenceFileIndex, f.FileId, Unique: true)),
        .. WorkLists.KeysOf(application),
        .. application.IsOver ? (IndexKey[])[] : [new(OpenApplicationIndex, OpenApplication(application.BatchId, application.TeacherId), Unique: true)],
    ];

    public static string OpenApplication(string batchId, string teacherId) => $"{batchId}|{teacherId}";

    /// <summary>Keys are ASCII: any other text is written as the hexadecimal code points, so that prefixes stay prefixes.</summary>
    public static string Hex(string text)
    {
        var key = new StringBuilder(text.Length * 6);
        foreach (var rune in text.EnumerateRunes())
        {
            key.Append($"{rune.Value:x6}");
        }
        return key.ToString();
    }
}
