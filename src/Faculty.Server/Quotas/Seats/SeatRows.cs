using Faculty.Domain.Metrics;
using Faculty.Domain.Quotas.Seats;
using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.V1;
using HiringLine = Faculty.Domain.Quotas.Hiring.HiringLine;

namespace Faculty.Server.Quotas.Seats;

/// <summary>Persons on seats as messages: with the hiring line they came by, and with the name when the caller may see it.</summary>
internal sealed class SeatRows(SeatLedgerView ledgers, params IReadOnlyList<Coverage> names)
{
    /// <summary>The caller may read the names of persons at a school.</summary>
    public bool Names(string schoolCode) => names.Any(c => c.Covers(schoolCode));

    public string Name(Domain.Teachers.Teacher teacher, string schoolCode) => Names(schoolCode) ? teacher.Identity.DisplayName : "";

    /// <summary>The seat a person is on by a tie on a day.</summary>
    public Seat Of(Domain.Teachers.Teacher teacher, Tie tie, DateOnly day)
    {
        var school = tie.Engagement.SchoolCode;
        var stay = SeatStay.Of(teacher, school, day);
        return new()
        {
            SchoolCode = school,
            DepartmentCode = tie.Post.DepartmentCode,
            Category = (V1.PostCategory)tie.Post.Category,
            TeacherId = teacher.TeacherId,
            DisplayName = Name(teacher, school),
            StaffNumber = tie.Engagement.StaffNumber,
            EngagementId = tie.Engagement.EngagementId,
            StartDate = (stay?.First ?? tie.Period.First).ToWire(),
            LastDate = stay?.Last?.ToWire(),
            EndReason = stay?.Last is { } last ? teacher.Engagements.FirstOrDefault(e => e.SchoolCode == school && e.LastDate == last)?.EndReason ?? "" : "",
            LineCode = Line(tie.Engagement)?.Code ?? "",
            Route = (V1.HiringRoute)tie.Engagement.HiringRoute,
        };
    }

    /// <summary>The hiring line an engagement came by; null when by none.</summary>
    public HiringLine? Line(Domain.Teachers.Engagement engagement) => ledgers.LineOf(engagement.EngagementId);
}
