using CsCheck;
using Faculty.Domain.Quotas.Seats;
using Faculty.Domain.Teachers;
using Faculty.Domain.Time;

namespace Faculty.Domain.Tests.Quotas;

/// <summary>Authorised, occupied and kept seats, on any day.</summary>
public sealed class SeatLedgerTests
{
    private static readonly DateOnly Origin = new(2026, 1, 1);

    [Fact]
    public void The_worked_case_of_a_line_of_ten_adds_up()
    {
        var school = School(Authorised(120));
        Assert.Equal((12, 2), Of(school, occupied: 108, open: 10));
        Assert.Equal((6, 3), Of(school, occupied: 114, open: 3));

        static (int Vacant, int Free) Of(Establishment school, int occupied, int open)
        {
            var balance = Assert.Single(school.BalanceOn(Origin, Heads(occupied), Heads(open)));
            Assert.Equal(balance.Authorised, balance.Occupied + balance.Reserved + balance.Vacant);
            return (balance.Vacant, balance.FreeToPlan);
        }
    }

    [Fact]
    public void The_last_seat_is_kept_once()
    {
        var school = School(Authorised(109));
        var kept = Kept(school, occupied: 108, Reservation("1", Origin, Origin.AddDays(89)));
        Assert.Equal(Reason.SeatsExhausted, Assert.Throws<RuleBroken>(() => Kept(kept, occupied: 108, Reservation("2", Origin, Origin.AddDays(1)))).Reason);
        // After its last day nobody has to do anything.
        Kept(kept, occupied: 108, Reservation("3", Origin.AddDays(90), Origin.AddDays(100)));
        Assert.Equal((1, 0), (kept.ReservedOn(Origin.AddDays(89), PostCategory.Unspecified), kept.ReservedOn(Origin.AddDays(90), PostCategory.Unspecified)));
        Kept(kept.Release("1", Origin.AddDays(3), "declined"), occupied: 108, Reservation("4", Origin.AddDays(3), Origin.AddDays(9)));
    }

    [Fact]
    public void A_kept_seat_becomes_the_engagements_on_its_first_day()
    {
        var kept = School(Authorised(1)).Reserve(Reservation("1", Origin, Origin.AddDays(89)));
        var first = Origin.AddDays(30);
        var taken = kept.Commit("1", "e1", PostCategory.Specialty, first);
        Assert.Equal((1, 0), (taken.ReservedOn(first.AddDays(-1), PostCategory.Unspecified), taken.ReservedOn(first, PostCategory.Unspecified)));
        Require(kept, taken, occupied: 0, taken: [(PostCategory.Specialty, new(first, null))]);
        Assert.Equal(Reason.ReservationOver, Assert.Throws<RuleBroken>(() => taken.Commit("1", "e2", PostCategory.Specialty, first)).Reason);
        Assert.Equal(Reason.ReservationOver, Assert.Throws<RuleBroken>(() => kept.Commit("1", "e1", PostCategory.Specialty, Origin.AddDays(90))).Reason);
    }

    [Fact]
    public void A_category_without_seats_of_its_own_is_in_the_pool()
    {
        var school = School(Authorised(10), Authorised(2, PostCategory.Specialty));
        var heads = new int[7];
        (heads[(int)PostCategory.Specialty], heads[(int)PostCategory.Admin]) = (3, 4);
        var balances = school.BalanceOn(Origin, heads, new int[7]);
        Assert.Equal([(PostCategory.Unspecified, 6), (PostCategory.Specialty, -1)], balances.Select(b => (b.Category, b.Vacant)));
        Assert.Equal((12, 7, 5, 1), (SeatBalance.Sum(balances).Authorised, SeatBalance.Sum(balances).Occupied, SeatBalance.Sum(balances).Vacant, balances.Sum(b => b.Over)));
        Assert.Equal(Reason.SeatsExhausted, Refused(school, heads, PostCategory.Specialty).Reason);
        Require(school, school, heads, [(PostCategory.Admin, new(Origin, null))]);
    }

