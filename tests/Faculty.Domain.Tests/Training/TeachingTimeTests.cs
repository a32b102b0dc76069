using CsCheck;
using Faculty.Domain.Training;

namespace Faculty.Domain.Tests.Training;

/// <summary>Times, weekly blocks, levels and ways, against sets of minutes and days.</summary>
public sealed class TeachingTimeTests
{
    private static readonly DateOnly Monday = new(2025, 9, 1);
    private static readonly Gen<TeachingTime> Times = Gen.Select(Gen.Int[0, 1], Gen.Int[0, 40], Gen.Int[1, 20])
        .Select((day, from, minutes) => new TeachingTime(Monday.AddDays(day), At(480 + from), At(480 + from + minutes)));

    private static readonly Gen<WeeklyBlock> Blocks = Gen.Select(Gen.Int[1, 7], Gen.Int[0, 6], Gen.Int[1, 4], Gen.Int[0, 30], Gen.Int[-1, 30]).Select((weekday, from, hours, first, days) => new WeeklyBlock
    {
        Weekday = (Weekday)weekday, FromTime = At(480 + (from * 60)), ToTime = At(480 + ((from + hours) * 60)),
        StartDate = Monday.AddDays(first), LastDate = days < 0 ? null : Monday.AddDays(first + days),
    });

    [Theory]
    [InlineData("08:00", "12:00", "12:00", "16:00", false, 0)]
    [InlineData("08:00", "12:00", "11:59", "16:00", true, 0)]
    [InlineData("13:30", "16:00", "08:00", "12:00", false, 90)]
    public void Times_that_touch_fit(string from, string to, string otherFrom, string otherTo, bool overlaps, int gap)
    {
        var (one, other) = (new TeachingTime(Monday, TimeOnly.Parse(from), TimeOnly.Parse(to)), new TeachingTime(Monday, TimeOnly.Parse(otherFrom), TimeOnly.Parse(otherTo)));
        Assert.Equal((overlaps, overlaps, gap, gap), (one.Overlaps(other), other.Overlaps(one), one.GapMinutes(other), other.GapMinutes(one)));
        Assert.Equal((false, null), (one.Overlaps(other with { Day = Monday.AddDays(1) }), one.GapMinutes(other with { Day = Monday.AddDays(1) })));
    }

    [Fact]
    public void Times_overlap_where_they_share_a_minute_and_the_gap_is_what_lies_between() => Gen.Select(Times, Times).Sample((one, other) =>
    {
        var (a, b) = (Minutes(one), Minutes(other));
        var between = one.Day != other.Day ? (int?)null : Math.Max(0, Math.Max(b.Min() - a.Max(), a.Min() - b.Max()) - 1);
        return one.Minutes == a.Count && one.Overlaps(other) == (one.Day == other.Day && a.Intersect(b).Any()) && one.GapMinutes(other) == between;

        static HashSet<int> Minutes(TeachingTime time) => [.. Enumerable.Range(0, 1_440).Where(m => At(m) >= time.From && At(m) < time.To)];
    });

    [Fact]
    public void A_block_takes_its_weekday_of_every_week_between_its_days_and_two_share_the_first_day_on_which_both_do() => Gen.Select(Blocks, Blocks).Sample((one, other) =>
    {
        DateOnly? shared = null;
        for (var day = Monday.AddDays(-8); day < Monday.AddDays(100); day = day.AddDays(1))
        {
            var isOn = (int)day.DayOfWeek % 7 == (int)one.Weekday % 7 && day >= one.StartDate && !(day > one.LastDate);
            if (one.On(day) != (isOn ? new TeachingTime(day, one.FromTime, one.ToTime) : null))
            {
                return false;
            }
            shared ??= one.On(day) is { } a && other.On(day) is { } b && a.Overlaps(b) ? day : null;
        }
        return one.FirstShared(other) == shared && other.FirstShared(one) == shared;
    });

    [Fact]
    public void At_least_a_level_means_it_and_those_above()
    {
        Assert.Equal([SkillLevel.SeniorTechnician, SkillLevel.Technician, SkillLevel.SeniorWorker], Enum.GetValues<SkillLevel>().Where(l => l.IsAtLeast(SkillLevels.Of("3"))));
        Assert.Equal(Enum.GetValues<SkillLevel>(), Enum.GetValues<SkillLevel>().Where(l => l.IsAtLeast(SkillLevel.Unspecified)));
        Assert.All((string[])["", "0", "6", "33", "３", "高级"], text => Assert.Equal(SkillLevel.Unspecified, SkillLevels.Of(text)));
    }

    [Fact]
    public void A_way_is_the_straight_line_in_whole_minutes()
    {
        TravelPlace At(int x, int y) => new() { Code = "A", Name = "甲", XMinutes = x, YMinutes = y };
        Assert.Equal((5, 1, 0), (At(-1, 2).MinutesTo(At(2, 6)), At(0, 0).MinutesTo(At(1, 1)), At(7, 7).MinutesTo(At(7, 7))));
        Gen.Select(Gen.Int[-9_999, 9_999], Gen.Int[-9_999, 9_999]).Sample((x, y) =>
        {
            long minutes = At(x, 0).MinutesTo(At(0, y)), square = ((long)x * x) + ((long)y * y);
            return minutes * minutes <= square && square < (minutes + 1) * (minutes + 1);
        });
    }

    private static TimeOnly At(int minute) => TimeOnly.FromTimeSpan(TimeSpan.FromMinutes(minute));
}
