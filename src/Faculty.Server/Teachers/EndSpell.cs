using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Teachers;

internal sealed partial class TeacherService
{
    public override Task<EndSpellResponse> EndSpell(EndSpellRequest request, ServerCallContext context)
    {
        var today = clock.TodayInChina();
        new RequestCheck().Write(request).Id(request.TeacherId, "teacher_id").Id(request.SpellId, "spell_id")
            .Day(request.LastDate, "last_date").Done();
        return teachers.ChangeAsync<EndSpellResponse>(
            request, context,
            teacher => teacher.EndSpell(request.SpellId, request.LastDate.ToDay(), today));
    }
}