    [Fact]
    public void The_latest_authorisation_that_has_begun_holds_whatever_the_order_of_arrival()
    {
        var (first, second) = (Authorised(120), Authorised(100) with { AuthorisationId = "b", StartDate = new(2027, 1, 1), DocumentNumber = "2" });
        var (one, other) = (School(first, second), School(second, first));
        Assert.Equal((120, 100), (one.AuthorisedOn(new(2026, 12, 31)), one.AuthorisedOn(new(2027, 1, 1))));
        Assert.Equal(one.Authorisations, other.Authorisations);
        Assert.Equal(Reason.AuthorisationTwice, Assert.Throws<RuleBroken>(() => one.Authorise(first)).Reason);
        Assert.Equal(120, one.WithdrawAuthorisation("b").AuthorisedOn(new(2027, 1, 1)));
    }

    [Fact]
    public void Nothing_begins_in_a_freeze()
    {
        var school = School(Authorised(10)).Freeze(new() { FreezeId = "f", DocumentNumber = "1", StartDate = Origin, LastDate = Origin.AddDays(9) });
        Assert.Equal(Reason.SeatsFrozen, Refused(school, Heads(0), PostCategory.Specialty).Reason);
        Require(school, school, Heads(0), [(PostCategory.Specialty, new(Origin.AddDays(10), null))]);
        Require(school, school.Thaw("f", Origin.AddDays(-1)), Heads(0), [(PostCategory.Specialty, new(Origin, null))]);
    }

    [Fact]
    public void A_freeze_is_not_passed_by_a_day_before_it_unless_somebody_says_why()
    {
        var school = School(Authorised(10)).Freeze(new() { FreezeId = "f", DocumentNumber = "1", StartDate = Origin, LastDate = Origin.AddDays(9) });
        (PostCategory, Period)[] before = [(PostCategory.Specialty, new(Origin.AddDays(-1), null))];
        Assert.Equal(Reason.SeatsFrozen, Assert.Throws<RuleBroken>(() => Require(school, school, Heads(0), before, today: Origin)).Reason);
        Require(school, school, Heads(0), before, explained: true, today: Origin);
        // Recorded before the freeze, or after it, or over when it began.
        Require(school, school, Heads(0), before, today: Origin.AddDays(-1));
        Require(school, school, Heads(0), before, today: Origin.AddDays(10));
        Require(school, school, Heads(0), [(PostCategory.Specialty, new(Origin.AddDays(-9), Origin.AddDays(-1)))], today: Origin);
        Assert.Throws<RuleBroken>(() => Require(school, school, Heads(0), [(PostCategory.Specialty, new(Origin, null))], explained: true, today: Origin));
    }

    /// <summary>Days on end alone make the spans; how many hold a seat on a day stays.</summary>
    [Fact]
    public void Heads_told_as_spans_count_to_the_same_heads() => Gen.Int.Sample(seed =>
    {
        var random = new Random(seed);
        var heads = new SeatHeads(DateOnly.MinValue, new int[7]);
        for (var i = 0; i < 8; i++)
        {
            var first = Origin.AddDays(random.Next(60));
            heads.Add(new([Span((PostCategory)random.Next(1, 4), new(first, random.Next(2) == 0 ? null : first.AddDays(random.Next(30))))], []));
        }
        var spans = heads.Spans("GP");
        for (var day = Origin.AddDays(-1); day < Origin.AddDays(100); day = day.AddDays(1))
        {
            Assert.Equal(heads.On(day), Enumerable.Range(0, 7).Select(c => spans.Count(s => (int)s.Category == c && s.Period.Covers(day))));
        }
    }, iter: 60);

