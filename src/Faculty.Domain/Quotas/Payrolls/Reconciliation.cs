using Faculty.Domain.Teachers;
using Faculty.Domain.Time;

namespace Faculty.Domain.Quotas.Payrolls;

/// <summary>
/// A month's payroll held against whoever is engaged (工资核对). Paid and missing add up to the persons on the books; paid, further lines and the lines
/// of nobody add up to the lines. A staff number tells the person; a name only confirms it.
/// </summary>
public sealed class Reconciliation
{
    private readonly Period month;
    private readonly IReadOnlyCollection<EngagementKind> kinds;
    private readonly ILookup<(string School, string Number), BookEntry> byNumber;
    private readonly ILookup<string, BookEntry> byNumberAlone;
    private readonly ILookup<string, BookEntry> byPerson;
    private readonly Func<string, bool> seesNames;
    private readonly Dictionary<string, (PayrollLine Line, string School)> taken = new(StringComparer.Ordinal);
    private readonly HashSet<(string Teacher, string School)> further = [];
    private readonly List<PayrollDifference> differences = [];

    private Reconciliation(Period month, IReadOnlyCollection<EngagementKind> kinds, IReadOnlyCollection<BookEntry> books, Func<string, bool> seesNames)
    {
        (this.month, this.kinds, this.seesNames) = (month, kinds, seesNames);
        var numbered = books.Where(b => b.Engagement.StaffNumber.Length > 0).ToList();
        byNumber = numbered.ToLookup(b => (b.Engagement.SchoolCode, b.Engagement.StaffNumber));
        byNumberAlone = numbered.ToLookup(b => b.Engagement.StaffNumber, StringComparer.Ordinal);
        byPerson = books.ToLookup(b => b.TeacherId, StringComparer.Ordinal);
    }

    public int OnBooks { get; private set; }

    public int Paid => taken.Count;

    public int Missing => OnBooks - Paid;

    /// <summary>Lines of persons who changed schools in the month and are paid at both.</summary>
    public int FurtherLines => further.Count;

    /// <summary>Lines whose name was not compared.</summary>
    public int NamesNotCompared { get; private set; }

    /// <summary>By cause, school, staff number and row.</summary>
    public IReadOnlyList<PayrollDifference> Differences { get; private set; } = [];

    /// <param name="lines">The payroll.</param>
    /// <param name="books">Every engagement, of any kind and time, at the schools asked about.</param>
    /// <param name="month">The days of the month.</param>
    /// <param name="kinds">The kinds of engagement that the payroll is of.</param>
    /// <param name="seesNames">Names of a school may be compared.</param>
    public static Reconciliation Of(
        IEnumerable<PayrollLine> lines, IReadOnlyCollection<BookEntry> books, Period month, IReadOnlyCollection<EngagementKind> kinds, Func<string, bool> seesNames)
    {
        var result = new Reconciliation(month, kinds, books, seesNames);
        foreach (var line in lines)
        {
            result.Take(line);
        }
        foreach (var person in result.byPerson)
        {
            if (person.FirstOrDefault(result.IsOnBooks) is { } entry)
            {
                result.OnBooks++;
                if (!result.taken.ContainsKey(person.Key))
                {
                    result.differences.Add(new(PayrollCause.EngagedNotPaid, null, entry) { Date = DayWithin(month, entry.Engagement) });
                }
            }
        }
        result.Differences =
        [
            .. result.differences.OrderBy(d => d.Cause).ThenBy(d => d.SchoolCode, StringComparer.Ordinal).ThenBy(d => d.StaffNumber, StringComparer.Ordinal)
                .ThenBy(d => d.Line?.Row).ThenBy(d => d.Entry?.TeacherId, StringComparer.Ordinal),
        ];
        return result;
    }

