namespace Faculty.Domain.Certification.Rechecks;

/// <summary>
/// Months until a periodic recheck (定期复核) as the rules of a place say them, from the day asked back: whoever asks on a day goes by the rules of that
/// day, so a case is open since the first day from which everybody who asked found it, and never since before there were rules.
/// </summary>
/// <param name="stretches">The first day of each stretch of rules, the newest first, with its months; 0 = none.</param>
public sealed class RecheckTerms(params IReadOnlyList<(DateOnly From, int Months)> stretches)
{
    /// <summary>No rules say.</summary>
    public static readonly RecheckTerms None = new();

    /// <summary>The same on every day.</summary>
    public static RecheckTerms Of(int months) => new((DateOnly.MinValue, months));

    /// <summary>The first day of a case whose months run from a day; null when no rules make one.</summary>
    public DateOnly? Due(DateOnly first)
    {
        DateOnly? since = null;
        foreach (var (from, months) in stretches)
        {
            if (months == 0 || RecheckCases.After(first, months) is not { } due || due >= since)
            {
                break;
            }
            since = due > from ? due : from;
            if (since != from)
            {
                break;
            }
        }
        return since;
    }
}
