using CsCheck;
using Faculty.Domain.Time;

namespace Faculty.Domain.Tests.Time;

public sealed class WorkingDaysTests
{
    [Theory]
    [InlineData("2025-09-01", 5, "2025-09-05")]
    [InlineData("2025-09-06", 5, "2025-09-12")]
    // National Day 2025: eight days off, and two Saturdays or Sundays worked before and after.
    [InlineData("2025-09-28", 5, "2025-10-10")]
    [InlineData("2025-09-29", 5, "2025-10-11")]
    [InlineData("2025-10-01", 1, "2025-10-09")]
    // Spring Festival 2026: nine days off, the Saturdays around them worked.
    [InlineData("2026-02-12", 5, "2026-02-25")]
    [InlineData("2026-02-14", 1, "2026-02-14")]
    [InlineData("2026-02-24", 5, "2026-02-28")]
    public void Publicity_ends_on_the_last_of_so_many_working_days(string first, int count, string last) =>
        Assert.Equal(DateOnly.Parse(last), WorkingDays.Announced.LastOf(DateOnly.Parse(first), count));

    [Fact]
    public void A_year_that_is_not_announced_is_not_guessed()
    {
        var refused = Assert.Throws<RuleBroken>(() => WorkingDays.Announced.LastOf(new(2026, 12, 31), 2));
        Assert.Equal((Reason.CalendarUnknown, ("year", "2027")), (refused.Reason, Assert.Single(refused.Facts)));

        var known = WorkingDays.Announced.With(WorkingDays.Read(["first,last,kind,name", "2027-01-01,2027-01-03,OFF,元旦"]));
        Assert.Equal(new DateOnly(2027, 1, 4), known.LastOf(new(2026, 12, 31), 2));
        Assert.Equal(new DateOnly(2026, 2, 25), known.LastOf(new(2026, 2, 12), 5));
    }

    [Theory]
    [InlineData("2027-01-01,2027-01-03")]
    [InlineData("2027-01-03,2027-01-01,OFF,元旦")]
    [InlineData("2027-12-31,2028-01-01,OFF,元旦")]
    [InlineData("2027-1-1,2027-01-03,OFF,元旦")]
    [InlineData("2027-01-01,2027-01-03,FREE,元旦")]
    public void A_line_of_another_form_is_named(string line)
    {
        var problem = Assert.Throws<FormatException>(() => WorkingDays.Read(["first,last,kind,name", "2027-05-01,2027-05-05,OFF,劳动节", line]));
        Assert.Contains("line 3 ", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void As_many_working_days_lie_between_as_were_asked_for() => Gen.Select(Gen.Int[0, 600], Gen.Int[1, 30]).Sample((offset, count) =>
    {
        var first = new DateOnly(2025, 1, 1).AddDays(offset);
        var last = WorkingDays.Announced.LastOf(first, count);
        return WorkingDays.Announced.IsWorking(last)
            && Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Count(n => WorkingDays.Announced.IsWorking(first.AddDays(n))) == count;
    });
}
