using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Sightings;

internal sealed partial class SightingService
{
    public override async Task<ListSightingsResponse> ListSightings(ListSightingsRequest request, ServerCallContext context)
    {
        new RequestCheck().PageSize(request.PageSize).Done();
        var asked = await AskedAsync(request.TeacherId, request.SchoolCode, context, context.CancellationToken);
        var (found, next) = await asked.AfterAsync(
            tokens.After(context, request, request.PageToken), PageSize.Of(request.PageSize), context.CancellationToken);
        return new() { Sightings = { found.Select(ToWire) }, NextPageToken = tokens.Page(context, request, next) };
    }

    /// <summary>What is asked for, of what exists for the caller.</summary>
    private async Task<SightingsAsked> AskedAsync(string teacherId, string schoolCode, ServerCallContext context, CancellationToken ct)
    {
        var check = new RequestCheck().Require(teacherId.Length == 0 || schoolCode.Length == 0, "school_code", "must be empty when teacher_id is given");
        (schoolCode.Length == 0 ? check.Id(teacherId, "teacher_id") : check.Code(schoolCode, "school_code")).Done();
        await follower.CaughtUpAsync(store.Revision, ct);
        if (teacherId.Length > 0)
        {
            var rows = await scope.TeachersAsync(context);
            var teacher = Documents.Teachers.Typed(await rows.StandingAsync(teacherId, at: null, ct)).Value;
            return await SightingsAsked.OfTeacherAsync(store, directory.Tree, teacher, ct);
        }
        var coverage = await scope.OfAsync(context);
        return coverage.Covers(schoolCode) && directory.Tree.Find(schoolCode) is not null
            ? SightingsAsked.OfSchool(store, directory.Tree, schoolCode)
            : throw Refusal.NotFound(Documents.Organisations.Name, schoolCode);
    }
}
