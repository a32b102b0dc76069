using Faculty.Domain.Time;

namespace Faculty.Domain.Quotas.PartTime;

/// <summary>
/// A standard of pay (课酬标准) under a code, of a school or of an organisation above it for all its schools, with its rates over time. Rates
/// hold for whole months, since work is reported by the month: of each month there is one rate or none.
/// </summary>
public sealed record PayStandard
{
    public string StandardId { get; init; } = "";

    public required string OrganisationCode { get; init; }

    /// <summary>Free, such as SENIOR or ENTERPRISE; one standard of a code and organisation.</summary>
    public required string Code { get; init; }

    public required string Title { get; init; }

    public required PayUnit Unit { get; init; }

    /// <summary>By first day.</summary>
    public IReadOnlyList<PayRate> Rates { get; init; } = [];

    /// <summary>The rate of a month (its first day): the latest that has begun, unless it is over.</summary>
    public PayRate? RateIn(DateOnly month) => Rates.LastOrDefault(r => r.StartDate <= month) is { } latest && latest.Period.Covers(month) ? latest : null;

    /// <summary>Another rate. It ends one without a last day that began before it; days that both name are refused.</summary>
    public PayStandard With(PayRate rate)
    {
        if (rate.LastDate < rate.StartDate)
        {
            throw Broken(Reason.PeriodReversed, "The last day lies before the first.", ("start_date", $"{rate.StartDate:O}"), ("last_date", $"{rate.LastDate:O}"));
        }
        return Rates.FirstOrDefault(r => Contradict(r, rate) || Contradict(rate, r)) is { } other
            ? throw Broken(
                Reason.StandardOverlap, "Another rate of the standard names some of these days; withdraw it, or take other days.",
                ("start_date", $"{rate.StartDate:O}"), ("other_start_date", $"{other.StartDate:O}"), ("other_fact_id", other.RateId))
            : this with { Rates = [.. Rates.Append(rate).OrderBy(r => r.StartDate)] };
    }

    /// <summary>Takes back a rate recorded by mistake; lines that were made with it keep it, and cannot be confirmed any more.</summary>
    public PayStandard Withdraw(string rateId) => Rates.Any(r => r.RateId == rateId)
        ? this with { Rates = [.. Rates.Where(r => r.RateId != rateId)] }
        : throw Broken(Reason.UnknownFact, "The standard has no rate with this id.", ("fact_id", rateId));

    private static bool Contradict(PayRate one, PayRate later) => one.StartDate == later.StartDate || (one.StartDate < later.StartDate && one.LastDate >= later.StartDate);

    private RuleBroken Broken(Reason reason, string message, params ReadOnlySpan<(string Key, string Value)> facts) =>
        new(reason, message, [("organisation_code", OrganisationCode), ("standard_code", Code), .. facts]);
}

/// <summary>A rate (标准额度) and the whole months it holds for.</summary>
public sealed record PayRate
{
    public string RateId { get; init; } = "";

    public required long RateFen { get; init; }

    /// <summary>Document (文号).</summary>
    public required string DocumentNumber { get; init; }

    /// <summary>First day of a month.</summary>
    public required DateOnly StartDate { get; init; }

    /// <summary>Last day of a month; absent = until the next rate.</summary>
    public DateOnly? LastDate { get; init; }

    public Period Period => new(StartDate, LastDate);
}
