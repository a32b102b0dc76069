namespace Faculty.Domain.Training.Pool;

public sealed partial record Trainer
{
    public bool IsOnLeave(DateOnly day) => Leaves.Any(l => l.Period.Covers(day));

    /// <summary>The lessons of a day, by time.</summary>
    public IEnumerable<TeachingTime> LessonsOn(DateOnly day) =>
        Timetable.Select(b => b.On(day)).OfType<TeachingTime>().OrderBy(t => t.From);

    /// <summary>Neither on leave nor teaching at school at that time.</summary>
    public bool IsFree(TeachingTime time) => !IsOnLeave(time.Day) && !LessonsOn(time.Day).Any(time.Overlaps);

    /// <summary>The trainer with other skills, times and terms of work.</summary>
    public Trainer Edit(Trainer next) => Kept(next with
    {
        Timetable = [.. next.Timetable.OrderBy(b => b.Weekday).ThenBy(b => b.FromTime).ThenBy(b => b.StartDate)],
        Leaves = [.. next.Leaves.OrderBy(l => l.StartDate)],
    });
}
