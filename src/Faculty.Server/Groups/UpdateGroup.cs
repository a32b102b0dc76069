using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Groups;

internal sealed partial class GroupService
{
    public override Task<UpdateGroupResponse> UpdateGroup(UpdateGroupRequest request, ServerCallContext context)
    {
        Check(request).Mask(request.UpdateMask, "name", "kind", "level", "field", "school_code", "approval_document", "start_date", "last_date", "enterprises").Done();
        var today = clock.TodayInChina();
        return ChangeAsync<UpdateGroupResponse>(request, context, async (group, batch, ct) =>
        {
            var message = Wire.ToMessage(group with { Events = [], Memberships = [], Tasks = [] });
            request.UpdateMask.CopyTo(request.Group, message);
            new RequestCheck().Group(message, "group", today).Done();
            var next = Wire.ToRecord(message) with { Events = group.Events, Memberships = group.Memberships, Tasks = group.Tasks };
            if (next.SchoolCode != group.SchoolCode)
            {
                await follower.CaughtUpAsync(store.Revision, ct);
                (await scope.OfAsync(context)).Require(next.SchoolCode);
                RequireHost(organisations.Now, next.SchoolCode, today);
                organisations.Now.RelyOn(batch, [next.SchoolCode]);
            }
            return group.Edit(next, mayDecide: (await scope.OfAsync(context, Permission.Decide)).Covers(group.SchoolCode));
        });
    }
}
