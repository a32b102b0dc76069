using Faculty.V1;
using Grpc.Core;
using static Faculty.Server.Tests.Calls;
using static Faculty.Server.Tests.Quotas.Ledgers;
using static Faculty.Server.Tests.SampleTree;
using static Faculty.Server.Tests.Teachers.People;

namespace Faculty.Server.Tests.Quotas.Seats;

/// <summary>What is authorised, capped, frozen and kept.</summary>
public sealed class EstablishmentTests
{
    private readonly TestClock clock = TestClock.At(2025, 11, 25);

    [Fact]
    public async Task Seats_are_authorised_for_schools_and_capped_above_them_and_for_nobody_else()
    {
        await using var server = await StartAsync();
        var made = await server.AuthoriseAsync(120);
        var raised = await server.AuthoriseAsync(125, from: Day(2026, 1, 1));
        Assert.Equal((made.EstablishmentId, 2), (raised.EstablishmentId, raised.Authorisations.Count));
        await server.AuthoriseAsync(200, County);
        foreach (var code in (string[])["GP-ZB", "FACTORY"])
        {
            var refused = await RefusedAsync(ErrorReason.InvalidRequest, server.Establishments.AuthoriseSeatsAsync(Authorise(1, code)));
            Assert.Equal(["organisation_code"], refused.Fields());
        }
        await RefusedAsync(ErrorReason.InvalidRequest, server.Establishments.ReserveSeatAsync(Reserve(County)));
        Assert.Equal([County, School], (await server.Establishments.ListEstablishmentsAsync(new())).Establishments.Select(e => e.OrganisationCode));
        // A class attached to a school is on that school's ledger.
        await server.Organisations.CreateOrganisationAsync(Create("GP-FS", OrganisationKind.AttachedClass, "附设班", School));
        await RefusedAsync(ErrorReason.InvalidRequest, server.Establishments.AuthoriseSeatsAsync(Authorise(1, "GP-FS")));
        await RefusedAsync(ErrorReason.AuthorisationTwice, server.Establishments.AuthoriseSeatsAsync(Authorise(1)));
    }

    [Fact]
    public async Task Two_schools_never_pass_the_cap_of_their_county_together()
    {
        for (var round = 0; round < 5; round++)
        {
            await using var server = await StartAsync();
            await server.AddSecondSchoolAsync();
            await server.AuthoriseAsync(100, County);
            var both = await Task.WhenAll(ReasonOfAsync(server, Authorise(60)), ReasonOfAsync(server, Authorise(60, "JC")));
            Assert.Equal([ErrorReason.Unspecified, ErrorReason.CapExceeded], both.Order());
            // What the other may still have.
            await server.AuthoriseAsync(40, both[0] == ErrorReason.Unspecified ? "JC" : School);
            await RefusedAsync(ErrorReason.CapExceeded, server.Establishments.AuthoriseSeatsAsync(Authorise(99, County, from: Day(2026, 1, 1))));
            // With a reason only a soft cap is passed.
            await RefusedAsync(ErrorReason.CapExceeded, server.Establishments.AuthoriseSeatsAsync(Authorise(61, from: Day(2026, 1, 1), reason: "会议纪要")));
            await server.Establishments.SetSeatControlAsync(new() { OrganisationCode = County, Control = SeatControl.Soft });
            await server.AuthoriseAsync(61, from: Day(2026, 1, 1), reason: "会议纪要");
        }
    }

    [Fact]
    public async Task A_cap_and_a_school_above_it_are_not_authorised_at_one_time()
    {
        for (var round = 0; round < 5; round++)
        {
            await using var server = await StartAsync();
            var both = await Task.WhenAll(ReasonOfAsync(server, Authorise(60)), ReasonOfAsync(server, Authorise(50, County)));
            Assert.Equal([ErrorReason.Unspecified, ErrorReason.CapExceeded], both.Order());
        }
    }

