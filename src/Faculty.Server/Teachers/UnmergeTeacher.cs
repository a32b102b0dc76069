using Faculty.Domain;
using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using Teacher = Faculty.Domain.Teachers.Teacher;

namespace Faculty.Server.Teachers;

internal sealed partial class TeacherService
{
    public override Task<UnmergeTeacherResponse> UnmergeTeacher(UnmergeTeacherRequest request, ServerCallContext context)
    {
        new RequestCheck().Write(request).Id(request.MergedTeacherId, "merged_teacher_id").Done();
        return write.RunAsync(
            request,
            context,
            async (batch, ct) =>
            {
                var rows = await scope.TeachersAsync(context);
                var merged = await rows.FindAsync(request.MergedTeacherId, ct);
                Write.RequireEtag(request.Etag, Documents.Teachers, merged);
                if (merged.Value.MergedIntoTeacherId.Length == 0)
                {
                    throw new RuleBroken(Reason.NotMerged, "The record is not merged.", ("teacher_id", merged.Id));
                }
                var holder = await rows.FindAsync(merged.Value.MergedIntoTeacherId, ct);
                var (kept, unmerged) = holder.Value.Unmerge(merged.Value);
                rows.Coverage.RequireOwn(holder.Value, kept);
                await teachers.RequireAsync(batch, [(holder.Value, kept), (merged.Value, unmerged)], seat: null, ct);
                batch.Replace(Documents.Teachers, holder, kept).Replace(Documents.Teachers, merged, unmerged);
                return commit => Unmerged(
                    new(holder.Id, commit?.Revision ?? holder.Revision, kept),
                    new(merged.Id, commit?.Revision ?? merged.Revision, unmerged));
            },
            async (commit, ct) => Unmerged(
                await write.AsCommittedAsync(Documents.Teachers, commit, ct),
                await write.AsCommittedAsync(Documents.Teachers, request.MergedTeacherId, commit, ct)));
    }

    private static UnmergeTeacherResponse Unmerged(Stored<Teacher> kept, Stored<Teacher> unmerged) => new()
    {
        Teacher = TeacherBytes.Message(kept),
        UnmergedTeacher = TeacherBytes.Message(unmerged),
    };
}
