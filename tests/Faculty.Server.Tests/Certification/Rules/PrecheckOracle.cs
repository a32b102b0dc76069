using Faculty.V1;

namespace Faculty.Server.Tests.Certification.Rules;

/// <summary>
/// The national pack said once more, by hand and day by day, over the messages a client gets: shares nothing with the product but the words of
/// the rules.
/// </summary>
internal static class PrecheckOracle
{
    /// <summary>By code of the requirement what it comes to, with the numbers when days or months are short.</summary>
    public static SortedDictionary<string, string> Of(Teacher teacher, RecognitionLevel level, DateOnly day)
    {
        var (years, days, skill, rank) = level switch
        {
            RecognitionLevel.Junior => (0, 90, 4, 2),
            RecognitionLevel.Middle => (3, 180, 3, 3),
            _ => (5, 180, 2, 4),
        };
        var credentials = teacher.Credentials.Where(c => Valid(c, day)).ToList();
        var titles = teacher.Titles.Where(t => t.ObtainedOn is null || Day(t.ObtainedOn) <= day).ToList();
        var certificates = credentials.Where(c => c.Category is CredentialCategory.SkillLevel or CredentialCategory.VocationalQualification);
        var skilled = certificates.Any(c => c.Level is "1" or "2" or "3" or "4" or "5" && int.Parse(c.Level) <= skill)
            || titles.Any(t => t.TitleCode.StartsWith("08", StringComparison.Ordinal) && Rank(t) >= rank)
            || credentials.Any(c => c.Category == CredentialCategory.Assessor)
            || level == RecognitionLevel.Junior && credentials.Any(c => c.Category == CredentialCategory.OnePlusX);
        var said = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["ethics"] = "Manual",
            ["teaching"] = "Manual",
            ["teacher-qualification"] = credentials.Any(c => c.Category == CredentialCategory.TeacherQualification) ? "Met" : "Lacking",
            ["post"] = Posts(teacher, years, day),
            ["title"] = titles.Any(t => Rank(t) >= rank) ? "Met" : "Lacking",
            ["practice"] = Practice(teacher, days, day),
            ["skill"] = skilled ? "Met" : "Lacking",
        };
        if (level == RecognitionLevel.Senior)
        {
            said["influence"] = "Manual";
        }
        return said;
    }

    // Five years back from the day, that day of then left out.
    private static string Practice(Teacher teacher, int least, DateOnly day)
    {
        var days = 0;
        for (var at = day.AddYears(-5).AddDays(1); at <= day; at = at.AddDays(1))
        {
            days += teacher.Practices.Any(p => p.Verified && Covers(p.StartDate, p.LastDate, at)) ? 1 : 0;
        }
        return days >= least ? "Met" : $"Lacking {days} of {least} Days";
    }

    private static string Posts(Teacher teacher, int years, DateOnly day)
    {
        bool Holds(DateOnly at) => teacher.Posts.Any(p => p.Category is PostCategory.Specialty or PostCategory.Practice && Covers(p.StartDate, p.LastDate, at));
        if (!Holds(day))
        {
            return "Lacking 0 of 1 Post";
        }
        // Days held so far, and how far back from the day as many would reach without a gap; 29 February is no day.
        bool Counts(DateOnly at) => at is not { Month: 2, Day: 29 };
        var held = 0;
        for (var at = new DateOnly(1970, 1, 1); at <= day; at = at.AddDays(1))
        {
            held += Counts(at) && Holds(at) ? 1 : 0;
        }
        var months = 0;
        for (var at = day; ; at = at.AddDays(-1))
        {
            months += at == day.AddMonths(-(months + 1)) ? 1 : 0;
            held -= Counts(at) ? 1 : 0;
            if (held < 0)
            {
                break;
            }
        }
        return months >= 12 * years ? "Met" : $"Lacking {months} of {12 * years} Months";
    }

    private static bool Valid(Credential credential, DateOnly day) =>
        (credential.StartDate ?? credential.IssuedOn) is not { } first
            ? credential.LastDate is null || Day(credential.LastDate) >= day
            : Covers(first, credential.LastDate, day);

    private static bool Covers(Google.Type.Date first, Google.Type.Date? last, DateOnly day) => Day(first) <= day && (last is null || Day(last) >= day);

    // 1 正高, 2 副高, 3 中级, 4 助理, 5 员级 is how the standard numbers the titles of a series.
    private static int Rank(Title title) => 6 - (title.TitleCode[2] - '0');

    private static DateOnly Day(Google.Type.Date date) => new(date.Year, date.Month, Math.Max(1, date.Day));
}
