using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Teachers;

internal sealed partial class TeacherService
{
    public override Task<WithdrawFactResponse> WithdrawFact(WithdrawFactRequest request, ServerCallContext context)
    {
        new RequestCheck().Write(request).Id(request.TeacherId, "teacher_id").Id(request.FactId, "fact_id").Done();
        return teachers.ChangeAsync<WithdrawFactResponse>(request, context, teacher => teacher.WithdrawFact(request.FactId));
    }
}
