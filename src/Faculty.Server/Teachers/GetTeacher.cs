using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Teachers;

internal sealed partial class TeacherService
{
    public override async Task<GetTeacherResponse> GetTeacher(GetTeacherRequest request, ServerCallContext context)
    {
        new RequestCheck().Id(request.TeacherId, "teacher_id").OptionalDay(request.AsOf, "as_of").Done();
        var ct = context.CancellationToken;
        store.RequireReached(request.AfterChangeToken);
        var at = await store.RevisionKnownAtAsync(request.KnownAt, clock, ct);
        var found = await StandingAsync(request.TeacherId, at, ct);
        if (request.AsOf is null)
        {
            return new() { Encoded = EncodedTeachers.Reply(found) };
        }
        var teacher = Documents.Teachers.Typed(found);
        return new() { Teacher = TeacherBytes.Message(teacher with { Value = teacher.Value.AsOf(request.AsOf.ToDay()) }) };
    }

    /// <summary>The record that stands for an id: itself, or the one it was merged into.</summary>
    private async ValueTask<StoredDocument> StandingAsync(string teacherId, long? at, CancellationToken ct)
    {
        for (var id = teacherId; ;)
        {
            var found = await (at is { } revision
                ? store.FindAtAsync(Documents.Teachers.Name, id, revision, ct)
                : store.FindAsync(Documents.Teachers.Name, id, ct))
                ?? throw Refusal.NotFound(Documents.Teachers.Name, teacherId);
            if (TeacherBytes.MergedInto(found) is not { Length: > 0 } next)
            {
                return found;
            }
            id = next;
        }
    }
}
