using Faculty.Domain.Certification;
using Faculty.Domain.Certification.Rechecks;
using Faculty.Domain.Teachers;

namespace Faculty.Server.Certification.Rechecks;

/// <summary>
/// Something to be looked at of one teacher at one place: a recheck case, or the end of a recognition. Days are day numbers, no day the
/// greatest. A case whose months the rules in force say knows only the day they run from.
/// </summary>
/// <param name="TeacherId">Whose it is.</param>
/// <param name="Id">Of the case; of an end, made of the recognition's.</param>
/// <param name="Since">First day of the case; last day of the recognition; with <paramref name="ByRules"/>, the day the months run from.</param>
/// <param name="Until">First day on which the case is there no more unless it was closed.</param>
/// <param name="From">First day on which the person is at the place.</param>
/// <param name="To">First day on which the person is there no more.</param>
/// <param name="ClosedOn">Day of the finding.</param>
/// <param name="Cause">Of the case; unspecified for the end of a recognition.</param>
/// <param name="Closed">Confirmed or Ended.</param>
/// <param name="Level">Of the recognition.</param>
/// <param name="Track">Of the recognition.</param>
/// <param name="ByRules">The months are those of the rules at the place.</param>
internal readonly record struct WatchRow(
    string TeacherId, UInt128 Id, int Since, int Until, int From, int To, int ClosedOn, RecheckCause Cause, RecheckState Closed, RecognitionLevel Level, RecognitionTrack Track, bool ByRules)
{
    public const int Never = int.MaxValue;

    /// <summary>Everything a record has to be looked at for, with the place.</summary>
    public static IEnumerable<((string School, string Department) Place, WatchRow Row)> Of(Teacher teacher)
    {
        if (teacher.Recognitions.Count == 0 || teacher.MergedIntoTeacherId.Length > 0 || teacher.Identity.Erased)
        {
            yield break;
        }
        var homes = TeacherHome.Of(teacher);
        foreach (var recognition in teacher.Recognitions)
        {
            foreach (var row in Of(teacher, recognition))
            {
                for (var i = 0; i < homes.Count; i++)
                {
                    var (from, to) = (homes[i].From.DayNumber, i + 1 < homes.Count ? homes[i + 1].From.DayNumber : Never);
                    if (row.IsEverAt(from, to))
                    {
                        yield return ((homes[i].School, homes[i].Department), row with { From = from, To = to });
                    }
                }
            }
        }
    }

    /// <summary>First day of a case, or last day of a recognition, when the rules' months are known; null when they set none.</summary>
    public int? DayBy(RecheckTerms months) => !ByRules ? Since
        : months.Due(DateOnly.FromDayNumber(Since)) is { } due && due.DayNumber < Until ? due.DayNumber
        : null;

    /// <summary>The state of a case here on a day, first open on <paramref name="since"/>.</summary>
    public RecheckState? StateOn(int day, int since) =>
        day < since || day < From || day >= To ? null
        : day >= ClosedOn ? Closed
        : day < Until ? RecheckState.Open
        : null;

    /// <summary>A case that comes here on a day, which nobody has closed then.</summary>
    public bool ComesOn(int since) => From <= since && since < To && since < Until && since < ClosedOn;

    private bool IsEverAt(int from, int to) => Cause == RecheckCause.Unspecified
        ? from <= Since && Since < to
        : Since < to && (ClosedOn < Never || from < Until);

    private static IEnumerable<WatchRow> Of(Teacher teacher, Recognition recognition)
    {
        if (recognition.StandingDays is { Last: { } end } && end == recognition.LastDate)
        {
            yield return Row(ExpiryId(recognition), end.DayNumber, Never, recognition);
        }
        foreach (var found in RecheckCases.Of(teacher, recognition, _ => RecheckTerms.None))
        {
            yield return Row(found.CaseId, found.Since.DayNumber, found.Until?.DayNumber ?? Never, recognition) with
            {
                Cause = found.Cause, ClosedOn = found.Closing?.FoundDate.DayNumber ?? Never, Closed = found.Closing?.State ?? RecheckState.Unspecified,
            };
        }
        if (recognition.RecheckMonths == 0 && recognition.StandingDays is { } standing)
        {
            yield return Row(RecheckCases.PeriodicId(recognition), RecheckCases.PeriodicFrom(recognition).DayNumber, standing.End.DayNumber + 1, recognition) with
            {
                Cause = RecheckCause.PeriodicDue, ByRules = true,
            };
        }

        WatchRow Row(string id, int since, int until, Recognition r) => new(
            teacher.TeacherId, UInt128.Parse(id, System.Globalization.NumberStyles.HexNumber, null), since, until, 0, Never, Never, RecheckCause.Unspecified, RecheckState.Unspecified, r.Level, r.Track, ByRules: false);
    }

    /// <summary>An id for the end of a recognition, unlike that of any case.</summary>
    public static string ExpiryId(Recognition recognition) => RecheckCase.IdOf(recognition.RecognitionId, RecheckCause.Unspecified, "", "end");
}
