using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;
using Date = Google.Type.Date;

namespace Faculty.Server.Groups;

internal sealed partial class GroupService
{
    public override async Task<ListGroupsOfTeacherResponse> ListGroupsOfTeacher(ListGroupsOfTeacherRequest request, ServerCallContext context)
    {
        var found = await OfTeacherAsync(request.TeacherId, request.AsOf, context);
        var (page, next) = tokens.PageOf(context, request, (request.PageSize, request.PageToken), found, g => g.Code);
        return new() { Groups = { page }, NextPageToken = next };
    }

    /// <summary>The groups of the caller's that a person whom the caller sees is in on a day, by code.</summary>
    private async Task<List<TeacherGroup>> OfTeacherAsync(string teacherId, Date? asOf, ServerCallContext context)
    {
        new RequestCheck().Id(teacherId, "teacher_id").OptionalDay(asOf, "as_of").Done();
        var day = asOf.ToOptionalDay() ?? clock.TodayInChina();
        var person = await (await scope.TeachersAsync(context)).StandingAsync(teacherId, at: null, context.CancellationToken);
        var rows = await RowsAsync(context);
        var names = await NamesAsync(context);
        var found = new List<TeacherGroup>();
        // Of two records merged in one group, the membership that counts.
        foreach (var (group, membership) in rows.View.MembershipsOf(person.Id)
            .Where(m => m.Membership.Period.Covers(day) && !(m.Group.Value.EndedFrom <= day) && rows.Sees(m.Group.Value))
            .OrderBy(m => m.Group.Value.Code, StringComparer.Ordinal).ThenBy(m => m.Membership.Role).DistinctBy(m => m.Group.Id))
        {
            var told = new TeacherGroup
            {
                Code = group.Value.Code, Name = group.Value.Name, Kind = (GroupKind)group.Value.Kind, Level = (GroupLevel)group.Value.Level, SchoolCode = group.Value.SchoolCode,
                State = (GroupState)group.Value.StateOn(day), Membership = Wire.ToMessage(membership),
            };
            await names.FillAsync([told.Membership], context.CancellationToken);
            found.Add(told);
        }
        return found;
    }
}
