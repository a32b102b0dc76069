using CsCheck;
using Faculty.Domain.Organisations;
using Faculty.Domain.Quotas.Hiring;
using Faculty.Domain.Quotas.Seats;
using Faculty.Domain.Teachers;

namespace Faculty.Server.Tests.Quotas;

/// <summary>Schools with people, seats and lines: records as the rules allow them, with many coincidences of days.</summary>
internal static class Staffed
{
    public static readonly string[] Schools = ["S1", "S2", "S3"];
    public static readonly DateOnly Origin = new(2020, 1, 1);

    private static readonly PostCategory[] Categories = [PostCategory.Common, PostCategory.Specialty, PostCategory.Worker];
    private static readonly EngagementKind[] Kinds = [EngagementKind.Established, EngagementKind.Established, EngagementKind.Contract, EngagementKind.InternalAdmin];

    public static readonly Gen<DateOnly> Day = Gen.Int[0, 29].Select(n => Origin.AddDays(n / 3 * 50 + n % 3));

    /// <summary>A nation of two counties and three schools; one school may change its county.</summary>
    public static readonly Gen<OrganisationTree> Tree = Gen.Select(Day, Gen.Bool).Select((day, moves) => OrganisationTree.Of(
    [
        Of("N", OrganisationKind.Nation),
        Of("C1", OrganisationKind.County, ("N", null)),
        Of("C2", OrganisationKind.County, ("N", null)),
        moves ? Of("S1", OrganisationKind.School, ("C1", day), ("C2", null)) : Of("S1", OrganisationKind.School, ("C1", null)),
        Of("S2", OrganisationKind.School, ("C1", null)),
        Of("S3", OrganisationKind.School, ("C2", null)),
        .. Schools.SelectMany(s => new[] { Of($"{s}-D1", OrganisationKind.Department, (s, null)), Of($"{s}-D2", OrganisationKind.Department, (s, null)) }),
    ]));

    /// <summary>Engagements one after the other, some without a day between them, each with posts from its first day to its last.</summary>
    public static readonly Gen<Teacher> Teacher = Gen.Select(
        Day.Array[1, 5], Gen.Select(Any(Schools), Any(Kinds), Any("D1", "D2"), Any(Categories), Any(Categories), Gen.Int[0, 3]).Array[5], Gen.Bool).Select((days, parts, open) =>
    {
        var edges = days.Distinct().Order().ToList();
        var (engagements, posts) = (new List<Engagement>(), new List<Post>());
        for (var i = 0; i < edges.Count; i++)
        {
            var (school, kind, department, first, second, gap) = parts[i];
            DateOnly? last = i + 1 < edges.Count ? edges[i + 1].AddDays(-1 - (gap == 0 ? 1 : 0)) : open ? null : edges[i].AddDays(200);
            if (last < edges[i])
            {
                continue;
            }
            engagements.Add(new() { EngagementId = $"E{i}", SchoolCode = school, Kind = kind, StartDate = edges[i], LastDate = last, StaffNumber = "" });
            var turn = edges[i].AddDays(20);
            var turns = last is null || turn < last;
            posts.Add(Post($"P{i}", $"E{i}", school, department, first, edges[i], turns ? turn : last));
            if (turns)
            {
                posts.Add(Post($"Q{i}", $"E{i}", school, "D1", second, turn.AddDays(1), last));
            }
        }
        return new Teacher { TeacherId = "", Identity = new() { DisplayName = "", Sex = Sex.Female, BirthDate = Origin }, Engagements = engagements, Posts = posts };
    });

    /// <summary>Seats for the pool and for some categories, with and without an end, and seats kept with and without a line.</summary>
    public static readonly Gen<Establishment> Establishment = Gen.Select(
        Any(Schools), Gen.Select(Any([PostCategory.Unspecified, .. Categories]), Gen.Int[0, 4], Day, Gen.Int[0, 3], Gen.Int[20, 300]).Array[0, 5],
        Gen.Select(Any(Categories), Day, Gen.Int[0, 200], Gen.Bool, Gen.Int[0, 3]).Array[0, 3]).Select((school, authorised, kept) => new Establishment
    {
        EstablishmentId = school,
        OrganisationCode = school,
        Authorisations =
        [
            .. authorised.DistinctBy(a => (a.Item1, a.Item3)).OrderBy(a => a.Item3).ThenBy(a => a.Item1).Select((a, i) => new Authorisation
            {
                AuthorisationId = $"{i}", Category = a.Item1, SeatCount = a.Item2, DocumentNumber = $"{school} {i}", StartDate = a.Item3, LastDate = a.Item4 == 0 ? a.Item3.AddDays(a.Item5) : null,
            }),
        ],
        Reservations =
        [
            .. kept.Select((k, i) => new SeatReservation
            {
                ReservationId = $"{i}", Category = k.Item1, StartDate = k.Item2, LastDate = k.Item2.AddDays(k.Item3), LineCode = k.Item4 ? $"{school}-L" : "",
                State = k.Item5 == 0 ? ReservationState.Released : ReservationState.Kept, CloseDate = k.Item5 == 0 ? k.Item2.AddDays(3) : null,
            }),
        ],
    });

    public static readonly Gen<HiringLine> Line = Gen.Select(Any(Schools), Any(Categories), Any("", "D1", "D2"), Gen.Int[1, 4], Day, Gen.Int[0, 300]).Select((school, category, department, count, day, deadline) => new HiringLine
    {
        LineId = school, Code = $"{school}-L", SchoolCode = school, DepartmentCode = department.Length == 0 ? "" : $"{school}-{department}", Year = 2020, Category = category,
        Route = HiringRoute.Open, RequestedCount = count, Deadline = day.AddDays(deadline),
        Steps = [new() { Type = HiringStepType.Submit, Date = day }, .. HiringLine.Offices.Select(o => new HiringStep { Type = HiringStepType.Approve, Date = day, Office = o, Count = count, DocumentNumber = "1" })],
    });

    public static Organisation Of(string code, OrganisationKind kind, params (string Parent, DateOnly? Until)[] parents)
    {
        var from = new DateOnly(1950, 1, 1);
        var rows = new List<OrganisationParent>();
        foreach (var (parent, until) in parents)
        {
            rows.Add(new() { ParentCode = parent, StartDate = from, LastDate = until });
            from = until?.AddDays(1) ?? from;
        }
        return new() { Code = code, Kind = kind, StartDate = new(1950, 1, 1), Parents = rows, Names = [new() { Name = code, StartDate = new(1950, 1, 1) }] };
    }

    public static Post Post(string id, string engagement, string school, string department, PostCategory category, DateOnly first, DateOnly? last = null) => new()
    {
        PostId = id, EngagementId = engagement, SchoolCode = school, DepartmentCode = $"{school}-{department}", Category = category, Primary = true, StartDate = first, LastDate = last,
    };

    private static Gen<T> Any<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
