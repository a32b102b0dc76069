using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;
using static Faculty.Server.Tests.Calls;
using static Faculty.Server.Tests.Quotas.Ledgers;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Quotas.Seats;

/// <summary>A kept seat is held on its days and over by its date alone, however the clock jumps; over the end of a year and 29 February.</summary>
public sealed class KeptSeatClockTests
{
    private const int Seats = 4;
    private const int UsualDays = 90;

    // Ninety days from the first are over with 29 February, and from the second with the day after it.
    private static readonly DateOnly[] Days =
    [
        new(2027, 12, 2), new(2027, 12, 3), new(2027, 12, 30), new(2027, 12, 31), new(2028, 1, 1), new(2028, 1, 31), new(2028, 2, 1), new(2028, 2, 28), new(2028, 2, 29), new(2028, 3, 1),
    ];

    private static readonly TimeSpan[] Times = [TimeSpan.Zero, TimeSpan.FromHours(12), new(23, 59, 59)];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task However_the_clock_jumps_every_answer_is_the_count_of_its_day_and_nothing_is_written_by_time(int seed)
    {
        var (random, clock, kept) = (new Random(seed), TestClock.At(2027, 12, 1), new List<(string Id, DateOnly First, DateOnly Last)>());
        await using var server = await TestServer.StartAsync(clock);
        await server.AddTreeAsync();
        await server.AuthoriseAsync(Seats);
        var (granted, refused, open) = (0, 0, new HashSet<string>(StringComparer.Ordinal));
        var revision = (await FigureAsync(server, day: null)).Revision;
        for (var step = 0; step < 80; step++)
        {
            var today = Days[random.Next(Days.Length)];
            clock.Now = new(today.ToDateTime(TimeOnly.MinValue) + Times[random.Next(Times.Length)], TimeSpan.FromHours(8));
            var figure = await FigureAsync(server, day: null);
            Assert.Equal((today.ToWire(), revision, Seats, Held(today), Seats - Held(today)), (figure.AsOf, figure.Revision, figure.Authorised, figure.Reserved, figure.Vacant));
            if (kept.Count > 0 && random.Next(5) == 0)
            {
                await ReleaseAsync(random.Next(kept.Count), today);
            }
            else
            {
                await KeepAsync(today, Days.Where(d => d >= today && random.Next(2) == 0).Select(d => (DateOnly?)d).FirstOrDefault());
            }
        }
        Assert.True(granted > 5 && refused > 5, $"seed {seed}: {granted} granted, {refused} refused say little");
        await server.RestartAsync();
        for (var day = Days[0].AddDays(-1); day <= Days[^1].AddDays(UsualDays); day = day.AddDays(1))
        {
            var figure = await FigureAsync(server, day);
            Assert.True((revision, Held(day), Seats - Held(day)) == (figure.Revision, figure.Reserved, figure.Vacant), $"seed {seed}: {figure} on {day:O}, {Held(day)} held");
        }

        int Held(DateOnly day) => kept.Count(k => k.First <= day && day <= k.Last);

        async Task KeepAsync(DateOnly first, DateOnly? last)
        {
            var end = last ?? first.AddDays(UsualDays - 1);
            var fits = Enumerable.Range(0, end.DayNumber - first.DayNumber + 1).All(n => Held(first.AddDays(n)) < Seats);
            try
            {
                var reply = await server.Establishments.ReserveSeatAsync(Reserve(last: last?.ToWire()));
                Assert.True(fits, $"seed {seed}: kept from {first:O} to {end:O}");
                kept.Add((reply.ReservationId, first, end));
                open.Add(reply.ReservationId);
                (granted, revision) = (granted + 1, revision + 1);
            }
            catch (RpcException full)
            {
                Refused(ErrorReason.SeatsExhausted, full);
                Assert.False(fits, $"seed {seed}: not kept from {first:O} to {end:O}");
                refused++;
            }
        }

        // Given back from today on, however far the clock is from the days it was kept for; once.
        async Task ReleaseAsync(int index, DateOnly today)
        {
            var (id, first, last) = kept[index];
            var release = server.Establishments.ReleaseSeatAsync(new() { OrganisationCode = School, ReservationId = id, FromDate = today.ToWire() });
            if (!open.Remove(id))
            {
                await RefusedAsync(ErrorReason.ReservationOver, release);
                return;
            }
            await release;
            var end = today < first ? first : today;
            (kept[index], revision) = ((id, first, end <= last ? end.AddDays(-1) : last), revision + 1);
        }
    }

    private static async Task<SeatFigure> FigureAsync(TestServer server, DateOnly? day) =>
        (await server.Seats.GetSeatsAsync(new() { ScopeCode = School, AsOf = day?.ToWire() })).Figure;
}
