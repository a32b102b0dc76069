using Faculty.Server.Hosting;
using Faculty.Server.Quotas.Seats;
using Faculty.Server.Teachers;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using HiringLine = Faculty.Domain.Quotas.Hiring.HiringLine;
using Teacher = Faculty.Domain.Teachers.Teacher;
using TeacherService = Faculty.Server.Teachers.TeacherService;

namespace Faculty.Server.Quotas.Hiring;

internal sealed partial class HiringService
{
    public override Task<OnboardCandidateResponse> OnboardCandidate(OnboardCandidateRequest request, ServerCallContext context)
    {
        var identity = request.Identity is null ? null : TeacherService.Normalised(request.Identity);
        var check = Check(request).Id(request.CandidateId, "candidate_id")
            .Require(request.TeacherId.Length == 0 != (identity is null), "teacher_id", "must be given, or identity, and not both");
        check = request.TeacherId.Length == 0 ? check : check.Id(request.TeacherId, "teacher_id");
        (identity is null ? check : check.Identity(identity, "identity", clock.TodayInChina())).Done();
        var (newTeacherId, engagementId, postId) = (Ids.New(), Ids.New(), Ids.New());
        return ChangeAsync<OnboardCandidateResponse>(
            request, context,
            async (line, batch, ct) =>
            {
                var (engagement, post) = Completed(request, line);
                var rows = await scope.TeachersAsync(context);
                var found = identity is null ? await rows.FindAsync(request.TeacherId, ct) : new Stored<Teacher>(newTeacherId, 0, new() { TeacherId = newTeacherId, Identity = Wire.ToRecord(identity) });
                if (found.Value.Identity.IdNumber.Length > 0 && identity is not null)
                {
                    await foreignNumbers.RequireLeftAsync(context, rows.Coverage);
                }
                var started = Wire.ToRecord(engagement) with { EngagementId = engagementId };
                var teacher = found.Value.RequireUnmerged().RequireKnown().StartEngagement(started, Wire.ToRecord(post) with { PostId = postId });
                // Who is engaged is told by whoever writes teachers of the school.
                (await scope.OfAsync(context, Permission.WriteTeachers)).RequireOwn(found.Value, teacher);
                var next = line.Onboard(request.CandidateId, found.Id, engagementId, started.StartDate);
                await teachers.RequireAsync(batch, [(found.Value, teacher)], Claim(next, request.CandidateId, started), ct);
                _ = identity is null ? batch.Replace(Documents.Teachers, found, teacher) : batch.Insert(Documents.Teachers, found.Id, teacher);
                return next;
            },
            (reply, line) => reply.EngagementId = line.CandidateWith(request.CandidateId).EngagementId);
    }

    // The kept seat; when it was kept for fewer days, a vacant one.
    private SeatClaim? Claim(HiringLine line, string candidateId, Domain.Teachers.Engagement engagement)
    {
        var reservationId = line.CandidateWith(candidateId).ReservationId;
        var code = EstablishmentView.LedgerOf(line.SchoolCode, organisations.Tree, clock.TodayInChina()) ?? line.SchoolCode;
        return establishments.Now.Find(code)?.Value.Reservations.Any(r => r.ReservationId == reservationId && r.IsOpen && r.HoldsOn(engagement.StartDate)) == true
            ? new(reservationId, engagement, line.Category)
            : null;
    }

    /// <summary>Engagement and post with what the line says; what they say otherwise is refused.</summary>
    private (Engagement Engagement, Post Post) Completed(OnboardCandidateRequest request, HiringLine line)
    {
        var (engagement, post) = (request.Engagement?.Clone() ?? new(), request.Post?.Clone() ?? new());
        var (kind, route, category) = ((EngagementKind)line.EngagementKind, (HiringRoute)line.Route, (PostCategory)line.Category);
        const string Other = "must be empty, or as the hiring line says";
        var check = new RequestCheck()
            .Require(engagement.SchoolCode.Length == 0 || engagement.SchoolCode == line.SchoolCode, "engagement.school_code", Other)
            .Require(engagement.Kind == EngagementKind.Unspecified || engagement.Kind == kind, "engagement.kind", Other)
            .Require(engagement.HiringRoute == HiringRoute.Unspecified || engagement.HiringRoute == route, "engagement.hiring_route", Other)
            .Require(post.Category == PostCategory.Unspecified || post.Category == category, "post.category", Other);
        (engagement.SchoolCode, engagement.Kind, engagement.HiringRoute) = (line.SchoolCode, kind, route);
        (post.SchoolCode, post.Category, post.Primary) = (line.SchoolCode, category, true);
        post.DepartmentCode = post.DepartmentCode.Length == 0 ? line.DepartmentCode : post.DepartmentCode;
        post.MajorCode = post.MajorCode.Length == 0 ? line.MajorCode : post.MajorCode;
        post.StartDate ??= engagement.StartDate;
        var today = clock.TodayInChina();
        check.Engagement(engagement, "engagement", today).Post(post, "post", today).Done();
        return (engagement, post);
    }
}
