using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Teachers;

internal sealed partial class TeacherService
{
    public override async Task<LookupTeacherResponse> LookupTeacher(LookupTeacherRequest request, ServerCallContext context)
    {
        new RequestCheck().Code(request.TeacherId, "teacher_id").OptionalDay(request.AsOf, "as_of").Done();
        var day = request.AsOf?.ToDay() ?? clock.TodayInChina();
        var rows = await scope.TeachersAsync(context);
        if (await rows.StandingOrNullAsync(request.TeacherId, at: null, context.CancellationToken) is not { } standing)
        {
            return new() { Status = TeacherStatus.NeverIssued };
        }
        if (standing.Id != request.TeacherId)
        {
            return new() { Status = TeacherStatus.MergedInto, MergedIntoTeacherId = standing.Id };
        }
        var engaged = Documents.Teachers.Read(standing.Body).Engagements.Any(e => e.Period.End >= day);
        return new() { Status = engaged ? TeacherStatus.Active : TeacherStatus.Ended };
    }
}
