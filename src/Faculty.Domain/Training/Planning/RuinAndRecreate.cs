namespace Faculty.Domain.Training.Planning;

/// <summary>Local search (破坏与重建): takes related items out of a timetable, puts them back another way, and keeps that or undoes it.</summary>
internal sealed partial class RuinAndRecreate
{
    private const int MostItems = 32;
    private readonly Timetable table;
    private readonly Compiled given;
    private readonly Insertion insertion;
    private readonly bool[] frozen, touchedItem;

    // Touched items, and what their sessions had before.
    private readonly int[] touched = new int[MostItems];
    private readonly List<int> oldSessions = [], oldOptions = [], oldSeats = [];
    private readonly int[] keys = new int[MostItems];
    private int touchedCount;

    // Items with an unfilled session, in no order.
    private readonly int[] open, openAt;
    private int openCount;

    // The best so far, and items that differ from it.
    private readonly int[] bestOption, bestSeats, changed;
    private readonly bool[] isChanged;
    private int changedCount;
    private PlanRandom random;

    public RuinAndRecreate(Timetable table, Insertion insertion, bool[] frozen, PlanRandom random)
    {
        (this.table, given, this.insertion, this.frozen, this.random) = (table, table.Given, insertion, frozen, random);
        (touchedItem, isChanged, changed) = (new bool[given.Items], new bool[given.Items], new int[given.Items]);
        (open, openAt) = (new int[given.Items], new int[given.Items]);
        Array.Fill(openAt, -1);
        for (var item = 0; item < given.Items; item++)
        {
            NoteOpen(item);
        }
        (bestOption, bestSeats) = ([.. table.Option], [.. table.Seats]);
        (Best, BestFilled) = (table.Worth, table.Filled);
    }

    public long Best { get; private set; }

    public int BestFilled { get; private set; }

    public List<Booking> BestBookings() => table.Bookings(bestOption, bestSeats);

    public void Step(Annealing annealing, double temperature)
    {
        touchedCount = 0;
        oldSessions.Clear();
        oldOptions.Clear();
        oldSeats.Clear();
        var before = table.Worth;
        if (given.Sessions == 0)
        {
            return;
        }
        Ruin();
        Order();
        for (var i = 0; i < touchedCount; i++)
        {
            insertion.Fill(touched[i], ref random);
        }
        var lost = before - table.Worth;
        if (lost > 0 && lost > annealing.Tolerated(temperature, ref random))
        {
            Undo();
        }
        else
        {
            Keep();
        }
        for (var i = 0; i < touchedCount; i++)
        {
            touchedItem[touched[i]] = false;
        }
    }

    /// <summary>Notes what an item has, and takes its sessions out.</summary>
    private void Touch(int item, bool take)
    {
        if (touchedItem[item] || touchedCount == MostItems)
        {
            return;
        }
        touchedItem[item] = true;
        touched[touchedCount++] = item;
        for (var session = given.FirstSession[item]; session < given.FirstSession[item + 1]; session++)
        {
            if (frozen[session])
            {
                continue;
            }
            oldSessions.Add(session);
            oldOptions.Add(table.Option[session]);
            if (table.Option[session] == Timetable.Unfilled)
            {
                continue;
            }
            for (var seat = given.FirstSeat[session]; seat < given.FirstSeat[session + 1]; seat++)
            {
                oldSeats.Add(table.Seats[seat]);
            }
            if (take)
            {
                table.Cancel(session);
            }
        }
    }

    private void Order()
    {
        var way = random.Below(4);
        for (var i = 0; i < touchedCount; i++)
        {
            keys[i] = (int)(random.Next() >> 8);
            if (way == 0)
            {
                // The most valuable first, loosely.
                keys[i] = (keys[i] & 0xFF) - given.Value[touched[i]];
            }
            else if (way == 1)
            {
                // Whoever has the fewest to choose from first.
                keys[i] = given.FirstPair[touched[i] + 1] - given.FirstPair[touched[i]];
            }
        }
        // By insertion: there are few, and equal keys stay as they were.
        for (var i = 1; i < touchedCount; i++)
        {
            var (key, item) = (keys[i], touched[i]);
            var at = i;
            for (; at > 0 && keys[at - 1] > key; at--)
            {
                (keys[at], touched[at]) = (keys[at - 1], touched[at - 1]);
            }
            (keys[at], touched[at]) = (key, item);
        }
    }

    private void Undo()
    {
        foreach (var session in oldSessions)
        {
            if (table.Option[session] != Timetable.Unfilled)
            {
                table.Cancel(session);
            }
        }
        var seat = 0;
        var seats = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(oldSeats);
        for (var i = 0; i < oldSessions.Count; i++)
        {
            if (oldOptions[i] != Timetable.Unfilled)
            {
                var need = given.FirstSeat[oldSessions[i] + 1] - given.FirstSeat[oldSessions[i]];
                table.Book(oldSessions[i], oldOptions[i], seats.Slice(seat, need));
                seat += need;
            }
        }
    }

    private void Keep()
    {
        for (var i = 0; i < touchedCount; i++)
        {
            NoteOpen(touched[i]);
            if (!isChanged[touched[i]])
            {
                isChanged[touched[i]] = true;
                changed[changedCount++] = touched[i];
            }
        }
        if (table.Worth <= Best)
        {
            return;
        }
        (Best, BestFilled) = (table.Worth, table.Filled);
        for (var i = 0; i < changedCount; i++)
        {
            var item = changed[i];
            isChanged[item] = false;
            var (first, end) = (given.FirstSession[item], given.FirstSession[item + 1]);
            Array.Copy(table.Option, first, bestOption, first, end - first);
            Array.Copy(table.Seats, given.FirstSeat[first], bestSeats, given.FirstSeat[first], given.FirstSeat[end] - given.FirstSeat[first]);
        }
        changedCount = 0;
    }

    private void NoteOpen(int item)
    {
        var unfilled = false;
        for (var session = given.FirstSession[item]; session < given.FirstSession[item + 1]; session++)
        {
            unfilled |= table.Option[session] == Timetable.Unfilled;
        }
        unfilled &= given.FirstPair[item] < given.FirstPair[item + 1];
        if (unfilled == openAt[item] >= 0)
        {
            return;
        }
        if (unfilled)
        {
            openAt[item] = openCount;
            open[openCount++] = item;
            return;
        }
        var last = open[--openCount];
        open[openAt[item]] = last;
        openAt[last] = openAt[item];
        openAt[item] = -1;
    }
}