    [Fact]
    public void Within_a_period_a_ledger_has_the_seats_it_has_and_none_outside() => Gen.Int.Sample(seed =>
    {
        var random = new Random(seed);
        var school = School();
        for (var i = 0; i < 6; i++)
        {
            var first = Origin.AddDays(random.Next(10) * 6);
            if (school.Authorisations.All(a => a.StartDate != first))
            {
                school = school.Authorise(Authorised(random.Next(1, 9)) with { AuthorisationId = $"{i}", StartDate = first, LastDate = random.Next(2) == 0 ? null : first.AddDays(random.Next(20)) });
            }
        }
        Period period = new(Origin.AddDays(random.Next(40)), random.Next(2) == 0 ? null : Origin.AddDays(random.Next(40, 80)));
        var within = school.Within(period);
        for (var day = Origin.AddDays(-1); day < Origin.AddDays(100); day = day.AddDays(1))
        {
            Assert.Equal(period.Covers(day) ? school.AuthorisedOn(day) : 0, within.AuthorisedOn(day));
        }
    }, iter: 100);

    [Fact]
    public void A_soft_ledger_asks_why_and_one_that_informs_asks_nothing()
    {
        var full = School(Authorised(0));
        Assert.Equal(Reason.SeatsExhausted, Refused(full.With(SeatControl.Soft), Heads(0), PostCategory.Specialty).Reason);
        Require(full.With(SeatControl.Soft), full.With(SeatControl.Soft), Heads(0), [(PostCategory.Specialty, new(Origin, null))], explained: true);
        Assert.Throws<RuleBroken>(() => Require(full, full, Heads(0), [(PostCategory.Specialty, new(Origin, null))], explained: true));
        Require(full.With(SeatControl.Info), full.With(SeatControl.Info), Heads(0), [(PostCategory.Specialty, new(Origin, null))]);
    }

    [Fact]
    public void Schools_never_have_more_together_than_their_county()
    {
        var county = School(Authorised(100)) with { OrganisationCode = "C" };
        Establishment[] full = [School(Authorised(60)), School(Authorised(40))];
        CapRules.Require(county, county, [School(Authorised(60))], full);
        Establishment[] over = [School(Authorised(60)), School(Authorised(30), Authorised(11, PostCategory.Specialty))];
        var broken = Assert.Throws<RuleBroken>(() => CapRules.Require(county, county, full, over));
        Assert.Equal((Reason.CapExceeded, "101"), (broken.Reason, broken.Facts.Single(f => f.Key == "sum").Value));
        // A cap that falls later is passed from that day on only.
        var later = county.Authorise(Authorised(99) with { AuthorisationId = "b", StartDate = new(2027, 1, 1) });
        Assert.Contains(("day", "2027-01-01"), Assert.Throws<RuleBroken>(() => CapRules.Require(county, later, full, full)).Facts);
        Assert.Equal(Reason.CapExceeded, Assert.Throws<RuleBroken>(() => CapRules.Require(null, later, full, full)).Reason);
        // What is over the cap already may be mended bit by bit.
        CapRules.Require(later, later, full, [School(Authorised(60)), School(Authorised(40)).Authorise(Authorised(39) with { AuthorisationId = "c", StartDate = new(2028, 1, 1) })]);
        CapRules.Require(later, later, over, full);
    }

