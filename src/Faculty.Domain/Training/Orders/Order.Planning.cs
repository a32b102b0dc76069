namespace Faculty.Domain.Training.Orders;

public sealed partial record Order
{
    /// <summary>How long a quote holds its trainers.</summary>
    public static readonly TimeSpan HoldTime = TimeSpan.FromHours(24);

    /// <summary>
    /// A price for every line and trainers for every session, held for <see cref="HoldTime"/>. That the trainers can is <see cref="BookingRules"/>' to say.
    /// </summary>
    /// <param name="sessions">The sessions; none = those of the quote before.</param>
    /// <param name="prices">Prices that are typed, by line; lines without one take the menu's.</param>
    /// <param name="basis">What is paid for.</param>
    /// <param name="by">Who quotes.</param>
    /// <param name="note">Words for the enterprise.</param>
    public Order MakeQuote(IReadOnlyList<TeachingSession> sessions, IReadOnlyDictionary<int, TypedPrice> prices, SettlementBasis basis, StepBy by, string note)
    {
        var next = Take(OrderStepType.Quote, by, note: note).Planned(sessions.Count > 0 ? sessions : Sessions);
        foreach (var line in Lines)
        {
            if (next.Sessions.All(s => s.LineNumber != line.LineNumber))
            {
                throw Broken(Reason.OrderIncomplete, "A line has no session.", ("missing", "sessions"), ("line_number", $"{line.LineNumber}"));
            }
        }
        foreach (var session in next.Sessions)
        {
            var line = Line(session.LineNumber);
            if (session.Day < by.Today || (line.Windows.Count > 0 && !line.Windows.Any(w => w.Period.Covers(session.Day))))
            {
                throw Broken(
                    Reason.SessionOutsideWindow, "A session lies on a day that the enterprise did not name, or that is over.",
                    ("line_number", $"{session.LineNumber}"), ("day", $"{session.Day:O}"), ("windows", string.Join(", ", line.Windows.Select(w => $"{w.StartDate:O}–{w.LastDate:O}"))));
            }
        }
        var time = next.Steps[^1].Time;
        return next with
        {
            Quote = new() { Lines = [.. Lines.Select(l => new QuotedLine { LineNumber = l.LineNumber, AmountFen = Amount(l, prices) })], Basis = basis, QuoteTime = time, ExpireTime = time + HoldTime },
        };
    }

    /// <summary>The enterprise takes the quote. That its trainers are still held is the calendars' to say.</summary>
    public Order Confirm(StepBy by, string note) => State == OrderState.Quoted && StateAt(by.Time) == OrderState.Submitted ? throw HoldExpired() : Take(OrderStepType.Confirm, by, note: note);

    /// <summary>What was held is not any more: the school has to quote anew.</summary>
    public RuleBroken HoldExpired() => Broken(
        Reason.HoldExpired, "The quote is over, and its trainers are not held any more; ask the school to quote anew.", ("expire_time", $"{Quote?.ExpireTime.ToUniversalTime():yyyy-MM-ddTHH:mm:ssZ}"));

    /// <summary>Something else has changed since the quote.</summary>
    public RuleBroken QuoteOutdated() => Broken(Reason.QuoteOutdated, "Something has changed since the quote, so that it cannot be kept; ask the school to quote anew.");

    /// <summary>A session at another time, with the same trainers unless others are named.</summary>
    public Order Reschedule(TeachingSession moved, StepBy by, string note)
    {
        var taken = Take(OrderStepType.Reschedule, by, moved.SessionId, note);
        var session = OpenSession(moved.SessionId);
        var next = moved with { LineNumber = session.LineNumber, Kind = session.Kind, TrainerIds = moved.TrainerIds.Count > 0 ? moved.TrainerIds : session.TrainerIds, Attended = null };
        return moved.Day < by.Today
            ? throw Broken(Reason.SessionOutsideWindow, "A session lies on a day that is over.", ("line_number", $"{session.LineNumber}"), ("day", $"{moved.Day:O}"), ("windows", ""))
            : taken.Planned([.. Sessions.Select(s => s.SessionId == session.SessionId ? next : s)]);
    }

