using System.Globalization;

namespace Faculty.Domain.Time;

/// <summary>
/// The calendar of working days (工作日历): Monday to Friday, but for the days off and the days worked instead (调休) that the State Council
/// announces for each year. A year that was not announced yet is not guessed.
/// </summary>
public sealed class WorkingDays
{
    private readonly Dictionary<DateOnly, bool> exceptions = [];
    private readonly HashSet<int> years = [];

    private WorkingDays()
    {
    }

    /// <summary>The calendar of this version's own table.</summary>
    public static WorkingDays Announced { get; } = Read(Codes.Resource.Lines("holidays.csv"));

    /// <summary>The years the calendar knows.</summary>
    public IReadOnlyCollection<int> Years => years;

    /// <summary>
    /// A calendar from lines of a table with the columns first, last (YYYY-MM-DD, both ends count), kind (OFF or WORK) and name, the header first.
    /// </summary>
    /// <exception cref="FormatException">A line is not of that form; it names the line.</exception>
    public static WorkingDays Read(IEnumerable<string> lines)
    {
        var calendar = new WorkingDays();
        foreach (var (line, number) in lines.Select((line, i) => (line.Trim(), i + 1)).Skip(1).Where(l => l.Item1.Length > 0))
        {
            var cells = line.Split(',');
            if (cells.Length < 3 || !TryDay(cells[0], out var first) || !TryDay(cells[1], out var last) || last < first || last.Year != first.Year || cells[2] is not ("OFF" or "WORK"))
            {
                throw new FormatException($"line {number} of the calendar is not FIRST,LAST,OFF|WORK,NAME with days as YYYY-MM-DD of one year");
            }
            for (var day = first; day <= last; day = day.AddDays(1))
            {
                calendar.exceptions[day] = cells[2] == "WORK";
            }
            calendar.years.Add(first.Year);
        }
        return calendar;
    }

    /// <summary>This calendar with the years of another, which count where both know one.</summary>
    public WorkingDays With(WorkingDays other)
    {
        var both = new WorkingDays();
        foreach (var (day, works) in exceptions.Where(e => !other.years.Contains(e.Key.Year)).Concat(other.exceptions))
        {
            both.exceptions[day] = works;
        }
        both.years.UnionWith(years.Concat(other.years));
        return both;
    }

    /// <exception cref="RuleBroken">CALENDAR_UNKNOWN: the year is not announced.</exception>
    public bool IsWorking(DateOnly day) => !years.Contains(day.Year)
        ? throw new RuleBroken(Reason.CalendarUnknown, "The working days of this year are not known yet; start the server with them.", ("year", $"{day.Year}"))
        : exceptions.TryGetValue(day, out var works) ? works : day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    /// <summary>The last of <paramref name="count"/> working days that begin on a day, which counts when it is one.</summary>
    public DateOnly LastOf(DateOnly first, int count)
    {
        for (var day = first; ; day = day.AddDays(1))
        {
            if (IsWorking(day) && --count <= 0)
            {
                return day;
            }
        }
    }

    private static bool TryDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
