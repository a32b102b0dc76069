using System.Globalization;
using System.Runtime.CompilerServices;
using Faculty.Domain.Metrics;
using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;
using Date = Google.Type.Date;
using PostCategory = Faculty.V1.PostCategory;
using Teacher = Faculty.Domain.Teachers.Teacher;

namespace Faculty.Server.Quotas.Seats;

internal sealed partial class SeatService
{
    private const int RowsPerMessage = 200;

    public override async Task<ListSeatsResponse> ListSeats(ListSeatsRequest request, ServerCallContext context)
    {
        var check = Check(request.ScopeCode).PageSize(request.PageSize);
        var size = PageSize.Of(request.PageSize);
        // No line ends in a code, a staff number or an id.
        var at = tokens.After(context, request, request.PageToken)?.Split('\n');
        var (revision, seats) = await SeatsAsync(request.ScopeCode, request.Category, request.AsOf, request.KnownAt, at, check, context);
        var reply = new ListSeatsResponse { Revision = revision };
        var ended = "";
        await foreach (var (place, seat) in seats)
        {
            if (reply.Seats.Count == size)
            {
                reply.NextPageToken = tokens.Page(context, request, $"{revision}\n{ended}");
                break;
            }
            reply.Seats.Add(seat);
            ended = place;
        }
        return reply;
    }

    public override async Task StreamSeats(StreamSeatsRequest request, IServerStreamWriter<StreamSeatsResponse> responseStream, ServerCallContext context)
    {
        using var until = watching.Until(context.CancellationToken);
        var (revision, seats) = await SeatsAsync(request.ScopeCode, request.Category, request.AsOf, request.KnownAt, at: null, Check(request.ScopeCode), context);
        var none = true;
        await foreach (var some in seats.Chunk(RowsPerMessage).WithCancellation(until.Token))
        {
            none = false;
            await responseStream.WriteAsync(new() { Seats = { some.Select(s => s.Seat) }, Revision = revision }, until.Token);
        }
        if (none)
        {
            await responseStream.WriteAsync(new() { Revision = revision }, until.Token);
        }
    }

    /// <summary>The seats after a place (revision, school, staff number, id); the revision of the first page holds for those after it.</summary>
    private async Task<(long Revision, IAsyncEnumerable<(string Place, Seat Seat)> Seats)> SeatsAsync(
        string scopeCode, PostCategory category, Date? asOf, KnownAt? knownAt, string[]? at, RequestCheck check, ServerCallContext context)
    {
        check.OptionalDay(asOf, "as_of").Known(category, "category", optional: true).Done();
        var day = asOf.ToOptionalDay() ?? clock.TodayInChina();
        var ct = context.CancellationToken;
        var revision = await RevisionAsync(context, scopeCode, knownAt);
        revision = at is null ? revision : long.Parse(at[0], CultureInfo.InvariantCulture);
        var (people, rows) = await PeopleAsync(context, revision, scopeCode, ct);
        return (revision, Seats(people, rows, day, category, at is null ? default : (at[1], at[2], at[3]), ct));
    }

    private static async IAsyncEnumerable<(string Place, Seat Seat)> Seats(
        SeatPeople people, SeatRows rows, DateOnly day, PostCategory category, (string Code, string StaffNumber, string Id) after, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var code in people.Codes.Where(c => string.CompareOrdinal(c, after.Code) >= 0))
        {
            var found = new List<(Teacher Teacher, Tie Tie)>();
            await foreach (var teacher in people.UnderAsync(code, ct))
            {
                if (people.SeatOn(teacher, day) is { } tie && people.CodeOf(tie) == code && (category == PostCategory.Unspecified || (int)tie.Post.Category == (int)category))
                {
                    found.Add((teacher, tie));
                }
            }
            foreach (var (teacher, tie) in found.OrderBy(f => f.Tie.Engagement.StaffNumber, StringComparer.Ordinal).ThenBy(f => f.Teacher.TeacherId, StringComparer.Ordinal))
            {
                if (code != after.Code || (string.CompareOrdinal(tie.Engagement.StaffNumber, after.StaffNumber), string.CompareOrdinal(teacher.TeacherId, after.Id)) is ( > 0, _) or (0, > 0))
                {
                    yield return ($"{code}\n{tie.Engagement.StaffNumber}\n{teacher.TeacherId}", rows.Of(teacher, tie, day));
                }
            }
        }
    }

    /// <summary>The persons of a scope as of a revision, and how they are shown to the caller.</summary>
    private async Task<(SeatPeople People, SeatRows Rows)> PeopleAsync(ServerCallContext context, long revision, string scopeCode, CancellationToken ct)
    {
        var scopes = await ScopesAsync(revision, scopeCode, ct);
        var people = new SeatPeople(store, await scope.TeachersAsync(context), scopes, revision, scopeCode);
        return (people, new(await LedgersAsync(revision, scopes.Organisations, scopeCode, ct), await scope.OfAsync(context, Permission.ReadTeachers), await scope.OfAsync(context, Permission.Pay)));
    }
}
