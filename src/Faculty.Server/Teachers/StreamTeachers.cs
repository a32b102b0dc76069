using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Teachers;

internal sealed partial class TeacherService
{
    public override async Task StreamTeachers(
        StreamTeachersRequest request, IServerStreamWriter<StreamTeachersResponse> responseStream, ServerCallContext context)
    {
        var range = TeacherPages.Range(request.SchoolCode, request.DepartmentCode, request.NamePrefix, request.PinyinPrefix, request.Initials);
        tokens.Reached(context, request.AfterChangeToken);
        using var until = watching.Until(context.CancellationToken);
        var rows = await scope.TeachersAsync(context);
        await foreach (var found in rows.AllAsync(range, until.Token))
        {
            await responseStream.WriteAsync(new StreamTeachersResponse { Encoded = EncodedTeachers.Reply(found, "") }, until.Token);
        }
    }
}
