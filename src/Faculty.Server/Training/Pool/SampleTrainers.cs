using Faculty.Domain.Teachers;
using Faculty.Domain.Time;
using Faculty.Domain.Training;
using Faculty.Domain.Training.Pool;
using Faculty.Server.Hosting;
using Faculty.Server.Teachers;
using Faculty.Storage;

namespace Faculty.Server.Training.Pool;

/// <summary>
/// The pool of the sample school (示例师资库): twenty of its own teachers and four from enterprises with the skills of their certificates; one is
/// suspended, one has taken the consent back, of one a certificate lapses soon, two are on their way in. Documents are made up.
/// </summary>
internal sealed class SampleTrainers(IRegistryStore store, JournalFollower follower, PoolRules rules, WorkingDays calendar)
{
    private const string School = "140581-GP01", Enterprise = "140581-QY01", Welder = "T0000184";
    private static readonly DateOnly Proposed = new(2025, 2, 24), Published = new(2025, 3, 3), Admitted = new(2025, 3, 10), TermLast = new(2028, 2, 29);

    // By the sample's own numbers; the last four are from enterprises.
    private static readonly string[] Pooled =
    [
        "T0000016", "T0000017", "T0000026", "T0000038", "T0000039", "T0000043", "T0000055", "T0000060", "T0000063", "T0000070", "T0000076", "T0000084", "T0000091", "T0000093",
        "T0000108", "T0000109", "T0000132", "T0000150", "T0000155", Welder, "T0000062", "T0000080", "T0000105", "T0000119",
    ];

    public async Task LoadAsync(CancellationToken ct)
    {
        await follower.CaughtUpAsync(store.Revision, ct);
        var batch = new WriteBatch("server", "sample");
        foreach (var (number, reference) in Pooled.Index())
        {
            var person = await PersonAsync(reference, ct);
            if (reference == Welder)
            {
                var before = person;
                person = person with { Value = WithPermit(person.Value) };
                batch.Replace(Documents.Teachers, before, person.Value);
            }
            Insert(batch, Later(Admit(New(person.Value, number), number), reference));
        }
        // On their way in.
        Insert(batch, New((await PersonAsync("T0000181", ct)).Value, 24));
        Insert(batch, Publish(New((await PersonAsync("T0000170", ct)).Value, 25), 25));
        await follower.CaughtUpAsync((await store.CommitAsync(batch)).Revision, ct);
    }

    private static void Insert(WriteBatch batch, Trainer trainer) => batch.Insert(Documents.Trainers, trainer.TrainerId, trainer);

    private async Task<Stored<Teacher>> PersonAsync(string reference, CancellationToken ct) =>
        await store.FindByKeyAsync(Documents.Teachers, Documents.ImportRefIndex, TeacherKeys.ImportRef(School, reference), ct)
            ?? throw new InvalidOperationException($"The sample has no teacher {reference}.");

    private Trainer New(Teacher person, int number)
    {
        var isExternal = number is >= 20 and < 24;
        var place = isExternal ? Enterprise : School;
        var isAssessor = person.Credentials.Any(c => c.Category == CredentialCategory.Assessor);
        return TrainerService.New(
            new()
            {
                TeacherId = person.TeacherId, OrganisationCode = School,
                Skills = [.. Skills(person)],
                Kinds = [TeachingKind.Theory, TeachingKind.Practice, .. isAssessor ? (TeachingKind[])[TeachingKind.Assessment] : []],
                Timetable = isExternal ? [] : [Block(1 + (number % 5), 8, 0, 9, 40), Block(1 + (number % 5), 10, 0, 11, 40), Block(1 + ((number + 2) % 5), 14, 0, 15, 40)],
                Leaves = number % 7 == 3 ? [new TrainerLeave { StartDate = new(2026, 12, 7), LastDate = new(2026, 12, 18) }] : [],
                Caps = new() { WeekHours = 8 + (number % 3 * 4), MonthHours = 40, QuarterHours = 100 },
                FeeFen = 8_000 + (number % 6 * 1_000),
                Travel = rules.Place(place) is null ? null : new() { PlaceCode = place, MostMinutes = 30 + (number % 3 * 15) },
                Languages = ["zh", .. number % 3 == 0 ? (string[])["cjy"] : [], .. number % 5 == 0 ? (string[])["en"] : []],
                BlockedEnterpriseCodes = number == 2 ? [Enterprise] : [],
            },
            Proposed);
    }

    private IEnumerable<TrainerSkill> Skills(Teacher person) =>
        from credential in person.Credentials
        from occupation in credential.OccupationCode.Length > 0 ? [credential.OccupationCode] : rules.Acceptances.SelectMany(a => a.OccupationCodes).Distinct(StringComparer.Ordinal)
        let level = SkillLevels.Of(credential.Level)
        let skill = new TrainerSkill { OccupationCode = occupation, Level = level == SkillLevel.Unspecified ? SkillLevel.MiddleWorker : level, CredentialId = credential.CredentialId }
        where SkillProof.Broken(skill, person, rules) is null
        select skill;

    private Trainer Publish(Trainer trainer, int number) => trainer
        .Record(Event(TrainerEventType.Consent, Published, $"同意书2025-{number + 1:00}") with { NameShown = number % 4 == 0 })
        .BeginPublicity(Event(TrainerEventType.Publicity, Published), rules.PublicityWorkingDays, calendar);

    private Trainer Admit(Trainer trainer, int number)
    {
        var published = Publish(trainer, number);
        var last = published.Events[^1].LastDate!.Value;
        return published.Record(Event(TrainerEventType.Admit, last < Admitted ? Admitted : last.AddDays(1), "示例培〔2025〕1号") with { LastDate = TermLast });
    }

    private static Trainer Later(Trainer trainer, string reference) => reference switch
    {
        "T0000055" => trainer.Record(Event(TrainerEventType.Suspend, new(2026, 9, 1), "示例培〔2026〕8号")),
        "T0000060" => trainer.Record(Event(TrainerEventType.WithdrawConsent, new(2026, 6, 1))),
        _ => trainer,
    };

    private static Teacher WithPermit(Teacher person) => person.Record(new Credential
    {
        CredentialId = Ids.New(), Category = CredentialCategory.Industry, Name = "特种作业操作证（焊接与热切割作业）", Number = "S99-2021-000184", Issuer = "示例发证单位", IssuedOn = new(2021, 2, 1),
        StartDate = new(2021, 2, 1), LastDate = new(2027, 1, 31),
    });

    private static TrainerEvent Event(TrainerEventType type, DateOnly day, string document = "") => new() { EventId = Ids.New(), Type = type, EffectiveDate = day, DocumentNumber = document };

    private static WeeklyBlock Block(int weekday, int hour, int minute, int toHour, int toMinute) =>
        new() { Weekday = (Weekday)weekday, FromTime = new(hour, minute), ToTime = new(toHour, toMinute), StartDate = new(2026, 8, 31), LastDate = new(2027, 1, 22) };
}
