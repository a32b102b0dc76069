using CsCheck;
using Faculty.Domain.Teachers;
using Faculty.Domain.Time;

namespace Faculty.Domain.Tests.Teachers;

public sealed class PracticeDaysTests
{
    private static readonly DateOnly Origin = new(2025, 1, 1);

    [Fact]
    public void Overlapping_practice_counts_each_day_once() =>
        Assert.Equal(91, PracticeDays.Count(Worked(), new(2025, 12, 31)));

    [Fact]
    public void Practice_is_cut_at_the_day_asked() =>
        Assert.Equal(69, PracticeDays.Count(Worked(), new(2025, 3, 10)));

    [Fact]
    public void Only_verified_practice_counts() =>
        Assert.Equal(0, PracticeDays.Count(Worked().Select(p => p with { Verified = false }), new(2025, 12, 31)));

    [Fact]
    public void Days_equal_the_naive_set_of_days() =>
        Gen.Select(PracticeGen.List[0, 6], Gen.Int[-10, 120], Gen.Int[-10, 60], Gen.Int[0, 90]).Sample((practices, asOf, from, length) =>
        {
            var window = new Period(Origin.AddDays(from), Origin.AddDays(from + length));
            var days = new HashSet<int>();
            foreach (var practice in practices.Where(p => p.Verified))
            {
                for (var day = practice.StartDate; day <= practice.Period.End && day <= Origin.AddDays(200); day = day.AddDays(1))
                {
                    if (day <= Origin.AddDays(asOf) && window.Covers(day))
                    {
                        days.Add(day.DayNumber);
                    }
                }
            }
            return PracticeDays.Count(practices, Origin.AddDays(asOf), window) == days.Count;
        });

    private static readonly Gen<Practice> PracticeGen =
        Gen.Select(Gen.Int[0, 100], Gen.Int[0, 40], Gen.Bool, Gen.Int[0, 9]).Select((from, length, verified, open) =>
            Practised(Origin.AddDays(from), open == 0 ? null : Origin.AddDays(from + length), verified));

    private static Practice[] Worked() =>
        [Practised(new(2025, 1, 1), new(2025, 3, 1), true), Practised(new(2025, 2, 15), new(2025, 4, 1), true)];

    private static Practice Practised(DateOnly first, DateOnly? last, bool verified) =>
        new() { Enterprise = "高平一厂", StartDate = first, LastDate = last, Verified = verified };
}
