using Faculty.Domain.Certification;
using Faculty.Domain.Metrics;
using Faculty.Domain.Teachers;
using Faculty.Domain.Time;

namespace Faculty.Domain.Groups.Composition;

/// <summary>A member's recognition as dual-qualified teacher, by the same derivation as the numerator of the ratios.</summary>
internal static class Recognised
{
    /// <summary>The highest level in force on a day.</summary>
    public static RecognitionLevel LevelOn(Teacher? teacher, DateOnly day) =>
        teacher is null || teacher.Recognitions.Count == 0 ? RecognitionLevel.Unspecified : new RecognitionSpans(teacher).LevelOn(day);

    /// <summary>Why nothing is in force on a day: what was so last, else what is to come, else what is not verified.</summary>
    public static MemberCause WhyNot(Teacher? teacher, DateOnly day)
    {
        Recognition? last = null;
        var lastDay = DateOnly.MinValue;
        var other = MemberCause.NotRecognised;
        foreach (var recognition in teacher?.Recognitions ?? [])
        {
            foreach (var period in recognition.InForcePeriods().Where(p => p.End < day && p.End >= lastDay))
            {
                (last, lastDay) = (recognition, period.End);
            }
            other = (recognition.StateOn(day), other) switch
            {
                (RecognitionState.NotYet, _) => MemberCause.NotYet,
                (RecognitionState.Revoked, not MemberCause.NotYet) => MemberCause.Revoked,
                (RecognitionState.Suspended, not (MemberCause.NotYet or MemberCause.Revoked)) => MemberCause.Suspended,
                (RecognitionState.Unverified, MemberCause.NotRecognised) => MemberCause.Unverified,
                _ => other,
            };
        }
        return last?.StateOn(day) switch
        {
            null => other,
            RecognitionState.Revoked => MemberCause.Revoked,
            RecognitionState.Suspended => MemberCause.Suspended,
            _ => MemberCause.Lapsed,
        };
    }

    /// <summary>The stretches on which any recognition is in force, none touching another, by first day.</summary>
    public static List<Period> Stretches(Teacher? teacher)
    {
        var stretches = new List<Period>();
        foreach (var period in (teacher?.Recognitions ?? []).SelectMany(r => r.InForcePeriods()).OrderBy(p => p.First))
        {
            if (stretches.Count > 0 && (stretches[^1].Last is not { } end || end == DateOnly.MaxValue || period.First <= end.AddDays(1)))
            {
                var known = stretches[^1];
                stretches[^1] = known with { Last = known.Last is null || period.Last is null ? null : known.Last > period.Last ? known.Last : period.Last };
            }
            else
            {
                stretches.Add(period);
            }
        }
        return stretches;
    }
}