    [Fact]
    public void No_history_of_takings_passes_what_is_authorised_on_any_day() => Gen.Int.Sample(seed =>
    {
        var random = new Random(seed);
        var school = School(Authorised(random.Next(5)), Authorised(random.Next(4), PostCategory.Specialty), Authorised(random.Next(6)) with { AuthorisationId = "c", StartDate = Day() });
        var spans = new List<SeatSpan>();
        for (var step = 0; step < 60; step++)
        {
            var category = random.Next(2) == 0 ? PostCategory.Specialty : PostCategory.Admin;
            var first = Day();
            var period = new Period(first, random.Next(3) == 0 ? null : first.AddDays(random.Next(60)));
            try
            {
                switch (random.Next(4))
                {
                    case 0:
                        Keep(Reservation($"{step}", first, first.AddDays(random.Next(40))) with { Category = category });
                        break;
                    case 1 when school.Reservations.FirstOrDefault(r => r.IsOpen && r.HoldsOn(first)) is { } kept:
                        var committed = school.Commit(kept.ReservationId, $"{step}", kept.Category, first);
                        Change(committed, Span(kept.Category, period));
                        break;
                    case 2 when school.Reservations.FirstOrDefault(r => r.IsOpen) is { } open:
                        school = school.Release(open.ReservationId, first, "x");
                        break;
                    default:
                        Change(school.Taken(), Span(category, period));
                        break;
                }
            }
            catch (RuleBroken broken)
            {
                Assert.Contains(broken.Reason, (Reason[])[Reason.SeatsExhausted, Reason.ReservationOver, Reason.ReservationMismatch]);
            }
            // A head count, day by day.
            for (var day = Origin; day < Origin.AddDays(260); day = day.AddDays(1))
            {
                foreach (var balance in school.BalanceOn(day, On(day), new int[7]))
                {
                    Assert.True(balance.Vacant >= 0, $"seed {seed}: {balance.Category} on {day:O}: {balance}");
                    Assert.Equal(balance.Authorised, balance.Occupied + balance.Reserved + balance.Vacant);
                }
            }
        }

        DateOnly Day() => Origin.AddDays(random.Next(120));
        int[] On(DateOnly day) => [.. Enumerable.Range(0, 7).Select(c => spans.Count(s => (int)s.Category == c && s.Period.Covers(day)))];
        SeatHeads Heads()
        {
            var heads = new SeatHeads(Origin, new int[7]);
            heads.Add(new(spans, []));
            return heads;
        }
        void Keep(SeatReservation wanted)
        {
            var next = school.Reserve(wanted);
            SeatRules.Require(school, next, Heads(), SeatMove.None, explained: false, Origin.AddDays(-1));
            school = next;
        }
        void Change(Establishment next, SeatSpan taken)
        {
            SeatRules.Require(school, next, Heads(), new([taken], []), explained: false, Origin.AddDays(-1));
            (school, spans) = (next, [.. spans, taken]);
        }
    }, iter: 60);

