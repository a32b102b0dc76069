using Faculty.Server.Hosting;
using Faculty.Server.Organisations;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Certification.Rules;

internal sealed partial class PrecheckService
{
    public override async Task<PrecheckResponse> Precheck(PrecheckRequest request, ServerCallContext context)
    {
        var check = new RequestCheck()
            .Id(request.TeacherId, "teacher_id")
            .Known(request.Track, "track", optional: true)
            .Known(request.Level, "level")
            .OptionalDay(request.AsOf, "as_of");
        (request.OrganisationCode.Length == 0 ? check : check.OrganisationCode(request.OrganisationCode, "organisation_code")).Done();
        var ct = context.CancellationToken;
        var at = await store.RevisionKnownAtAsync(request.KnownAt, clock, ct);
        var teachers = await scope.TeachersAsync(context);
        var teacher = Documents.Teachers.Read((await teachers.StandingAsync(request.TeacherId, at, ct)).Body);
        var known = await KnownAsync(at, ct);
        var day = request.AsOf.ToOptionalDay() ?? clock.TodayInChina();
        var organisation = request.OrganisationCode.Length > 0 ? request.OrganisationCode : SchoolOf(teacher, day);
        var (applied, asked) = Rules(known, organisation, request.Track, request.Level, day);
        var findings = asked.Check(teacher, day);
        var (whole, held) = (Findings.Whole(findings), Held(teacher, asked, day));
        return new()
        {
            RuleVersion = applied.RuleVersion,
            OrganisationCode = organisation,
            Track = (RecognitionTrack)asked.Track,
            Level = request.Level,
            AsOf = day.ToWire(),
            Result = whole,
            Findings = { findings.Select(Findings.ToWire) },
            Held = held,
            MayApply = MayApply(whole, held),
        };
    }
}
