using System.Runtime.CompilerServices;
using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.Server.Metrics;
using Faculty.Server.Organisations;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using LevelRules = Faculty.Domain.Certification.Rules.LevelRules;
using Teacher = Faculty.Domain.Teachers.Teacher;

namespace Faculty.Server.Certification.Rules;

internal sealed partial class PrecheckService
{
    private const int TeachersPerMessage = 200;

    public override async Task PrecheckSchool(PrecheckSchoolRequest request, IServerStreamWriter<PrecheckSchoolResponse> responseStream, ServerCallContext context)
    {
        new RequestCheck()
            .OrganisationCode(request.SchoolCode, "school_code")
            .Known(request.Track, "track", optional: true)
            .Known(request.Level, "level")
            .OptionalDay(request.AsOf, "as_of")
            .Done();
        using var until = watching.Until(context.CancellationToken);
        var at = await store.RevisionKnownAtAsync(request.KnownAt, clock, until.Token);
        var teachers = await scope.TeachersAsync(context);
        var known = await KnownAsync(at, until.Token);
        if (!teachers.Coverage.Covers(request.SchoolCode) || known.Tree.Find(request.SchoolCode) is null)
        {
            throw Refusal.NotFound(Documents.Organisations.Name, request.SchoolCode);
        }
        var day = request.AsOf.ToOptionalDay() ?? clock.TodayInChina();
        var (applied, asked) = Rules(known, request.SchoolCode, request.Track, request.Level, day);
        var version = new AppliedRuleVersion { RuleVersion = applied.RuleVersion, Track = (RecognitionTrack)asked.Track, Level = request.Level, AsOf = day.ToWire() };
        await responseStream.WriteAsync(new() { Rules = version }, until.Token);
        var counts = Empty(asked);
        await foreach (var some in OfSchoolAsync(teachers, request.SchoolCode, at, until.Token))
        {
            var found = some.Select(document => Documents.Teachers.Read(document.Body)).Select(t => Find(t, request.SchoolCode, asked, day, counts)).OfType<TeacherFinding>().ToList();
            if (found.Count > 0)
            {
                await responseStream.WriteAsync(new() { Teachers = new() { Teachers = { found } } }, until.Token);
            }
        }
        await responseStream.WriteAsync(new() { Counts = counts }, until.Token);
    }

    /// <summary>The records that name the school, or named it then.</summary>
    private async IAsyncEnumerable<IReadOnlyList<StoredDocument>> OfSchoolAsync(TeacherRows teachers, string schoolCode, long? at, [EnumeratorCancellation] CancellationToken ct)
    {
        var range = KeyRange.Exactly(Documents.SchoolIndex, schoolCode);
        if (at is null)
        {
            await foreach (var some in teachers.AllAsync(range, ct))
            {
                yield return some;
            }
            yield break;
        }
        foreach (var some in (await new TeachersAsOf(store, at).InAsync(range, ct)).Chunk(TeachersPerMessage))
        {
            var seen = new List<StoredDocument>();
            foreach (var document in some)
            {
                if (await teachers.SeesAsync(document, at, ct))
                {
                    seen.Add(document);
                }
            }
            yield return seen;
        }
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
        var (whole, held) = (Findings.Whole(findings), Held(teacher, asked, day));
        var mayApply = MayApply(whole, held);
        (counts.MayApplyCount, counts.HeldCount) = (counts.MayApplyCount + (mayApply ? 1 : 0), counts.HeldCount + (whole != RequirementResult.Lacking && !mayApply ? 1 : 0));
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
            Held = held,
            MayApply = mayApply,
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