    private void Take(PayrollLine line)
    {
        var entries = Entries(line, out var ambiguous);
        if (ambiguous)
        {
            differences.Add(new(PayrollCause.Ambiguous, line, null));
        }
        else if (entries.FirstOrDefault(IsOnBooks) is { } entry)
        {
            Pay(line, entry);
        }
        else if (entries.Count == 0)
        {
            var elsewhere = line.SchoolCode.Length > 0 ? byNumberAlone[line.StaffNumber].Where(IsOnBooks).Where(e => SameName(line, e)).Take(2).ToList() : [];
            differences.Add(elsewhere is [var other] ? new(PayrollCause.OtherSchool, line, other) : new(PayrollCause.PaidNotEngaged, line, null));
        }
        else
        {
            differences.Add(Explain(line, entries));
        }
    }

    // The person is known by the number, and not on the books there.
    private PayrollDifference Explain(PayrollLine line, List<BookEntry> entries)
    {
        if (entries.FirstOrDefault(e => e.Engagement.Period.Overlaps(month)) is { } other)
        {
            return new(PayrollCause.OtherKind, line, other);
        }
        if (byPerson[entries[0].TeacherId].FirstOrDefault(IsOnBooks) is { } elsewhere)
        {
            return new(PayrollCause.OtherSchool, line, elsewhere);
        }
        if (entries.Where(e => e.Engagement.Period.End < month.First).MaxBy(e => e.Engagement.Period.End) is { } before)
        {
            return new(PayrollCause.LeftBefore, line, before) { Date = before.Engagement.LastDate };
        }
        var later = entries.MinBy(e => e.Engagement.StartDate)!;
        return new(PayrollCause.StartsLater, line, later) { Date = later.Engagement.StartDate };
    }

    // Who comes or goes within the month may be paid by the next or the last payroll.
    private static DateOnly? DayWithin(Period month, Engagement engagement) =>
        engagement.LastDate <= month.End ? engagement.LastDate : engagement.StartDate >= month.First ? engagement.StartDate : null;

    private void Pay(PayrollLine line, BookEntry entry)
    {
        var school = entry.Engagement.SchoolCode;
        if (!taken.TryAdd(entry.TeacherId, (line, school)))
        {
            var first = taken[entry.TeacherId];
            if (first.School == school || !further.Add((entry.TeacherId, school)))
            {
                differences.Add(new(PayrollCause.Duplicate, line, entry) { OtherRow = first.Line.Row });
            }
            return;
        }
        if (line.DisplayName.Length == 0 || !seesNames(school))
        {
            NamesNotCompared++;
        }
        else if (line.DisplayName != entry.DisplayName)
        {
            differences.Add(new(PayrollCause.NameDiffers, line, entry));
        }
    }

    // Of a line without a school: the school that has the number, of several the one where it is on the books, of several of these the one with the name.
    private List<BookEntry> Entries(PayrollLine line, out bool ambiguous)
    {
        ambiguous = false;
        if (line.SchoolCode.Length > 0)
        {
            return [.. byNumber[(line.SchoolCode, line.StaffNumber)]];
        }
        var schools = byNumberAlone[line.StaffNumber].GroupBy(e => e.Engagement.SchoolCode, StringComparer.Ordinal).Select(g => g.ToList()).ToList();
        schools = Narrowed(Narrowed(schools, g => g.Exists(IsOnBooks)), g => g.Exists(e => seesNames(e.Engagement.SchoolCode) && e.DisplayName == line.DisplayName));
        ambiguous = schools.Count > 1;
        return schools.Count == 1 ? schools[0] : [];

        static List<List<BookEntry>> Narrowed(List<List<BookEntry>> among, Predicate<List<BookEntry>> wanted) => among.Count > 1 && among.Exists(wanted) ? among.FindAll(wanted) : among;
    }

    private bool SameName(PayrollLine line, BookEntry entry) =>
        line.DisplayName.Length == 0 || !seesNames(entry.Engagement.SchoolCode) || line.DisplayName == entry.DisplayName;

    private bool IsOnBooks(BookEntry entry) => kinds.Contains(entry.Engagement.Kind) && entry.Engagement.Period.Overlaps(month);
}
