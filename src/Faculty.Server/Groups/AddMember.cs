using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using Teacher = Faculty.Domain.Teachers.Teacher;

namespace Faculty.Server.Groups;

internal sealed partial class GroupService
{
    public override Task<AddMemberResponse> AddMember(AddMemberRequest request, ServerCallContext context)
    {
        Check(request).Membership(request.Membership, "membership", clock.TodayInChina()).Id(request.Membership?.TeacherId ?? "", "membership.teacher_id").Done();
        var wanted = Wire.ToRecord(request.Membership!) with { MembershipId = Ids.New() };
        return ChangeAsync<AddMemberResponse>(request, context, async (group, batch, ct) =>
        {
            var person = await PersonAsync(wanted.TeacherId, batch, context, ct);
            return group.Add(wanted with { TeacherId = person.Id }, await StandingIdsAsync(group, person.Id, ct));
        });
    }

    // Somebody the caller sees, who stands for themselves as long as the write takes: not merged or erased meanwhile.
    private async Task<Stored<Teacher>> PersonAsync(string teacherId, WriteBatch batch, ServerCallContext context, CancellationToken ct)
    {
        var rows = await scope.TeachersAsync(context);
        var person = Documents.Teachers.Typed(await rows.StandingAsync(teacherId, at: null, ct));
        person.Value.RequireKnown();
        batch.RelyOn(Documents.Teachers, person);
        return person;
    }
}
