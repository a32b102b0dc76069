using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Teachers;

internal sealed partial class TeacherService
{
    public override async Task<ListTeachersResponse> ListTeachers(ListTeachersRequest request, ServerCallContext context)
    {
        new RequestCheck().PageSize(request.PageSize).Done();
        var range = TeacherPages.Range(request.SchoolCode, request.DepartmentCode, request.NamePrefix, request.PinyinPrefix, request.Initials);
        store.RequireReached(request.AfterChangeToken);
        var rows = await scope.TeachersAsync(context);
        var (found, next) = await rows.PageAsync(
            range, Tokens.After(request, request.PageToken), request.PageSize == 0 ? 50 : request.PageSize, context.CancellationToken);
        return new() { Encoded = EncodedTeachers.Reply(found, Tokens.Page(request, next)) };
    }
}
