using System.Runtime.CompilerServices;

namespace Faculty.Domain.Training.Planning;

/// <summary>A plan being made (排课表): what is booked, what every trainer has left, and its worth, all kept as bookings come and go. It can hold no booking that breaks a rule.</summary>
internal sealed class Timetable
{
    public const int Unfilled = -1;
    public readonly Compiled Given;

    /// <summary>By session: its time, or unfilled; by seat: the pair that sits there.</summary>
    public readonly int[] Option, Seats;

    /// <summary>By pair: sessions of the item at which the trainer is.</summary>
    public readonly int[] Faces;

    /// <summary>By trainer and week: booked slots below, hours left above.</summary>
    private readonly ulong[] weeks;
    private readonly int[] hours, left;

    /// <summary>By trainer, day and slot: the session and one.</summary>
    private readonly int[] at;
    private readonly int[] formerOption;
    private readonly int[] formerSeats;
    private readonly bool stable;
    private readonly int continuity, fairPerHour, fairTarget, stability, buffer;

    public Timetable(Compiled given, IReadOnlyList<Booking> former)
    {
        Given = given;
        var weights = given.Instance.Weights;
        (continuity, fairPerHour, fairTarget, stability, buffer) = (weights.Continuity, weights.FairPerHour, weights.FairTargetHours, weights.Stability, weights.TravelBufferMinutes);
        (Option, Seats, Faces) = (new int[given.Sessions], new int[given.FirstSeat[given.Sessions]], new int[given.Trainer.Length]);
        (hours, left) = (new int[given.Trainers], new int[given.Trainers]);
        (weeks, at) = (new ulong[given.Trainers * given.Weeks], new int[given.Trainers * given.DaySlots]);
        (formerOption, formerSeats) = (new int[given.Sessions], new int[Seats.Length]);
        Array.Fill(Option, Unfilled);
        Array.Fill(formerOption, Unfilled);
        Array.Fill(formerSeats, -1);
        for (var trainer = 0; trainer < given.Trainers; trainer++)
        {
            left[trainer] = given.Instance.Trainers[trainer].QuarterCap;
            Array.Fill(weeks, (ulong)given.Instance.Trainers[trainer].WeekCap << 32, trainer * given.Weeks, given.Weeks);
        }
        stable = stability > 0 && former.Count > 0;
        foreach (var booking in former)
        {
            // Who can no longer come at all is no pair, and lost to any plan.
            formerOption[booking.Session] = given.FirstOption[booking.Session] + booking.Option;
            for (var i = 0; i < Math.Min(booking.Trainers.Count, given.FirstSeat[booking.Session + 1] - given.FirstSeat[booking.Session]); i++)
            {
                formerSeats[given.FirstSeat[booking.Session] + i] = PairOf(given.Item[booking.Session], booking.Trainers[i]);
            }
            Worth -= (long)stability * booking.Trainers.Count;
        }
    }

    /// <summary>The objective of what is booked.</summary>
    public long Worth { get; private set; }

    public int Filled { get; private set; }

    public int HoursOf(int trainer) => hours[trainer];

    /// <summary>The session at which a trainer is then, or −1.</summary>
    public int SessionAt(int trainer, int daySlot) => daySlot < 0 || daySlot >= Given.DaySlots ? -1 : at[(trainer * Given.DaySlots) + daySlot] - 1;

    /// <summary>The booked slots of a trainer's week.</summary>
    public uint BookedSlots(int trainer, int week) => (uint)weeks[(trainer * Given.Weeks) + week];

    public int HoursLeft(int trainer) => left[trainer];

    public int HoursLeft(int trainer, int week) => (int)(weeks[(trainer * Given.Weeks) + week] >> 32);

    public int PairOf(int item, int trainer)
    {
        var found = Array.IndexOf(Given.Trainer, trainer, Given.FirstPair[item], Given.FirstPair[item + 1] - Given.FirstPair[item]);
        return found < 0 ? -1 : found;
    }

    /// <summary>The pairs at a session of a former plan; −1 where there is none.</summary>
    public ReadOnlySpan<int> FormerSeats(int session) =>
        !stable || formerOption[session] == Unfilled ? [] : formerSeats.AsSpan(Given.FirstSeat[session], Given.FirstSeat[session + 1] - Given.FirstSeat[session]);

    /// <summary>May the pair take the session at that time, with all that is booked?</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Fits(int session, int option, int pair)
    {
        var given = Given;
        return given.FreeAt[given.Free[option] + pair - given.FirstPair[given.Item[session]]] != 0 && left[given.Trainer[pair]] >= given.Hours[session]
            && FitsWeek(given.Trainer[pair], session, option, given.Hours[session]);
    }

