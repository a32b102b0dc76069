using Faculty.Domain.Training.Orders;
using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.Server.Organisations;
using Faculty.Storage;
using Order = Faculty.Domain.Training.Orders.Order;
using PoolRules = Faculty.Domain.Training.Pool.PoolRules;
using Teacher = Faculty.Domain.Teachers.Teacher;
using Trainer = Faculty.Domain.Training.Pool.Trainer;

namespace Faculty.Server.Training.Orders;

/// <summary>
/// The guard of trainers' time: whatever changes what somebody is booked for passes here. It replaces the calendar of every person it concerns,
/// so that of two orders that want the same hours one is decided again, and finds them taken.
/// </summary>
internal sealed class BookingWrites(IRegistryStore store, RowScope scope, OrganisationDirectory organisations, PoolRules pool, TimeProvider clock)
{
    private readonly BookingRules rules = new(pool);

    /// <summary>Calendars follow an order; refused when somebody may not be booked for a session that is to be.</summary>
    public async Task FollowAsync(WriteBatch batch, Order before, OrderChange change, CancellationToken ct)
    {
        var (next, now) = (change.Next, clock.GetUtcNow());
        var wanted = Booking.Of(next).ToLookup(b => b.TrainerId, StringComparer.Ordinal);
        foreach (var person in await PeopleAsync(before, next, ct))
        {
            var own = person.Trainers.SelectMany(t => wanted[t.Id]).ToList();
            var calendars = await CalendarsAsync(person.Record, ct);
            var others = calendars.SelectMany(c => c.Value.Bookings).Where(b => b.OrderId != next.OrderId && b.CountsAt(now)).ToList();
            var decided = false;
            foreach (var (trainer, session) in person.Trainers.SelectMany(t => change.Booked.Where(s => s.TrainerIds.Contains(t.Id)).Select(s => (t, s))))
            {
                var who = new Bookable(trainer.Value, person.Record.Value, [.. others, .. own.Where(b => b.SessionId != session.SessionId)]);
                foreach (var fault in rules.Broken(BookingAsk.Of(next, session), who))
                {
                    throw change.Refuse(fault);
                }
                decided = true;
            }
            Put(batch, calendars, next.OrderId, own, now, decided);
            if (decided)
            {
                batch.RelyOn(Documents.Teachers, person.Record);
                person.Trainers.ForEach(t => batch.RelyOn(Documents.Trainers, t));
            }
        }
    }

    /// <summary>Whoever teaches the order or did, each person once, though two pools may have sent them.</summary>
    private async Task<IEnumerable<(Stored<Teacher> Record, List<Stored<Trainer>> Trainers)>> PeopleAsync(Order before, Order next, CancellationToken ct)
    {
        var people = new Dictionary<string, (Stored<Teacher> Record, List<Stored<Trainer>> Trainers)>(StringComparer.Ordinal);
        foreach (var trainerId in before.Sessions.Concat(next.Sessions).SelectMany(s => s.TrainerIds).Distinct(StringComparer.Ordinal))
        {
            // Who was planned once is known to the order, wherever the pool stands by now.
            if (await store.FindAsync(Documents.Trainers, trainerId, ct) is not { } trainer || !(before.Roster.Contains(trainerId) || IsPoolOf(trainer.Value.OrganisationCode, next.SchoolCode)))
            {
                throw Refusal.NotFound(Documents.Trainers.Name, trainerId);
            }
            var record = Documents.Teachers.Typed(await scope.Everyone.StandingAsync(trainer.Value.TeacherId, at: null, ct));
            people.TryAdd(record.Id, (record, []));
            people[record.Id].Trainers.Add(trainer);
        }
        return people.Values;
    }

    // The person's own first, then those of records merged into it.
    private async Task<IReadOnlyList<Stored<TrainerCalendar>>> CalendarsAsync(Stored<Teacher> person, CancellationToken ct)
    {
        var calendars = new List<Stored<TrainerCalendar>>();
        foreach (var teacherId in person.Value.MergedRecords.Select(m => m.TeacherId).Prepend(person.Id))
        {
            calendars.Add(await store.FindAsync(Documents.TrainerCalendars, teacherId, ct) ?? new(teacherId, 0, new() { TeacherId = teacherId }));
        }
        return calendars;
    }

    private static void Put(WriteBatch batch, IReadOnlyList<Stored<TrainerCalendar>> calendars, string orderId, IReadOnlyList<Booking> own, DateTimeOffset now, bool decided)
    {
        foreach (var calendar in calendars)
        {
            var next = calendar.Value.With(orderId, calendar == calendars[0] ? own : [], now);
            if (!next.Bookings.SequenceEqual(calendar.Value.Bookings))
            {
                batch.Replace(Documents.TrainerCalendars, calendar, next);
            }
            else if (decided)
            {
                _ = calendar.Revision == 0 ? batch.RelyOnAbsence(Documents.TrainerCalendars, calendar.Id) : batch.RelyOn(Documents.TrainerCalendars, calendar);
            }
        }
    }

    /// <summary>The pool is the school's own, or of an organisation above it.</summary>
    private bool IsPoolOf(string organisationCode, string schoolCode)
    {
        var today = clock.TodayInChina();
        for (var code = schoolCode; code is not null; code = organisations.Tree.Find(code)?.LastParentOn(today))
        {
            if (code == organisationCode)
            {
                return true;
            }
        }
        return false;
    }
}
