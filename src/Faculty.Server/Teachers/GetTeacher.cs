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
        tokens.Reached(context, request.AfterChangeToken);
        var at = await store.RevisionKnownAtAsync(request.KnownAt, clock, ct);
        var rows = await scope.TeachersAsync(context);
        var found = await rows.StandingAsync(request.TeacherId, at, ct);
        if (request.AsOf is null)
        {
            return new() { Encoded = EncodedTeachers.Reply(found) };
        }
        var teacher = Documents.Teachers.Typed(found);
        return new() { Teacher = TeacherBytes.Message(teacher with { Value = teacher.Value.AsOf(request.AsOf.ToDay()) }) };
    }
}
