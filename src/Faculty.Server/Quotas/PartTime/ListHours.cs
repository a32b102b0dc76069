using System.Runtime.CompilerServices;
using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using HoursLine = Faculty.Domain.Quotas.PartTime.HoursLine;

namespace Faculty.Server.Quotas.PartTime;

internal sealed partial class PartTimeService
{
    private const int LinesPerMessage = 200;

    public override async Task<ListHoursResponse> ListHours(ListHoursRequest request, ServerCallContext context)
    {
        new RequestCheck().PageSize(request.PageSize).Done();
        var (size, after) = (PageSize.Of(request.PageSize), tokens.After(context, request, request.PageToken));
        var asked = await CheckedAsync(request.ScopeCode, request.Year, request.Month, request.State, request.TeacherId, request.AsOf, request.KnownAt, context);
        var page = new List<Stored<HoursLine>>(size + 1);
        await foreach (var line in HoursAsync(asked, request.Year, request.Month, request.State, request.TeacherId, after, context.CancellationToken))
        {
            page.Add(line);
            if (page.Count > size)
            {
                break;
            }
        }
        return new()
        {
            Lines = { await ShownAsync([.. page.Take(size)], asked, await NamesAsync(context), context.CancellationToken) },
            NextPageToken = tokens.Page(context, request, page.Count > size ? Place(page[size - 1]) : null),
            Revision = asked.Revision,
        };
    }

    public override async Task StreamHours(StreamHoursRequest request, IServerStreamWriter<StreamHoursResponse> responseStream, ServerCallContext context)
    {
        using var until = watching.Until(context.CancellationToken);
        var asked = await CheckedAsync(request.ScopeCode, request.Year, request.Month, request.State, request.TeacherId, request.AsOf, request.KnownAt, context);
        var names = await NamesAsync(context);
        await foreach (var some in HoursAsync(asked, request.Year, request.Month, request.State, request.TeacherId, after: null, until.Token).Chunk(LinesPerMessage))
        {
            await responseStream.WriteAsync(new() { Lines = { await ShownAsync(some, asked, names, until.Token) }, Revision = asked.Revision }, until.Token);
        }
    }

    private async Task<PartTimeAsked> CheckedAsync(
        string scopeCode, int year, Google.Type.Date? month, HoursState state, string teacherId, Google.Type.Date? asOf, KnownAt? knownAt, ServerCallContext context)
    {
        var check = CheckScope(scopeCode).Require(year == 0 || year is >= 1990 and <= 2100, "year", "must be a calendar year from 1990 to 2100")
            .Known(state, "state", optional: true).OptionalDay(asOf, "as_of");
        _ = month is null ? check : check.Month(month, "month");
        _ = teacherId.Length == 0 ? check : check.Id(teacherId, "teacher_id");
        check.Done();
        return await AskedAsync(scopeCode, asOf, knownAt, context);
    }

    /// <summary>The lines asked for, by school, month and id; what the list and its stream share.</summary>
    private async IAsyncEnumerable<Stored<HoursLine>> HoursAsync(
        PartTimeAsked asked, int year, Google.Type.Date? month, HoursState state, string teacherId, string? after, [EnumeratorCancellation] CancellationToken ct)
    {
        var of = month.ToOptionalDay();
        var teacher = teacherId.Length == 0 ? "" : (await scope.Everyone.StandingOrNullAsync(teacherId, asked.Revision, ct))?.Id ?? teacherId;
        foreach (var school in asked.Schools.Where(s => after is null || string.CompareOrdinal(s, after[..after.IndexOf('!', StringComparison.Ordinal)]) >= 0))
        {
            foreach (var line in await asked.Ledger.LinesAsync(school, of?.Year ?? YearOf(year, asked), of, ct))
            {
                if (asked.Holds(line.Value)
                    && (state == HoursState.Unspecified || (int)line.Value.StateOn(asked.Day) == (int)state)
                    && (after is null || string.CompareOrdinal(Place(line), after) > 0)
                    && (teacher.Length == 0 || line.Value.TeacherId == teacherId || line.Value.TeacherId == teacher))
                {
                    yield return line;
                }
            }
        }
    }

    private async Task<IEnumerable<HoursOnADay>> ShownAsync(IReadOnlyList<Stored<HoursLine>> lines, PartTimeAsked asked, Func<HoursLine, bool> names, CancellationToken ct)
    {
        // A name is that of now: what was erased since is not told by asking about before.
        var persons = await PersonsAsync(lines.Select(l => l.Value.TeacherId), store.Revision, ct);
        return lines.Select(l => new HoursOnADay { Line = ToWire(l), State = (HoursState)(int)l.Value.StateOn(asked.Day), DisplayName = names(l.Value) ? persons[l.Value.TeacherId].Name : "" });
    }

    private static int YearOf(int year, PartTimeAsked asked) => year == 0 ? asked.Day.Year : year;

    private static string Place(Stored<HoursLine> line) => $"{line.Value.SchoolCode}!{line.Value.Month:yyyy-MM}!{line.Id}";
}