    /// <summary>Has the trainer room in the week of the option, with so many hours and these slots in use besides?</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool FitsWeek(int trainer, int session, int option, int moreHours)
    {
        var given = Given;
        var week = weeks[(trainer * given.Weeks) + given.Week[option]];
        return ((uint)week & given.Bit[option]) == 0 && (int)(week >> 32) >= moreHours
            && (((uint)week & given.Neighbours[option]) == 0 || NearEnough(trainer, session, option));
    }

    /// <summary>What the pair costs at that time besides being a new face.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Cost(int session, int option, int pair)
    {
        var given = Given;
        return given.Cost[given.FirstCost[session] + pair - given.FirstPair[given.Item[session]]] + given.Surcharge[option]
            + Fairness(hours[given.Trainer[pair]], given.Hours[session]) - (stable ? Kept(session, option, pair) : 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Fairness(int has, int more) => has + more <= fairTarget ? 0 : fairPerHour * (has + more - Math.Max(has, fairTarget));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int NewFace(int pair) => Faces[pair] == 0 ? continuity : 0;

    /// <summary>What is spared by keeping what a former plan had.</summary>
    public int Kept(int session, int option, int pair)
    {
        if (!stable || formerOption[session] != option)
        {
            return 0;
        }
        return FormerSeats(session).Contains(pair) ? stability : 0;
    }

    public void Book(int session, int option, ReadOnlySpan<int> pairs)
    {
        var given = Given;
        Worth += given.Value[given.Item[session]];
        for (var i = 0; i < pairs.Length; i++)
        {
            var (pair, trainer) = (pairs[i], given.Trainer[pairs[i]]);
            Worth -= Cost(session, option, pair) + NewFace(pair);
            Faces[pair]++;
            Seats[given.FirstSeat[session] + i] = pair;
            hours[trainer] += given.Hours[session];
            left[trainer] -= given.Hours[session];
            weeks[(trainer * given.Weeks) + given.Week[option]] += given.Bit[option] - ((ulong)given.Hours[session] << 32);
            at[(trainer * given.DaySlots) + given.At[option]] = session + 1;
        }
        Option[session] = option;
        Filled++;
    }

    public void Cancel(int session)
    {
        var given = Given;
        var option = Option[session];
        Worth -= given.Value[given.Item[session]];
        for (var seat = given.FirstSeat[session]; seat < given.FirstSeat[session + 1]; seat++)
        {
            var (pair, trainer) = (Seats[seat], given.Trainer[Seats[seat]]);
            Faces[pair]--;
            hours[trainer] -= given.Hours[session];
            left[trainer] += given.Hours[session];
            weeks[(trainer * given.Weeks) + given.Week[option]] -= given.Bit[option] - ((ulong)given.Hours[session] << 32);
            at[(trainer * given.DaySlots) + given.At[option]] = 0;
            Worth += Cost(session, option, pair) + NewFace(pair);
        }
        Option[session] = Unfilled;
        Filled--;
    }

    /// <summary>Are the places of what the trainer has before and after near enough?</summary>
    public bool NearEnough(int trainer, int session, int option) =>
        NearEnough(trainer, session, option, -1) && NearEnough(trainer, session, option, 1);

    public bool NearEnough(int trainer, int session, int option, int side)
    {
        var given = Given;
        var bit = side < 0 ? given.Bit[option] >> 1 : given.Bit[option] << 1;
        if ((given.Neighbours[option] & bit) == 0 || (BookedSlots(trainer, given.Week[option]) & bit) == 0)
        {
            return true;
        }
        var other = SessionAt(trainer, given.At[option] + side);
        return given.Minutes(given.Item[session], given.Item[other]) <= buffer;
    }

    /// <summary>Books what was written down, if it breaks no rule.</summary>
    public bool TryBook(Booking booking)
    {
        var (session, item) = (booking.Session, Given.Item[booking.Session]);
        var pairs = booking.Trainers.Select(t => PairOf(item, t)).ToArray();
        var option = Given.FirstOption[session] + booking.Option;
        if (Option[session] != Unfilled || pairs.Length != Given.Need[item] || pairs.Distinct().Count() != pairs.Length
            || option < Given.FirstOption[session] || option >= Given.FirstOption[session + 1] || pairs.Any(p => p < 0 || !Fits(session, option, p)))
        {
            return false;
        }
        Book(session, option, pairs);
        return true;
    }

    public Booking? BookingOf(int session) => BookingOf(session, Option, Seats);

    /// <summary>Everything booked in a copy of Option and Seats.</summary>
    public List<Booking> Bookings(int[] options, int[] seats) =>
        [.. Enumerable.Range(0, Given.Sessions).Select(s => BookingOf(s, options, seats)).OfType<Booking>()];

    private Booking? BookingOf(int session, int[] options, int[] seats) => options[session] == Unfilled ? null
        : new(session, options[session] - Given.FirstOption[session], [.. seats[Given.FirstSeat[session]..Given.FirstSeat[session + 1]].Select(pair => Given.Trainer[pair]).Order()]);
}
