using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Teachers;

internal sealed partial class TeacherService
{
    public override Task<RecordSpellResponse> RecordSpell(RecordSpellRequest request, ServerCallContext context)
    {
        var today = clock.TodayInChina();
        new RequestCheck().Write(request).Id(request.TeacherId, "teacher_id").Spell(request.Spell, "spell", today).Done();
        var spell = Wire.ToRecord(request.Spell) with { SpellId = Ids.New() };
        return teachers.ChangeAsync<RecordSpellResponse>(request, context, teacher => teacher.RecordSpell(spell));
    }
}
