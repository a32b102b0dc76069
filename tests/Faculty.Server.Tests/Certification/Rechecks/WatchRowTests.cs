using CsCheck;
using Faculty.Domain.Certification.Rechecks;
using Faculty.Domain.Teachers;
using Faculty.Domain.Tests.Certification.Rechecks;
using Faculty.Server.Certification.Rechecks;

namespace Faculty.Server.Tests.Certification.Rechecks;

public sealed class WatchRowTests
{
    private static readonly Gen<Teacher> Engaged = Gen.Select(RecheckHistory.Records, Gen.Select(Gen.Int[0, 100], Gen.Int[-1, 60], Gen.Int[0, 2], Gen.Bool).Array[0, 3]).Select((teacher, spells) => teacher with
    {
        Engagements = [.. spells.Select((s, i) => new Engagement
        {
            EngagementId = $"e{i}", SchoolCode = $"S{s.Item3}", Kind = s.Item4 ? EngagementKind.Established : EngagementKind.ExternalSchool,
            StartDate = RecheckHistory.Day0.AddDays(s.Item1), LastDate = s.Item2 < 0 ? null : RecheckHistory.Day0.AddDays(s.Item1 + s.Item2),
        })],
        Posts = [.. spells.Select((s, i) => new Post
        {
            PostId = $"p{i}", EngagementId = $"e{i}", SchoolCode = $"S{s.Item3}", DepartmentCode = $"S{s.Item3}-{i}", Category = PostCategory.Specialty, Primary = true,
            StartDate = RecheckHistory.Day0.AddDays(s.Item1), LastDate = s.Item2 < 0 ? null : RecheckHistory.Day0.AddDays(s.Item1 + s.Item2),
        })],
        // Of half of them nothing is frozen: the rules in force say when.
        Recognitions = [.. teacher.Recognitions.Select((r, i) => i % 2 == 0 ? r : r with { RecheckMonths = 0 })],
    });

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void The_rows_list_on_any_day_every_case_once_where_the_person_is_then(int months) => Engaged.Sample(teacher =>
    {
        var rows = WatchRow.Of(teacher).ToList();
        var homes = TeacherHome.Of(teacher);
        var cases = RecheckCases.Of(teacher, _ => RecheckTerms.Of(months)).ToList();
        for (var i = -5; i < RecheckHistory.Days; i++)
        {
            var day = RecheckHistory.Day0.AddDays(i);
            var home = homes.Last(h => h.From <= day);
            var listed = rows.Where(r => r.Row.Cause != 0 && r.Row.DayBy(RecheckTerms.Of(months)) is { } since && r.Row.StateOn(day.DayNumber, since) == RecheckState.Open)
                .Select(r => (r.Place, $"{r.Row.Id:x32}")).Order();
            var open = cases.Where(c => c.StateOn(day) == RecheckState.Open).Select(c => ((home.School, home.Department), c.CaseId)).Order();
            Assert.Equal(open, listed);
            var coming = rows.Where(r => r.Row.Cause != 0 && r.Row.DayBy(RecheckTerms.Of(months)) == day.DayNumber && r.Row.ComesOn(day.DayNumber)).Select(r => (r.Place, $"{r.Row.Id:x32}")).Order();
            Assert.Equal(cases.Where(c => c.Since == day && c.StateOn(day) == RecheckState.Open).Select(c => ((home.School, home.Department), c.CaseId)).Order(), coming);
            var ends = rows.Where(r => r.Row.Cause == 0 && r.Row.DayBy(RecheckTerms.Of(months)) == day.DayNumber).Select(r => r.Place);
            Assert.Equal(teacher.Recognitions.Where(r => r.LastDate == day && r.StandingDays is { } s && s.Covers(day)).Select(_ => (home.School, home.Department)), ends);
        }
    }, iter: 300);
}