    /// <summary>
    /// Days about the end of years and of Februaries alone, where a day counted wrongly would show: each answer and each balance is that of lists of
    /// closed periods, counted day by day.
    /// </summary>
    [Fact]
    public void Over_year_ends_and_29_February_every_answer_is_a_count_day_by_day() => Gen.Int.Sample(seed =>
    {
        var random = new Random(seed);
        DateOnly[] edges = [.. ((int[])[2027, 2028]).SelectMany(y => new DateOnly[] { new(y, 12, 30), new(y, 12, 31), new(y + 1, 1, 1), new(y, 2, 27), new(y, 2, 28), new DateOnly(y, 3, 1).AddDays(-1), new(y, 3, 1) })];
        var school = School();
        List<(DateOnly From, int Seats)> authorised = [];
        List<(DateOnly First, DateOnly Last)> held = [];
        var spans = new List<SeatSpan>();
        for (var step = 0; step < 40; step++)
        {
            var (first, last) = (Edge(), Edge());
            (first, last) = first <= last ? (first, last) : (last, first);
            switch (random.Next(5))
            {
                // A cut or a rise, whatever is occupied.
                case 0 when authorised.All(a => a.From != first):
                    authorised.Add((first, random.Next(4)));
                    school = school.Authorise(new() { AuthorisationId = $"{step}", SeatCount = authorised[^1].Seats, DocumentNumber = "1", StartDate = first });
                    break;
                case 1 when school.Reservations.FirstOrDefault(r => r.IsOpen) is { } open:
                    school = school.Release(open.ReservationId, first, "x");
                    held.Remove((open.StartDate, open.LastDate));
                    held.Add((open.StartDate, first <= open.StartDate ? open.StartDate.AddDays(-1) : first <= open.LastDate ? first.AddDays(-1) : open.LastDate));
                    break;
                case 2:
                    // Sixty or ninety days, so that an end is found by adding them.
                    last = first.AddDays(random.Next(2) == 0 ? 59 : 89);
                    if (Answer(first, last, school.Reserve(Reservation($"{step}", first, last)), SeatMove.None))
                    {
                        held.Add((first, last));
                    }
                    break;
                default:
                    DateOnly? end = random.Next(4) == 0 ? null : last;
                    var taken = Span(PostCategory.Specialty, new(first, end));
                    if (Answer(first, end ?? edges.Max().AddDays(100), school.Taken(), new([taken], [])))
                    {
                        spans.Add(taken);
                    }
                    break;
            }
            for (var day = edges.Min().AddDays(-2); day <= edges.Max().AddDays(100); day = day.AddDays(1))
            {
                var balance = school.BalanceOn(day, Heads(Occupied(day)), new int[7]).SingleOrDefault();
                Assert.True((Seats(day), Held(day), Seats(day) - Held(day) - Occupied(day)) == (balance.Authorised, balance.Reserved, balance.Vacant), $"seed {seed}: {balance} on {day:O}");
            }
        }

        DateOnly Edge() => edges[random.Next(edges.Length)];
        int Occupied(DateOnly day) => spans.Count(s => s.Period.First <= day && !(s.Period.Last < day));
        int Held(DateOnly day) => held.Count(h => h.First <= day && day <= h.Last);
        int Seats(DateOnly day) => authorised.Where(a => a.From <= day).OrderBy(a => a.From).LastOrDefault().Seats;
        bool Answer(DateOnly first, DateOnly last, Establishment next, SeatMove move)
        {
            var heads = new SeatHeads(DateOnly.MinValue, new int[7]);
            heads.Add(new(spans, []));
            var fits = Enumerable.Range(first.DayNumber, last.DayNumber - first.DayNumber + 1).Select(DateOnly.FromDayNumber).All(d => Occupied(d) + Held(d) < Seats(d));
            Assert.True(fits == SeatRules.Broken(school, next, heads, move, explained: false, Origin.AddDays(-1)) is null, $"seed {seed}: from {first:O} to {last:O} the count says {fits}");
            school = fits ? next : school;
            return fits;
        }
    }, iter: 60);

    private static Establishment School(params IEnumerable<Authorisation> authorisations) =>
        authorisations.Aggregate(new Establishment { OrganisationCode = "GP" }, (school, a) => school.Authorise(a));

    private static Authorisation Authorised(int seats, PostCategory category = PostCategory.Unspecified) =>
        new() { AuthorisationId = $"a{category}", Category = category, SeatCount = seats, DocumentNumber = "1", StartDate = new(2020, 1, 1) };

    private static SeatReservation Reservation(string id, DateOnly first, DateOnly last) =>
        new() { ReservationId = id, Category = PostCategory.Specialty, StartDate = first, LastDate = last };

    private static int[] Heads(int specialty) => [0, 0, specialty, 0, 0, 0, 0];

    private static Establishment Kept(Establishment school, int occupied, SeatReservation reservation)
    {
        var next = school.Reserve(reservation);
        Require(school, next, occupied, []);
        return next;
    }

    private static void Require(Establishment now, Establishment next, int occupied, IReadOnlyList<(PostCategory, Period)> taken) => Require(now, next, Heads(occupied), taken);

    private static void Require(Establishment now, Establishment next, int[] heads, IReadOnlyList<(PostCategory, Period)> taken, bool explained = false, DateOnly? today = null) =>
        SeatRules.Require(now, next, new(DateOnly.MinValue, heads), new([.. taken.Select(t => Span(t.Item1, t.Item2))], []), explained, today ?? Origin.AddDays(-1));

    private static SeatSpan Span(PostCategory category, Period period) => new("GP", "GP-ZB", category, period, "e");

    private static RuleBroken Refused(Establishment school, int[] heads, PostCategory category) =>
        Assert.Throws<RuleBroken>(() => Require(school, school, heads, [(category, new(Origin, null))]));
}