    [Fact]
    public async Task A_withdrawn_cut_is_a_rise()
    {
        await using var server = await StartAsync();
        await server.AuthoriseAsync(60);
        var cut = await server.AuthoriseAsync(50, from: Day(2020, 1, 1));
        await server.AuthoriseAsync(55, County, from: Day(2020, 1, 1));
        var withdraw = new WithdrawAuthorisationRequest { OrganisationCode = School, AuthorisationId = cut.Authorisations[^1].AuthorisationId };
        await RefusedAsync(ErrorReason.CapExceeded, server.Establishments.WithdrawAuthorisationAsync(withdraw));
        await server.AuthoriseAsync(60, County, from: Day(2020, 1, 2));
        await RefusedAsync(ErrorReason.CapExceeded, server.Establishments.WithdrawAuthorisationAsync(withdraw));
    }

    [Fact]
    public async Task A_kept_seat_is_over_by_itself_after_90_days_and_kept_once_for_one_request()
    {
        await using var server = await StartAsync();
        await server.AuthoriseAsync(1);
        var request = Reserve();
        request.RequestId = Guid.NewGuid().ToString();
        var first = await server.Establishments.ReserveSeatAsync(request);
        Assert.Equal(first, await server.Establishments.ReserveSeatAsync(request));
        var kept = Assert.Single((await server.LedgerAsync()).Reservations);
        Assert.Equal((first.ReservationId, Day(2025, 11, 25), Day(2026, 2, 22)), (kept.ReservationId, kept.StartDate, kept.LastDate));
        var refused = await RefusedAsync(ErrorReason.SeatsExhausted, server.Establishments.ReserveSeatAsync(Reserve()));
        Assert.Equal(("2025-11-25", "1"), (refused.Fact("day"), refused.Fact("reserved")));

        // Nobody does anything: the clock alone. Backwards it is kept again.
        clock.Now = new(2026, 2, 22, 15, 59, 59, TimeSpan.Zero);
        await RefusedAsync(ErrorReason.SeatsExhausted, server.Establishments.ReserveSeatAsync(Reserve()));
        clock.Now = new(2026, 2, 22, 16, 0, 0, TimeSpan.Zero);
        Assert.Equal("", (await server.Establishments.ReserveSeatAsync(new(Reserve()) { ValidateOnly = true })).ChangeToken);
        clock.Now -= TimeSpan.FromHours(1);
        await RefusedAsync(ErrorReason.SeatsExhausted, server.Establishments.ReserveSeatAsync(Reserve()));
        clock.Now += TimeSpan.FromHours(1);

        var release = new ReleaseSeatRequest { OrganisationCode = School, ReservationId = first.ReservationId, FromDate = Day(2025, 12, 1), Note = "不再调入", RequestId = Guid.NewGuid().ToString() };
        Assert.Equal(await server.Establishments.ReleaseSeatAsync(release), await server.Establishments.ReleaseSeatAsync(release));
        release.RequestId = "";
        await RefusedAsync(ErrorReason.ReservationOver, server.Establishments.ReleaseSeatAsync(release));
        await server.Establishments.ReserveSeatAsync(Reserve(from: Day(2025, 12, 1), last: Day(2025, 12, 31)));
        await RefusedAsync(ErrorReason.SeatsExhausted, server.Establishments.ReserveSeatAsync(Reserve(from: Day(2025, 11, 30), last: Day(2025, 11, 30))));
        // What was kept is kept over a restart.
        await server.RestartAsync();
        await RefusedAsync(ErrorReason.SeatsExhausted, server.Establishments.ReserveSeatAsync(Reserve(from: Day(2025, 12, 31), last: Day(2026, 1, 1))));
    }

    [Fact]
    public async Task Nothing_is_kept_while_it_is_frozen()
    {
        await using var server = await StartAsync();
        await server.AuthoriseAsync(5);
        var frozen = (await server.Establishments.FreezeSeatsAsync(new() { OrganisationCode = School, Freeze = new() { DocumentNumber = "1", StartDate = Day(2025, 11, 1) } })).Establishment;
        await RefusedAsync(ErrorReason.SeatsFrozen, server.Establishments.ReserveSeatAsync(Reserve()));
        await server.Establishments.ThawSeatsAsync(new() { OrganisationCode = School, FreezeId = frozen.Freezes[0].FreezeId });
        Assert.Equal(Day(2025, 11, 24), (await server.LedgerAsync()).Freezes[0].LastDate);
        await server.Establishments.ReserveSeatAsync(Reserve());
    }

