namespace Faculty.Domain.Quotas.PartTime;

/// <summary>
/// Lines of work added up on a day. What waits for the department is told apart; heads are persons with work that is payable or paid and not
/// taken back, each once, so that heads of parts may be more together than of the whole.
/// </summary>
public sealed record HoursSum
{
    public int Heads { get; init; }

    /// <summary>Lines payable or paid, reversing ones among them.</summary>
    public int LineCount { get; init; }

    /// <summary>Hours payable or paid, in hundredths; work paid by the month or year has none.</summary>
    public long Hours { get; init; }

    public long PayableFen { get; init; }

    public long PaidFen { get; init; }

    /// <summary>Recorded, and not confirmed yet.</summary>
    public long RecordedFen { get; init; }

    public long CostFen => PayableFen + PaidFen;

    /// <param name="lines">Lines of work.</param>
    /// <param name="day">The day.</param>
    /// <param name="person">Who stands for a teacher's id by now; absent = the id itself.</param>
    public static HoursSum Of(IEnumerable<HoursLine> lines, DateOnly day, Func<string, string>? person = null)
    {
        var (count, hours, payable, paid, recorded) = (0, 0L, 0L, 0L, 0L);
        var work = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var state = line.StateOn(day);
            recorded += state == HoursState.Recorded ? line.AmountFen : 0;
            if (state is not (HoursState.Confirmed or HoursState.Paid))
            {
                continue;
            }
            count++;
            hours += line.Unit == PayUnit.Hour ? line.Quantity : 0;
            payable += state == HoursState.Confirmed ? line.AmountFen : 0;
            paid += state == HoursState.Paid ? line.AmountFen : 0;
            var id = person is null ? line.TeacherId : person(line.TeacherId);
            work[id] = work.GetValueOrDefault(id) + (line.ReversesLineId.Length == 0 ? 1 : -1);
        }
        return new() { Heads = work.Values.Count(c => c > 0), LineCount = count, Hours = hours, PayableFen = payable, PaidFen = paid, RecordedFen = recorded };
    }
}
