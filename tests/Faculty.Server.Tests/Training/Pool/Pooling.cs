using Faculty.Server.Tests.Teachers;
using Faculty.V1;
using static Faculty.Server.Tests.SampleTree;
using Date = Google.Type.Date;

namespace Faculty.Server.Tests.Training.Pool;

/// <summary>Trainers as most tests need them: welders of the county's school.</summary>
internal static class Pooling
{
    public const string Welding = "6-18-02-04";
    public const string Cooking = "4-03-02-01";
    public const string Enterprise = "QY1";

    public static readonly Date Proposed = Day(2025, 1, 2), Published = Day(2025, 1, 6), Admitted = Day(2025, 1, 13), TermLast = Day(2027, 12, 31);

    public static TrainerService.TrainerServiceClient Trainers(this TestServer server) => new(server.Channel);

    public static async Task<TestServer> StartAsync(TestClock? clock = null, Func<ServerOptions, ServerOptions>? with = null)
    {
        var server = await TestServer.StartAsync(clock, with);
        await server.AddTreeAsync();
        await server.AddSecondSchoolAsync();
        await server.Organisations.CreateOrganisationAsync(Create(Enterprise, OrganisationKind.Enterprise, "某机械厂", County));
        return server;
    }

    /// <summary>Somebody hired, with a certificate of an occupation.</summary>
    public static async Task<Teacher> HireSkilledAsync(this TestServer server, string name = "王明", string level = "3", Date? last = null, string occupation = Welding)
    {
        var teacher = await server.HireAsync(name);
        return (await server.Teachers.RecordCredentialAsync(new() { TeacherId = teacher.TeacherId, Credential = Certificate(level, last, occupation) })).Teacher;
    }

    public static Credential Certificate(string level = "3", Date? last = null, string occupation = Welding) =>
        new() { Category = CredentialCategory.SkillLevel, Name = "职业技能等级证书", Level = level, IssuedOn = Day(2020, 6, 1), StartDate = Day(2020, 6, 1), LastDate = last, OccupationCode = occupation };

    public static Trainer Of(Teacher teacher, SkillLevel level = SkillLevel.SeniorWorker, string school = School) => new()
    {
        TeacherId = teacher.TeacherId, OrganisationCode = school, Kinds = { TeachingKind.Theory, TeachingKind.Practice }, FeeFen = 12_000, Languages = { "zh" },
        Skills = { teacher.Credentials.Select(c => new TrainerSkill { OccupationCode = c.OccupationCode, Level = level, CredentialId = c.CredentialId }) },
    };

    public static async Task<Trainer> ProposeAsync(this TestServer server, Teacher teacher, SkillLevel level = SkillLevel.SeniorWorker, string school = School) =>
        (await server.Trainers().CreateTrainerAsync(new() { Trainer = Of(teacher, level, school), ProposedDate = Proposed })).Trainer;

    public static async Task<Trainer> RecordAsync(this TestServer server, string trainerId, TrainerEventType type, Date day, Date? last = null, bool nameShown = false) =>
        (await server.Trainers().RecordTrainerEventAsync(new() { TrainerId = trainerId, Event = Event(type, day, last, nameShown) })).Trainer;

    public static TrainerEvent Event(TrainerEventType type, Date day, Date? last = null, bool nameShown = false, string document = "高人社〔2025〕3号") =>
        new() { Type = type, EffectiveDate = day, LastDate = last, NameShown = nameShown, DocumentNumber = document };

    /// <summary>Consent, publicity, admission for a term of three years.</summary>
    public static async Task<Trainer> AdmitAsync(this TestServer server, Trainer trainer, bool nameShown = false)
    {
        await server.RecordAsync(trainer.TrainerId, TrainerEventType.Consent, Published, nameShown: nameShown);
        await server.RecordAsync(trainer.TrainerId, TrainerEventType.Publicity, Published);
        return await server.RecordAsync(trainer.TrainerId, TrainerEventType.Admit, Admitted, TermLast);
    }

    /// <summary>A skilled person, in the pool.</summary>
    public static async Task<Trainer> PoolAsync(this TestServer server, string name = "王明", bool nameShown = false) =>
        await server.AdmitAsync(await server.ProposeAsync(await server.HireSkilledAsync(name)), nameShown);

    public static async Task<Trainer> ReadAsync(this TestServer server, string trainerId, Date? asOf = null) =>
        (await server.Trainers().GetTrainerAsync(new() { TrainerId = trainerId, AsOf = asOf })).Trainer;
}
