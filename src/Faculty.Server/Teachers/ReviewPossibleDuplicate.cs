using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Teachers;

internal sealed partial class TeacherService
{
    public override Task<ReviewPossibleDuplicateResponse> ReviewPossibleDuplicate(
        ReviewPossibleDuplicateRequest request, ServerCallContext context)
    {
        new RequestCheck().Write(request).Id(request.TeacherId, "teacher_id").Id(request.OtherTeacherId, "other_teacher_id")
            .Require(request.TeacherId != request.OtherTeacherId, "other_teacher_id", "must be another record")
            .Done();
        return teachers.ChangeAsync<ReviewPossibleDuplicateResponse>(
            request,
            context,
            async (found, _, rows, ct) => found.Value.Review((await rows.FindAsync(request.OtherTeacherId, ct)).Id),
            (_, _) => { });
    }
}
