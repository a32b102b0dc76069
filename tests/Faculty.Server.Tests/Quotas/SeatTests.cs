using Faculty.Server.Tests.Metrics;
using Faculty.V1;
using static Faculty.Server.Tests.SampleTree;
using Authorisation = Faculty.Domain.Quotas.Seats.Authorisation;
using EngagementKind = Faculty.Domain.Teachers.EngagementKind;
using Establishment = Faculty.Domain.Quotas.Seats.Establishment;
using OrganisationKind = Faculty.Domain.Organisations.OrganisationKind;
using PostCategory = Faculty.Domain.Teachers.PostCategory;
using Sex = Faculty.Domain.Teachers.Sex;
using Teacher = Faculty.Domain.Teachers.Teacher;

namespace Faculty.Server.Tests.Quotas;

/// <summary>What finance asks about seats, case by case.</summary>
public sealed class SeatTests
{
    private static readonly DateOnly Start = new(2020, 9, 1);

    [Fact]
    public async Task A_school_in_want_does_not_hide_one_that_is_over()
    {
        await using var server = await StartAsync();
        await server.PutAsync(Ledger("S1", (PostCategory.Specialty, 1), (PostCategory.Unspecified, 10)));
        await server.PutAsync(Ledger("S2", (PostCategory.Unspecified, 9)));
        await server.PutAsync([.. Enumerable.Range(0, 3).Select(i => Person($"A{i}", "S1", PostCategory.Specialty)), Person("B", "S2", PostCategory.Worker)]);

        var county = (await server.Seats.GetSeatsAsync(new() { ScopeCode = "C1", By = SeatBreakdown.School })).Figure;
        Assert.Equal((20, 4, 16, 2, 2), (county.Authorised, county.Occupied, county.Vacant, county.Over, county.Parts.Count));
        Assert.Equal(["S1 1", "S1 2", "S2 1"], county.DocumentNumbers);
        var over = (await server.Seats.GetSeatsAsync(new() { ScopeCode = "C1", By = SeatBreakdown.School, OverOnly = true, CompareWith = Day(2019, 1, 1) }));
        Assert.Equal(("S1", 2), (Assert.Single(over.Figure.Parts).ScopeCode, over.Figure.Parts[0].Over));
        Assert.Equal((V1.PostCategory.Specialty, -2), over.Figure.Parts[0].Parts.Where(p => p.Over > 0).Select(p => (p.Category, p.Vacant)).Single());
        Assert.Equal((0, 0, 0), (over.Compared.Authorised, over.Compared.Occupied, over.Compared.Over));
        await Calls.RefusedAsync(ErrorReason.InvalidRequest, server.Seats.GetSeatsAsync(new() { ScopeCode = "C1", By = SeatBreakdown.Department, OverOnly = true }));
    }

    [Fact]
    public async Task A_school_without_recorded_seats_is_told_apart_from_one_that_is_over()
    {
        await using var server = await StartAsync();
        await server.PutAsync([Person("A", "S1", PostCategory.Specialty)]);
        var school = (await server.Seats.GetSeatsAsync(new() { ScopeCode = "S1" })).Figure;
        Assert.Equal((0, 1, -1, 1, 1), (school.Authorised, school.Occupied, school.Vacant, school.Over, school.Unrecorded));
        await server.PutAsync(Ledger("S1", (PostCategory.Unspecified, 0)));
        Assert.Equal((1, 0), ((await server.Seats.GetSeatsAsync(new() { ScopeCode = "S1" })).Figure.Over, (await server.Seats.GetSeatsAsync(new() { ScopeCode = "S1" })).Figure.Unrecorded));
    }

    [Fact]
    public async Task A_cap_is_shown_beside_what_the_schools_below_have_and_a_department_has_no_authorised_seats()
    {
        await using var server = await StartAsync();
        await server.PutAsync(Ledger("C1", (PostCategory.Unspecified, 30)));
        await server.PutAsync(Ledger("S1", (PostCategory.Unspecified, 10)));
        await server.PutAsync([Person("A", "S1", PostCategory.Specialty)]);
        var county = (await server.Seats.GetSeatsAsync(new() { ScopeCode = "C1" })).Figure;
        Assert.Equal((30, 10), (county.Cap, county.Authorised));
        Assert.Equal(["C1 1", "S1 1"], county.DocumentNumbers);
        var department = (await server.Seats.GetSeatsAsync(new() { ScopeCode = "S1-D1" })).Figure;
        Assert.Equal((false, false, 1), (department.HasAuthorised, department.HasVacant, department.Occupied));
    }

