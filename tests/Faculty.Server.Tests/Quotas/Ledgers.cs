using Faculty.V1;
using Google.Type;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Quotas;

/// <summary>Establishments of the tests, and what is asked of them.</summary>
internal static class Ledgers
{
    public static async Task<Establishment> AuthoriseAsync(this TestServer server, int seats, string school = School, PostCategory category = PostCategory.Unspecified, Date? from = null, string reason = "") =>
        (await server.Establishments.AuthoriseSeatsAsync(Authorise(seats, school, category, from, reason))).Establishment;

    public static AuthoriseSeatsRequest Authorise(int seats, string school = School, PostCategory category = PostCategory.Unspecified, Date? from = null, string reason = "") => new()
    {
        OrganisationCode = school, Reason = reason, Authorisation = new() { SeatCount = seats, Category = category, DocumentNumber = "高编〔2015〕1号", StartDate = from ?? Day(2010, 1, 1) },
    };

    public static ReserveSeatRequest Reserve(string school = School, PostCategory category = PostCategory.Specialty, Date? from = null, Date? last = null) =>
        new() { OrganisationCode = school, Reservation = new() { Category = category, DocumentNumber = "调函1", StartDate = from, LastDate = last } };

    public static async Task<Establishment> LedgerAsync(this TestServer server, string school = School) =>
        (await server.Establishments.GetEstablishmentAsync(new() { OrganisationCode = school })).Establishment;

    /// <summary>The ledger of a school with 100 seats, a freeze and one seat kept, and a hiring line whose code is the school's.</summary>
    public static async Task<Establishment> SeedAsync(this TestServer server, string school)
    {
        await server.AuthoriseAsync(100, school);
        await server.Establishments.FreezeSeatsAsync(new() { OrganisationCode = school, Freeze = new() { DocumentNumber = "1", StartDate = Day(2030, 1, 1), LastDate = Day(2030, 12, 31) } });
        var ledger = (await server.Establishments.ReserveSeatAsync(Reserve(school))).Establishment;
        await server.Hiring.CreateHiringLineAsync(new() { Line = Hiring.Lines.Line(school, school: school) });
        return ledger;
    }

    /// <summary>A ledger of the same shape that is nobody's.</summary>
    public static Establishment Unknown => new()
    {
        EstablishmentId = Id(1), Authorisations = { new Authorisation { AuthorisationId = Id(2) } }, Freezes = { new SeatFreeze { FreezeId = Id(3) } }, Reservations = { new SeatReservation { ReservationId = Id(4) } },
    };

    private static string Id(int number) => $"0190a5c27d2e7b0a9c3e1f2a3b4c5e0{number}";

    /// <summary>What a stranger must not learn of a ledger.</summary>
    public static IEnumerable<string> Ids(Establishment ledger) =>
        [ledger.EstablishmentId, .. ledger.Authorisations.Select(a => a.AuthorisationId), .. ledger.Freezes.Select(f => f.FreezeId), .. ledger.Reservations.Select(r => r.ReservationId)];

    /// <summary>A person without an engagement.</summary>
    public static async Task<Teacher> PersonAsync(this TestServer server, string name) =>
        (await server.Teachers.CreateTeacherAsync(new() { Identity = Teachers.People.Wang(name) })).Teacher;
}
