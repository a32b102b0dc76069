using Faculty.Domain.Certification;
using Faculty.Domain.Teachers;
using Faculty.Domain.Time;

namespace Faculty.Domain.Metrics;

/// <summary>A person's recognitions as the spans in which they are in force.</summary>
internal readonly struct RecognitionSpans(Teacher teacher)
{
    private readonly (Period Period, Recognition Recognition)[] spans =
        [.. teacher.Recognitions.SelectMany(r => r.InForcePeriods().Select(p => (p, r)))];

    public void AddDays(List<DateOnly> days)
    {
        foreach (var (period, _) in spans)
        {
            TeacherSteps.Add(days, period);
        }
    }

    /// <summary>The highest level in force.</summary>
    public RecognitionLevel LevelOn(DateOnly day)
    {
        var level = RecognitionLevel.Unspecified;
        foreach (var (period, recognition) in spans)
        {
            if (recognition.Level > level && period.Covers(day))
            {
                level = recognition.Level;
            }
        }
        return level;
    }

    /// <summary>Why the level is another than on the day before.</summary>
    public ChangeCause CauseOn(DateOnly day, RecognitionLevel before, RecognitionLevel after) => (before, after) switch
    {
        // A reinstatement on the first day of a certificate reinstates nothing.
        (0, _) => Happened(day, RecognitionEventType.Reinstate, (period, of) => period.First == day && day > of.StartDate)
            ? ChangeCause.Reinstated : ChangeCause.NewlyRecognised,
        (_, 0) when Happened(day, RecognitionEventType.Revoke, (period, _) => period.Last == day.AddDays(-1)) => ChangeCause.Revoked,
        (_, 0) when Happened(day, RecognitionEventType.Suspend, (period, _) => period.Last == day.AddDays(-1)) => ChangeCause.Suspended,
        (_, 0) => ChangeCause.Lapsed,
        _ => ChangeCause.LevelChanged,
    };

    private bool Happened(DateOnly day, RecognitionEventType type, Func<Period, Recognition, bool> touches) =>
        spans.Any(s => touches(s.Period, s.Recognition) && s.Recognition.Events.Any(e => e.Type == type && e.EffectiveDate == day));
}