    [Fact]
    public async Task Names_are_for_whoever_may_see_the_persons_and_for_finance()
    {
        await using var server = await StartAsync();
        await server.PutAsync([Person("A", "S1", PostCategory.Specialty)]);
        foreach (var (role, shown) in ((Role, string)[])[(Role.HrClerk, "A"), (Role.Reviewer, "A"), (Role.Finance, "A"), (Role.Auditor, "")])
        {
            var seats = new SeatService.SeatServiceClient(await server.AsAsync(role, "C1"));
            var seat = Assert.Single((await seats.ListSeatsAsync(new() { ScopeCode = "S1" })).Seats);
            Assert.Equal(("A", shown), (seat.StaffNumber, seat.DisplayName));
            Assert.Equal(shown, (await seats.ListSeatChangesAsync(new() { ScopeCode = "S1", AfterDate = Day(2020, 1, 1) })).Changes.Single().DisplayName);
        }
        var stranger = new SeatService.SeatServiceClient(await server.AsAsync(Role.Finance, "S2"));
        await Calls.RefusedAsync(ErrorReason.NotFound, stranger.ListSeatsAsync(new() { ScopeCode = "S1" }));
        await Calls.RefusedAsync(ErrorReason.NotFound, stranger.GetSeatsAsync(new() { ScopeCode = "S1" }));
        await Calls.RefusedAsync(ErrorReason.PermissionDenied, new SeatService.SeatServiceClient(await server.AsAsync(Role.Enterprise)).GetSeatsAsync(new() { ScopeCode = "S1" }));
    }

    [Fact]
    public async Task Whoever_has_the_last_day_within_the_days_asked_for_leaves_and_who_goes_on_does_not()
    {
        await using var server = await StartAsync();
        await server.PutAsync(
        [
            Person("today", "S1", PostCategory.Specialty, last: new(2025, 11, 25)), Person("year", "S1", PostCategory.Specialty, last: new(2026, 11, 24)),
            Person("later", "S1", PostCategory.Specialty, last: new(2026, 11, 25)), Person("gone", "S1", PostCategory.Specialty, last: new(2025, 11, 24)), Person("stays", "S1", PostCategory.Worker),
            Moved("moves", new(2026, 8, 31), "S1", "S2"), Moved("again", new(2026, 8, 31), "S1", "S1"),
        ]);
        Assert.Equal(["today", "moves", "year"], (await server.Seats.ListLeaversAsync(new() { ScopeCode = "S1" })).Leavers.Select(l => l.StaffNumber));
        // Twelve months and the next twelve have no day in common.
        Assert.Equal(["later"], (await server.Seats.ListLeaversAsync(new() { ScopeCode = "S1", FromDate = Day(2026, 11, 25), Months = 12 })).Leavers.Select(l => l.StaffNumber));
        await Calls.RefusedAsync(ErrorReason.InvalidRequest, server.Seats.ListLeaversAsync(new() { ScopeCode = "S1", UntilDate = Day(2026, 11, 25), Months = 12 }));
        // Within the county the seat is not left.
        Assert.Equal(["today", "year"], (await server.Seats.ListLeaversAsync(new() { ScopeCode = "C1" })).Leavers.Select(l => l.StaffNumber));
        Assert.Equal(["today", "year", "later"], (await server.Seats.StreamLeavers(new() { ScopeCode = "C1", UntilDate = Day(2027, 11, 25) }).AllAsync().SelectMany(m => m.Leavers.ToAsyncEnumerable()).ToListAsync()).Select(l => l.StaffNumber));
        var moved = (await server.Seats.ListSeatChangesAsync(new() { ScopeCode = "S2", AfterDate = Day(2026, 1, 1), UntilDate = Day(2026, 12, 31) })).Changes.Single();
        Assert.Equal((SeatChangeType.MovedIn, 1, "moves"), (moved.Type, moved.SeatCount, moved.TeacherId));
        var again = (await server.Seats.ListSeatsAsync(new() { ScopeCode = "S1", AsOf = Day(2026, 9, 1) })).Seats.Single(s => s.TeacherId == "again");
        Assert.Equal((Day(2020, 9, 1), null), (again.StartDate, again.LastDate));
    }

