using Faculty.Domain.Time;

namespace Faculty.Domain.Training.Orders;

public sealed partial record Order
{
    /// <summary>
    /// The state at an instant: a quote that is over puts the order back to where it was quoted from, by itself. What was written down later than the
    /// clock says now stays later, so a clock that is set back wakes nothing up.
    /// </summary>
    public OrderState StateAt(DateTimeOffset now) => State == OrderState.Quoted && NotBefore(now) >= Quote!.ExpireTime ? OrderState.Submitted : State;

    /// <summary>Since when it is in the queue; null before it was submitted.</summary>
    public DateTimeOffset? QueuedSince => Steps.FirstOrDefault(s => s.Type == OrderStepType.Submit)?.Time;

    /// <summary>The day it was settled; null before.</summary>
    public DateOnly? SettledOn => Steps.LastOrDefault(s => s.Type == OrderStepType.Settle) is { } step ? ChinaDate.Of(step.Time) : null;

    /// <summary>It is taught on a day of a period, or may be; without any day named, whenever.</summary>
    public bool Touches(Period period) =>
        Sessions.Count > 0 ? Sessions.Any(s => period.Covers(s.Day)) : Lines.All(l => l.Windows.Count == 0) || Lines.Any(l => l.Windows.Any(w => w.Period.Overlaps(period)));

    /// <summary>Whose turn it is at an instant, for what, and until when.</summary>
    public NextStep? NextAt(DateTimeOffset now) => StateAt(now) switch
    {
        OrderState.Draft => new(OrderParty.Enterprise, OrderStepType.Submit),
        OrderState.Submitted => new(OrderParty.School, OrderStepType.Quote),
        OrderState.Quoted => new(OrderParty.Enterprise, OrderStepType.Confirm) { Until = Quote!.ExpireTime },
        OrderState.NoTrainer => new(OrderParty.School, OrderStepType.Requeue),
        OrderState.Confirmed or OrderState.InDelivery => Sessions.Where(s => !s.Held).OrderBy(s => s.Day).ThenBy(s => s.FromTime).FirstOrDefault() is { } session
            ? new(OrderParty.School, OrderStepType.RecordAttendance) { Day = session.Day }
            : new(OrderParty.School, OrderStepType.Deliver),
        OrderState.Delivered => new(OrderParty.Enterprise, OrderStepType.Rate),
        OrderState.Rated => new(OrderParty.School, OrderStepType.Settle),
        _ => null,
    };

    /// <summary>A new order, as a draft.</summary>
    public Order Create(StepBy by) => this with { State = OrderState.Draft, Steps = [Step(OrderStepType.Create, by, "", "")] };

    /// <summary>Other lines, place or languages, while it is a draft.</summary>
    public Order Revise(Order wanted, StepBy by) => Take(OrderStepType.Revise, by) with
    {
        CreditCode = wanted.CreditCode, PlaceCode = wanted.PlaceCode, Address = wanted.Address, Languages = wanted.Languages, Lines = wanted.Lines,
    };

    public Order Submit(StepBy by)
    {
        var next = Take(OrderStepType.Submit, by);
        RequireLines(by.Today);
        return next;
    }

    public Order Reject(StepBy by, string note) => Take(OrderStepType.Reject, by, note: note).Unplanned();

    /// <summary>Whoever gives it up frees what is not taught yet.</summary>
    public Order Cancel(StepBy by, string note) => Take(OrderStepType.Cancel, by, note: note);

    public Order RecordNoTrainer(StepBy by, string note) => Take(OrderStepType.RecordNoTrainer, by, note: note).Unplanned();

    public Order Requeue(StepBy by, string note) => Take(OrderStepType.Requeue, by, note: note);

    /// <summary>A party's opinion, once.</summary>
    public Order Rate(Rating rating, StepBy by)
    {
        var next = Take(OrderStepType.Rate, by);
        return Ratings.Any(r => r.Party == rating.Party)
            ? throw Broken(Reason.RatedAlready, "This party has rated the order; each does so once.", ("party", $"{rating.Party}"))
            : next with { Ratings = [.. Ratings, rating] };
    }

    /// <summary>What is paid by what came of it. Without the enterprise's opinion it takes a reason.</summary>
    public Order Settle(string documentNumber, string explanation, StepBy by)
    {
        var next = Take(OrderStepType.Settle, by, note: explanation);
        return StateAt(by.Time) == OrderState.Delivered && explanation.Length == 0
            ? throw Broken(Reason.OrderUnrated, "The enterprise has not rated it; ask for it, or say why it is settled without.")
            : next with { Settlement = Settlement.Of(this, documentNumber) };
    }

    private Order Take(OrderStepType type, StepBy by, string sessionId = "", string note = "")
    {
        var state = StateAt(by.Time);
        return OrderSteps.From(type).Contains(state)
            ? this with { State = OrderSteps.After(type, state, by.Party), Steps = [.. Steps, Step(type, by, sessionId, note)] }
            : throw Broken(
                Reason.OrderState, $"The order is {state}; this needs {string.Join(", ", OrderSteps.From(type))}.",
                ("order_state", $"{state}"), ("needed_states", string.Join(", ", OrderSteps.From(type))), ("order_step", $"{type}"));
    }

    private OrderStep Step(OrderStepType type, StepBy by, string sessionId, string note) =>
        new() { Type = type, Time = NotBefore(by.Time), Party = by.Party, Actor = by.Actor, SessionId = sessionId, Note = note };

    private DateTimeOffset NotBefore(DateTimeOffset now) => Steps is [.., var last] && last.Time > now ? last.Time : now;

    /// <summary>Nothing is planned or promised any more.</summary>
    private Order Unplanned() => this with { Sessions = [], Quote = null };

    private void RequireLines(DateOnly today)
    {
        if (Lines.Count == 0)
        {
            throw Broken(Reason.OrderIncomplete, "The order has no line.", ("missing", "lines"));
        }
        foreach (var line in Lines)
        {
            if (line.Heads < line.Item.SmallestClass || line.Heads > line.Item.LargestClass)
            {
                throw Broken(
                    Reason.HeadsOutOfClass, "The number of heads does not fit the class of the item.",
                    ("line_number", $"{line.LineNumber}"), ("heads", $"{line.Heads}"), ("smallest_class", $"{line.Item.SmallestClass}"), ("largest_class", $"{line.Item.LargestClass}"));
            }
            if (line.Windows.Count > 0 && line.Windows.All(w => w.LastDate < today))
            {
                throw Broken(Reason.WindowOver, "Every window of the line is over; name later days.", ("line_number", $"{line.LineNumber}"), ("day", $"{today:O}"));
            }
        }
    }

    private RuleBroken Broken(Reason reason, string message, params ReadOnlySpan<(string Key, string Value)> facts) => new(reason, message, [("order_number", Number), .. facts]);
}

/// <summary>Who takes a step, for which party, and when.</summary>
public sealed record StepBy(string Actor, OrderParty Party, DateTimeOffset Time)
{
    public DateOnly Today => ChinaDate.Of(Time);
}

/// <summary>Whose turn it is, for what.</summary>
public sealed record NextStep(OrderParty Party, OrderStepType Step)
{
    /// <summary>After this instant it is too late.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The day of the next session.</summary>
    public DateOnly? Day { get; init; }
}
