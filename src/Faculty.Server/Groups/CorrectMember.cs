using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Groups;

internal sealed partial class GroupService
{
    public override Task<CorrectMemberResponse> CorrectMember(CorrectMemberRequest request, ServerCallContext context)
    {
        var check = Check(request).Membership(request.Membership, "membership", clock.TodayInChina()).Id(request.Membership?.MembershipId ?? "", "membership.membership_id");
        (request.Membership is { TeacherId.Length: > 0 } given ? check.Id(given.TeacherId, "membership.teacher_id") : check).Done();
        var wanted = Wire.ToRecord(request.Membership!);
        return ChangeAsync<CorrectMemberResponse>(request, context, async (group, batch, ct) =>
        {
            // The person stays where none is named, also one whom the caller does not see.
            var held = group.MembershipWith(wanted.MembershipId).TeacherId;
            var teacherId = wanted.TeacherId.Length == 0 || wanted.TeacherId == held ? held : (await PersonAsync(wanted.TeacherId, batch, context, ct)).Id;
            return group.Correct(wanted with { TeacherId = teacherId }, await StandingIdsAsync(group, teacherId, ct));
        });
    }
}
