using Faculty.Domain.Codes;
using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Teachers;

internal sealed partial class TeacherService
{
    public override Task<ChangeCategoryResponse> ChangeCategory(ChangeCategoryRequest request, ServerCallContext context)
    {
        new RequestCheck().Write(request).Id(request.TeacherId, "teacher_id").Id(request.EngagementId, "engagement_id")
            .Day(request.StartDate, "start_date")
            .Known(request.Category, "category", optional: true)
            .OptionalCode(request.DepartmentCode, "department_code", longest: 32)
            .Require(
                request.MajorCode.Length == 0 || CodeTables.IsMajor(request.MajorCode),
                "major_code", "must be six digits of the catalogue of majors, or empty")
            .Require(
                request.Category != PostCategory.Unspecified || request.DepartmentCode.Length > 0 || request.MajorCode.Length > 0,
                "category", "must be given, or department_code or major_code: something has to change")
            .Done();
        var postId = Ids.New();
        return teachers.ChangeAsync<ChangeCategoryResponse>(request, context, teacher => teacher.ChangeCategory(
            request.EngagementId,
            request.StartDate.ToDay(),
            postId,
            former => former with
            {
                Category = request.Category == PostCategory.Unspecified ? former.Category : (Domain.Teachers.PostCategory)request.Category,
                DepartmentCode = request.DepartmentCode.Length == 0 ? former.DepartmentCode : request.DepartmentCode,
                MajorCode = request.MajorCode.Length == 0 ? former.MajorCode : request.MajorCode,
            }));
    }
}
