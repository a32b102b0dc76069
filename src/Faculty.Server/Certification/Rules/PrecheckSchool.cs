using Faculty.Server.Hosting;
using Faculty.Server.Organisations;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using LevelRules = Faculty.Domain.Certification.Rules.LevelRules;
using Teacher = Faculty.Domain.Teachers.Teacher;

namespace Faculty.Server.Certification.Rules;

internal sealed partial class PrecheckService
{
    public override async Task PrecheckSchool(PrecheckSchoolRequest request, IServerStreamWriter<PrecheckSchoolResponse> responseStream, ServerCallContext context)
    {
        new RequestCheck()
            .OrganisationCode(request.SchoolCode, "school_code")
            .Known(request.Track, "track", optional: true)
            .Known(request.Level, "level")
            .OptionalDay(request.AsOf, "as_of")
            .Done();
        using var until = watching.Until(context.CancellationToken);
        var teachers = await scope.TeachersAsync(context);
        await follower.CaughtUpAsync(store.Revision, until.Token);
        if (!teachers.Coverage.Covers(request.SchoolCode) || organisations.Tree.Find(request.SchoolCode) is null)
        {
            throw Refusal.NotFound(Documents.Organisations.Name, request.SchoolCode);
        }
        var day = request.AsOf.ToOptionalDay() ?? clock.TodayInChina();
        var (applied, asked) = Rules(request.SchoolCode, request.Track, request.Level, day);
        var version = new AppliedRuleVersion { RuleVersion = applied.RuleVersion, Track = (RecognitionTrack)asked.Track, Level = request.Level, AsOf = day.ToWire() };
        await responseStream.WriteAsync(new() { Rules = version }, until.Token);
        var counts = Empty(asked);
        await foreach (var some in teachers.AllAsync(KeyRange.Exactly(Documents.SchoolIndex, request.SchoolCode), until.Token))
        {
            var found = some.Select(document => Documents.Teachers.Read(document.Body)).Select(t => Find(t, request.SchoolCode, asked, day, counts)).OfType<TeacherFinding>().ToList();
            if (found.Count > 0)
            {
                await responseStream.WriteAsync(new() { Teachers = new() { Teachers = { found } } }, until.Token);
            }
        }
        await responseStream.WriteAsync(new() { Counts = counts }, until.Token);
    }

    /// <summary>What a teacher comes to, counted; null for one the school does not engage on the day.</summary>
    private static TeacherFinding? Find(Teacher teacher, string school, LevelRules asked, DateOnly day, PrecheckCounts counts)
    {
        if (teacher.MergedIntoTeacherId.Length > 0
            || teacher.Engagements.FirstOrDefault(e => e.Period.Covers(day) && string.Equals(e.SchoolCode, school, StringComparison.Ordinal)) is not { } engagement)
        {
            return null;
        }
        var findings = asked.Check(teacher, day);
        var whole = Findings.Whole(findings);
        Count(counts.Total, whole);
        foreach (var (finding, of) in findings.Zip(counts.Requirements))
        {
            Count(of.Counts, (RequirementResult)finding.Outcome.Result);
        }
        return new()
        {
            TeacherId = teacher.TeacherId,
            DisplayName = teacher.Identity.DisplayName,
            StaffNumber = engagement.StaffNumber,
            Result = whole,
            Findings = { findings.Select(Findings.ToWire) },
        };
    }

    private static PrecheckCounts Empty(LevelRules asked) => new()
    {
        Total = new(),
        Requirements = { asked.Requirements.Select(r => new RequirementCounts { Code = r.Code, Title = r.Title, Counts = new() }) },
    };

    private static void Count(ResultCounts counts, RequirementResult result)
    {
        switch (result)
        {
            case RequirementResult.Met:
                counts.MetCount++;
                break;
            case RequirementResult.Lacking:
                counts.LackingCount++;
                break;
            case RequirementResult.Manual:
                counts.ManualCount++;
                break;
            default:
                counts.UnavailableCount++;
                break;
        }
    }
}