    /// <summary>Another trainer teaches what one would have taught from a day on.</summary>
    public Order ReplaceTrainer(string trainerId, string replacementId, DateOnly from, StepBy by, string note)
    {
        var taken = Take(OrderStepType.ReplaceTrainer, by, note: note);
        bool Affected(TeachingSession s) => !s.Held && s.Day >= from && s.TrainerIds.Contains(trainerId);
        return Sessions.Any(Affected)
            ? taken.Planned([.. Sessions.Select(s => Affected(s) ? s with { TrainerIds = [.. s.TrainerIds.Select(t => t == trainerId ? replacementId : t)] } : s)])
            : throw Broken(Reason.SessionUnknown, "The trainer teaches no session of the order from that day on that was not held.", ("trainer_id", trainerId), ("day", $"{from:O}"));
    }

    /// <summary>What a trainer is called towards the enterprise; the same in the whole life of the order.</summary>
    public string AliasOf(string trainerId) => $"T{Roster.TakeWhile(t => t != trainerId).Count() + 1}";

    public OrderLine Line(int lineNumber) =>
        Lines.FirstOrDefault(l => l.LineNumber == lineNumber) ?? throw Broken(Reason.SessionUnknown, "The order has no line with this number.", ("line_number", $"{lineNumber}"));

    /// <summary>Where a session is taught.</summary>
    public string SessionPlace => PlaceCode.Length > 0 ? PlaceCode : SchoolCode;

    private TeachingSession OpenSession(string sessionId)
    {
        var session = Sessions.FirstOrDefault(s => s.SessionId == sessionId) ?? throw Broken(Reason.SessionUnknown, "The order has no session with this id.", ("session_id", sessionId));
        return session.Held ? throw Broken(Reason.SessionHeld, "The session was held; what was taught stays.", ("session_id", sessionId), ("day", $"{session.Day:O}")) : session;
    }

    private Order Planned(IReadOnlyList<TeachingSession> sessions)
    {
        foreach (var session in sessions)
        {
            var needed = Line(session.LineNumber).Item.TrainersNeeded;
            if (session.TrainerIds.Count != needed || session.TrainerIds.Distinct().Count() != needed)
            {
                throw Broken(
                    Reason.TrainerCount, "A session needs exactly so many different trainers.",
                    ("line_number", $"{session.LineNumber}"), ("day", $"{session.Day:O}"), ("needed", $"{needed}"), ("given", $"{session.TrainerIds.Distinct().Count()}"));
            }
            // One class learns one thing at a time.
            if (sessions.FirstOrDefault(s => s != session && s.LineNumber == session.LineNumber && s.Time.Overlaps(session.Time)) is { } other)
            {
                throw Broken(Reason.SessionsOverlap, "Two sessions of a line lie at the same time.", ("line_number", $"{session.LineNumber}"), ("day", $"{session.Day:O}"), ("other_from", $"{other.FromTime:HH:mm}"), ("other_to", $"{other.ToTime:HH:mm}"));
            }
        }
        return this with { Sessions = sessions, Roster = [.. Roster.Union(sessions.SelectMany(s => s.TrainerIds), StringComparer.Ordinal)] };
    }

    private long Amount(OrderLine line, IReadOnlyDictionary<int, TypedPrice> prices)
    {
        var typed = prices.GetValueOrDefault(line.LineNumber);
        return typed?.AmountFen ?? (typed?.PriceFen ?? line.Item.PriceFen) * line.Heads
            ?? throw Broken(Reason.PriceMissing, "The menu has no amount for this item; say the price.", ("line_number", $"{line.LineNumber}"), ("item_code", line.Item.Code));
    }
}

/// <summary>A price that the coordinator types: fen a head, or fen for the whole class (包班).</summary>
public sealed record TypedPrice(long? PriceFen, long? AmountFen);
