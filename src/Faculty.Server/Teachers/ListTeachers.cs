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
        tokens.Reached(context, request.AfterChangeToken);
        var rows = await scope.TeachersAsync(context);
        var (found, next) = await rows.PageAsync(
            range, tokens.After(context, request, request.PageToken), PageSize.Of(request.PageSize), context.CancellationToken);
        return new() { Encoded = EncodedTeachers.Reply(found, tokens.Page(context, request, next)) };
    }
}