    [Fact]
    public async Task A_freeze_is_of_schools_and_is_not_passed_by_an_earlier_first_day_without_a_reason()
    {
        await using var server = await StartAsync();
        await server.AuthoriseAsync(5);
        await server.AuthoriseAsync(5, County);
        // It would bind nobody.
        var freeze = new FreezeSeatsRequest { OrganisationCode = County, Freeze = new() { DocumentNumber = "1", StartDate = Day(2025, 11, 25) } };
        Assert.Equal(["organisation_code"], (await RefusedAsync(ErrorReason.InvalidRequest, server.Establishments.FreezeSeatsAsync(freeze))).Fields());
        await server.Establishments.FreezeSeatsAsync(new(freeze) { OrganisationCode = School });
        var hired = Hired();
        hired.Engagement.StartDate = Day(2025, 11, 24);
        Assert.Equal("2025-11-25", (await RefusedAsync(ErrorReason.SeatsFrozen, server.Teachers.CreateTeacherAsync(hired))).Fact("day"));
        await server.Teachers.CreateTeacherAsync(new(hired) { Reason = "补录" });
    }

    [Fact]
    public async Task What_was_known_is_told_again_and_whose_it_is_not_learns_nothing()
    {
        await using var server = await StartAsync();
        await server.AddSecondSchoolAsync();
        var first = await server.AuthoriseAsync(10);
        await server.AuthoriseAsync(20, "JC");
        await server.AuthoriseAsync(12, from: Day(2026, 1, 1));
        var then = await server.Establishments.GetEstablishmentAsync(new() { OrganisationCode = School, KnownAt = new() { Revision = long.Parse(first.Etag.Trim('"')) } });
        Assert.Equal(first, then.Establishment);
        await RefusedAsync(ErrorReason.NotFound, server.Establishments.GetEstablishmentAsync(new() { OrganisationCode = School, KnownAt = new() { Revision = 3 } }));
        var stale = Authorise(13, from: Day(2027, 1, 1));
        stale.Etag = first.Etag;
        await RefusedAsync(ErrorReason.EtagMismatch, server.Establishments.AuthoriseSeatsAsync(stale));

        var clerk = new EstablishmentService.EstablishmentServiceClient(await server.AsAsync(Role.HrClerk, "JC"));
        Assert.Equal(["JC"], (await clerk.ListEstablishmentsAsync(new())).Establishments.Select(e => e.OrganisationCode));
        await RefusedAsync(ErrorReason.NotFound, clerk.GetEstablishmentAsync(new() { OrganisationCode = School }));
        await RefusedAsync(ErrorReason.NotFound, clerk.ReserveSeatAsync(Reserve()));
        await RefusedAsync(ErrorReason.NotFound, clerk.ListEstablishmentsAsync(new() { ScopeCode = School }));
        await RefusedAsync(ErrorReason.PermissionDenied, clerk.AuthoriseSeatsAsync(Authorise(1, "JC")));

        var page = await server.Establishments.ListEstablishmentsAsync(new() { ScopeCode = County, PageSize = 1 });
        var next = await server.Establishments.ListEstablishmentsAsync(new() { ScopeCode = County, PageSize = 1, PageToken = page.NextPageToken });
        Assert.Equal([School, "JC"], page.Establishments.Concat(next.Establishments).Select(e => e.OrganisationCode));
        Assert.Equal("", next.NextPageToken);
        Assert.Equal(2, (await server.Establishments.StreamEstablishments(new()).AllAsync().ToListAsync()).Sum(m => m.Establishments.Count));
    }

    private static async Task<ErrorReason> ReasonOfAsync(TestServer server, AuthoriseSeatsRequest request)
    {
        try
        {
            await server.Establishments.AuthoriseSeatsAsync(request);
            return ErrorReason.Unspecified;
        }
        catch (RpcException refused)
        {
            Refused(ErrorReason.CapExceeded, refused);
            return ErrorReason.CapExceeded;
        }
    }

    private async Task<TestServer> StartAsync()
    {
        var server = await TestServer.StartAsync(clock);
        await server.AddTreeAsync();
        await server.Organisations.CreateOrganisationAsync(Create("FACTORY", OrganisationKind.Enterprise, "机械厂", County));
        return server;
    }
}