    [Fact]
    public async Task Pages_of_a_list_are_one_list_as_known_at_its_beginning()
    {
        await using var server = await StartAsync();
        await server.PutAsync([.. Enumerable.Range(0, 9).Select(i => Person($"P{i}", i % 2 == 0 ? "S2" : "S1", PostCategory.Common, last: new(2026, 1, 1 + i)))]);
        var (seats, leavers) = (new List<string>(), new List<string>());
        var (page, left) = (new ListSeatsRequest { ScopeCode = "C1", PageSize = 2 }, new ListLeaversRequest { ScopeCode = "C1", PageSize = 2 });
        do
        {
            var reply = await server.Seats.ListSeatsAsync(page);
            seats.AddRange(reply.Seats.Select(s => s.StaffNumber));
            page.PageToken = reply.NextPageToken;
            var gone = await server.Seats.ListLeaversAsync(left);
            leavers.AddRange(gone.Leavers.Select(s => s.StaffNumber));
            left.PageToken = gone.NextPageToken;
            // A page later everybody has gone.
            await server.PutAsync([.. Enumerable.Range(0, 9).Select(i => Person($"P{i}", "S1", PostCategory.Common, last: new(2025, 1, 1)))]);
        }
        while (page.PageToken.Length > 0);
        Assert.Equal(["P1", "P3", "P5", "P7", "P0", "P2", "P4", "P6", "P8"], seats);
        Assert.Equal(Enumerable.Range(0, 9).Select(i => $"P{i}"), leavers);
        Assert.Empty((await server.Seats.ListSeatsAsync(new() { ScopeCode = "C1" })).Seats);
    }

    internal static async Task<TestServer> StartAsync()
    {
        var server = await TestServer.StartAsync();
        await server.PutAsync(
        [
            Staffed.Of("C1", OrganisationKind.County), Staffed.Of("S1", OrganisationKind.School, ("C1", null)), Staffed.Of("S2", OrganisationKind.School, ("C1", null)),
            Staffed.Of("S1-D1", OrganisationKind.Department, ("S1", null)), Staffed.Of("S2-D1", OrganisationKind.Department, ("S2", null)),
        ]);
        return server;
    }

    internal static Establishment Ledger(string code, params (PostCategory Category, int Seats)[] authorised) => new()
    {
        EstablishmentId = code,
        OrganisationCode = code,
        Authorisations = [.. authorised.Select((a, i) => new Authorisation { AuthorisationId = $"{i}", Category = a.Category, SeatCount = a.Seats, DocumentNumber = $"{code} {i + 1}", StartDate = Start })],
    };

    internal static Teacher Person(string id, string school, PostCategory category, DateOnly? first = null, DateOnly? last = null, EngagementKind kind = EngagementKind.Established) => new()
    {
        TeacherId = id,
        Identity = new() { DisplayName = id, Sex = Sex.Male, BirthDate = new(1980, 1, 1) },
        Engagements = [new() { EngagementId = $"{id}-E", SchoolCode = school, Kind = kind, StaffNumber = id, StartDate = first ?? Start, LastDate = last }],
        Posts = [Staffed.Post($"{id}-P", $"{id}-E", school, "D1", category, first ?? Start, last)],
    };

    private static Teacher Moved(string id, DateOnly last, string from, string to)
    {
        var (before, after) = (Person(id, from, PostCategory.Common, last: last), Person(id, to, PostCategory.Common, first: last.AddDays(1)));
        return before with
        {
            Engagements = [.. before.Engagements, after.Engagements[0] with { EngagementId = "next" }],
            Posts = [.. before.Posts, after.Posts[0] with { PostId = "next", EngagementId = "next" }],
        };
    }
}
