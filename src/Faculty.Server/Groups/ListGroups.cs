using System.Runtime.CompilerServices;
using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using Group = Faculty.Domain.Groups.Group;

namespace Faculty.Server.Groups;

internal sealed partial class GroupService
{
    public override async Task<ListGroupsResponse> ListGroups(ListGroupsRequest request, ServerCallContext context)
    {
        new RequestCheck().PageSize(request.PageSize).Done();
        var size = PageSize.Of(request.PageSize);
        var after = tokens.After(context, request, request.PageToken);
        var asked = new StreamGroupsRequest
        {
            SchoolCode = request.SchoolCode, Kind = request.Kind, Level = request.Level, State = request.State, Field = request.Field, TeacherId = request.TeacherId, AsOf = request.AsOf,
        };
        var page = await SelectAsync(asked, after, context, context.CancellationToken).Take(size + 1).ToListAsync(context.CancellationToken);
        return new()
        {
            Groups = { page.Take(size) },
            NextPageToken = tokens.Page(context, request, page.Count > size ? page[size - 1].Code : null),
        };
    }

    /// <summary>The groups asked for behind a code; what the list and its stream share.</summary>
    private async IAsyncEnumerable<V1.Group> SelectAsync(StreamGroupsRequest asked, string? after, ServerCallContext context, [EnumeratorCancellation] CancellationToken ct)
    {
        var check = new RequestCheck().Known(asked.Kind, "kind", optional: true).Known(asked.Level, "level", optional: true).Known(asked.State, "state", optional: true)
            .OptionalText(asked.Field, "field", longest: 100).OptionalDay(asked.AsOf, "as_of");
        (asked.TeacherId.Length == 0 ? check : check.Id(asked.TeacherId, "teacher_id")).Done();
        var day = asked.AsOf.ToOptionalDay() ?? clock.TodayInChina();
        var rows = await RowsAsync(context, asked.SchoolCode, asked.Kind, asked.Level);
        var names = await NamesAsync(context);
        var ofTeacher = asked.TeacherId.Length == 0 ? null : await CodesOfAsync(asked.TeacherId, rows.View, context);
        foreach (var found in rows.All(after))
        {
            var group = found.Value;
            if ((asked.Field.Length == 0 || group.Field == asked.Field) && ofTeacher?.Contains(group.Code) != false
                && (asked.State == GroupState.Unspecified || (int)group.StateOn(day) == (int)asked.State))
            {
                var message = Brief(found, day);
                await names.FillAsync(message.Memberships, ct);
                yield return message;
            }
        }
    }

    private static V1.Group Brief(Stored<Group> found, DateOnly day)
    {
        var message = ToWire(found with { Value = found.Value with { Memberships = [.. found.Value.MembersOn(day)] } }, day);
        message.Events.Clear();
        message.Tasks.Clear();
        return message;
    }

    private async Task<HashSet<string>> CodesOfAsync(string teacherId, GroupView view, ServerCallContext context)
    {
        var person = await (await scope.TeachersAsync(context)).StandingAsync(teacherId, at: null, context.CancellationToken);
        return view.MembershipsOf(person.Id).Select(m => m.Group.Value.Code).ToHashSet(StringComparer.Ordinal);
    }
}
