using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Teachers;

internal sealed partial class TeacherService
{
    public override Task<MergeTeachersResponse> MergeTeachers(MergeTeachersRequest request, ServerCallContext context)
    {
        new RequestCheck().Write(request).Id(request.TeacherId, "teacher_id").Id(request.MergedTeacherId, "merged_teacher_id")
            .Require(request.TeacherId != request.MergedTeacherId, "merged_teacher_id", "must be another record")
            .Done();
        return teachers.ChangeAsync<MergeTeachersResponse>(
            request,
            context,
            async (found, batch, rows, ct) =>
            {
                var other = await rows.FindAsync(request.MergedTeacherId, ct);
                var (kept, merged) = found.Value.Merge(other.Value);
                batch.Replace(Documents.Teachers, other, merged);
                return new TeacherChange(kept) { Others = [(other.Value, merged)] };
            },
            (_, _) => { });
    }
}
