namespace Faculty.Domain.Quotas.PartTime;

public sealed partial record HoursLine
{
    /// <summary>The department stands for it; not whoever recorded it.</summary>
    public HoursLine Confirm(DateOnly date, string accountId)
    {
        RequireOther(accountId, HoursStepType.Record);
        return Take(new() { Type = HoursStepType.Confirm, Date = date, AccountId = accountId }, HoursState.Recorded);
    }

    /// <summary>Finance has paid it; not whoever recorded or confirmed it.</summary>
    public HoursLine Pay(DateOnly date, string accountId, string documentNumber)
    {
        RequireOther(accountId, HoursStepType.Record, HoursStepType.Confirm);
        return Take(new() { Type = HoursStepType.Pay, Date = date, AccountId = accountId, DocumentNumber = documentNumber }, HoursState.Confirmed);
    }

    /// <summary>Gives it back with a reason; what is right is recorded as another line.</summary>
    public HoursLine Return(DateOnly date, string accountId, string explanation, params IReadOnlyList<HoursState> from) =>
        Take(new() { Type = HoursStepType.Return, Date = date, AccountId = accountId, Explanation = explanation }, from);

    /// <summary>Takes back what was paid: this line, and the one against it, which counts as paid from its day on.</summary>
    public (HoursLine Reversed, HoursLine Reversal) Reverse(string reversalLineId, DateOnly date, string accountId, string documentNumber, string explanation)
    {
        if (ReversesLineId.Length > 0 || ReversalLineId.Length > 0)
        {
            throw Broken(Reason.HoursReversed, "The line is reversed already, or reverses another.", ("other_line_id", ReversesLineId.Length > 0 ? ReversesLineId : ReversalLineId));
        }
        var step = new HoursStep { Type = HoursStepType.Reverse, Date = date, AccountId = accountId, DocumentNumber = documentNumber, Explanation = explanation };
        // For its refusals only: the line itself stays paid.
        Take(step, HoursState.Paid);
        return (this with { ReversalLineId = reversalLineId }, this with { LineId = reversalLineId, Quantity = -Quantity, AmountFen = -AmountFen, Steps = [step], ReversesLineId = LineId });
    }

    private HoursLine Take(HoursStep step, params IReadOnlyList<HoursState> from)
    {
        if (!from.Contains(State))
        {
            throw Broken(Reason.HoursState, $"The line is {State}; this needs {string.Join(", ", from)}.", ("hours_state", $"{State}"), ("needed", string.Join(", ", from)));
        }
        if (step.Date < Steps[^1].Date)
        {
            throw Broken(Reason.HoursStepEarlier, "The step lies before the one before it.", ("date", $"{step.Date:O}"), ("previous_date", $"{Steps[^1].Date:O}"));
        }
        return this with { Steps = [.. Steps, step] };
    }

    private void RequireOther(string accountId, params IReadOnlyList<HoursStepType> steps)
    {
        if (Steps.FirstOrDefault(s => steps.Contains(s.Type) && string.Equals(s.AccountId, accountId, StringComparison.Ordinal)) is { } own)
        {
            throw Broken(Reason.FourEyes, "Whoever took an earlier step of the line does not take this one.", ("hours_step", $"{own.Type}"));
        }
    }

    private RuleBroken Broken(Reason reason, string message, params ReadOnlySpan<(string Key, string Value)> facts) => new(reason, message, [("line_id", LineId), .. facts]);
}
