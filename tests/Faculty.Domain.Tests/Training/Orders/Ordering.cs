using Faculty.Domain.Teachers;
using Faculty.Domain.Training;
using Faculty.Domain.Training.Orders;
using Faculty.Domain.Training.Pool;

namespace Faculty.Domain.Tests.Training.Orders;

/// <summary>Orders, trainers and asks for the tests.</summary>
internal static class Ordering
{
    public const string Welding = "6-18-02-04";

    public static readonly DateTimeOffset Noon = new(2026, 11, 27, 12, 0, 0, TimeSpan.FromHours(8));
    public static readonly DateOnly Monday = new(2026, 12, 7);

    public static OrderLine Line(int number = 1, int heads = 20, long? price = 1_000_00) => new()
    {
        LineNumber = number, Heads = heads,
        Item = new() { Code = "HG", Name = "焊工", TheoryHours = 60, PracticeHours = 300, SmallestClass = 10, LargestClass = 40, PriceFen = price, Skills = [new() { OccupationCode = Welding, Level = SkillLevel.SeniorWorker }] },
        Windows = [new() { StartDate = new(2026, 11, 27), LastDate = new(2026, 12, 31) }],
    };

    public static Order Draft(params OrderLine[] lines) => new Order
    {
        OrderId = "o1", Number = "20261127-AAAAA", EnterpriseCode = "QY", CreditCode = "91350100M000100Y43", SchoolCode = "GP", PlaceCode = "QY", Lines = lines.Length > 0 ? lines : [Line()],
    }.Create(By(OrderParty.Enterprise));

    public static StepBy By(OrderParty party, DateTimeOffset? now = null) => new("somebody", party, now ?? Noon);

    public static TeachingSession Session(string id = "s1", string trainer = "w1", DateOnly? day = null, string from = "08:00", string to = "12:00", int line = 1) => new()
    {
        SessionId = id, LineNumber = line, Day = day ?? Monday, FromTime = At(from), ToTime = At(to), Kind = TeachingKind.Practice, TrainerIds = [trainer],
    };

    public static Order Quoted(params TeachingSession[] sessions) =>
        Draft().Submit(By(OrderParty.Enterprise)).MakeQuote(sessions.Length > 0 ? sessions : [Session()], NoPrices, SettlementBasis.PerPass, By(OrderParty.School), "");

    public static readonly IReadOnlyDictionary<int, TypedPrice> NoPrices = new Dictionary<int, TypedPrice>();

    public static TimeOnly At(string time) => TimeOnly.ParseExact(time, "HH:mm", null);

    public static TeachingTime On(DateOnly day, string from, string to) => new(day, At(from), At(to));

    /// <summary>Somebody who welds at 二级 by a certificate that is valid until a day.</summary>
    public static Bookable Welder(DateOnly? validUntil = null, params Booking[] bookings) => new(
        new()
        {
            TrainerId = "w1", TeacherId = "p1", OrganisationCode = "GP", Languages = ["zh"], Kinds = [TeachingKind.Practice],
            Skills = [new() { OccupationCode = Welding, Level = SkillLevel.Technician, CredentialId = "c1" }],
            Events =
            [
                new() { EventId = "e1", Type = TrainerEventType.Propose, EffectiveDate = new(2026, 1, 1) },
                new() { EventId = "e2", Type = TrainerEventType.Publicity, EffectiveDate = new(2026, 1, 2), LastDate = new(2026, 1, 8) },
                new() { EventId = "e3", Type = TrainerEventType.Consent, EffectiveDate = new(2026, 1, 2), DocumentNumber = "1" },
                new() { EventId = "e4", Type = TrainerEventType.Admit, EffectiveDate = new(2026, 1, 10), DocumentNumber = "1", LastDate = new(2027, 6, 30) },
            ],
        },
        new()
        {
            TeacherId = "p1", Identity = new() { DisplayName = "王明", Sex = Sex.Male, BirthDate = new(1980, 5, 1) },
            Credentials = [new() { CredentialId = "c1", Category = CredentialCategory.SkillLevel, Level = "2", OccupationCode = Welding, StartDate = new(2020, 1, 1), LastDate = validUntil ?? new(2030, 1, 1) }],
        },
        bookings);

    public static BookingAsk Ask(TeachingTime time, string place = "QY") => new()
    {
        Time = time, PlaceCode = place, EnterpriseCode = "QY", Kind = TeachingKind.Practice, Skills = [new() { OccupationCode = Welding, Level = SkillLevel.SeniorWorker }],
    };

    public static Booking Booked(TeachingTime time, string place = "QY", string order = "o9") => new()
    {
        OrderId = order, SessionId = "s9", TrainerId = "w1", Day = time.Day, FromTime = time.From, ToTime = time.To, PlaceCode = place,
    };

    public static Reason Refused(Action act) => Assert.Throws<RuleBroken>(act).Reason;
}
