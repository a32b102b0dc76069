using System.Text;
using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using Honour = Faculty.Domain.Teachers.Honour;
using Teacher = Faculty.Domain.Teachers.Teacher;

namespace Faculty.Server.Teachers;

internal sealed partial class TeacherService
{
    private static readonly KeyRange Honoured = KeyRange.Exactly(Documents.HonourIndex, TeacherKeys.Honoured);

    public override async Task<ListHonoursResponse> ListHonours(ListHonoursRequest request, ServerCallContext context)
    {
        new RequestCheck().PageSize(request.PageSize).Done();
        var size = PageSize.Of(request.PageSize);
        var after = tokens.After(context, request, request.PageToken);
        var asked = new StreamHonoursRequest { Level = request.Level, Year = request.Year, Title = request.Title, SchoolCode = request.SchoolCode, WithRevoked = request.WithRevoked, AsOf = request.AsOf };
        var (rows, entries) = await HonoursAsync(asked, context);
        var reply = new ListHonoursResponse();
        do
        {
            (var page, after) = await rows.PageAsync(Honoured, after, size, context.CancellationToken);
            reply.Honours.Add(page.SelectMany(entries));
        }
        while (after is not null && reply.Honours.Count < size);
        reply.NextPageToken = tokens.Page(context, request, after);
        return reply;
    }

    /// <summary>The persons the caller sees, and what of each of them was asked for.</summary>
    private async Task<(TeacherRows Rows, Func<StoredDocument, IEnumerable<HonourEntry>> Entries)> HonoursAsync(StreamHonoursRequest asked, ServerCallContext context)
    {
        new RequestCheck()
            .Require(asked.Level is "" or "国家级" or "省级" or "市级" or "县级" or "校级", "level", "must be 国家级, 省级, 市级, 县级, 校级 or empty")
            .Require(asked.Year is 0 or (>= 1900 and <= 9999), "year", "must be a year from 1900 to 9999")
            .OptionalText(asked.Title, "title", longest: 100).OptionalDay(asked.AsOf, "as_of").Done();
        await follower.CaughtUpAsync(store.Revision, context.CancellationToken);
        var (rows, tree, day) = (await scope.TeachersAsync(context), directory.Tree, asked.AsOf.ToOptionalDay() ?? clock.TodayInChina());
        if (asked.SchoolCode.Length > 0 && (tree.Find(asked.SchoolCode) is null || !rows.Coverage.Covers(asked.SchoolCode)))
        {
            throw Refusal.NotFound(Documents.Organisations.Name, asked.SchoolCode);
        }
        var schools = asked.SchoolCode.Length == 0 ? null : tree.EverBelow(asked.SchoolCode).Select(o => o.Code).ToHashSet(StringComparer.Ordinal);
        return (rows, document =>
        {
            var teacher = Documents.Teachers.Read(document.Body);
            var at = SchoolsOf(teacher, day);
            return schools is not null && !at.Exists(schools.Contains) ? [] : teacher.Honours.Where(IsAsked).Select(honour => new HonourEntry
            {
                TeacherId = document.Id, DisplayName = Encoding.UTF8.GetString(TeacherBytes.Name(document)), SchoolCodes = { at }, Honour = Wire.ToMessage(honour),
            });
        });

        bool IsAsked(Honour honour) => (asked.Level.Length == 0 || honour.Level == asked.Level) && (asked.Year == 0 || honour.GrantedOn?.Year == asked.Year)
            && (asked.Title.Length == 0 || honour.Title == asked.Title) && !(honour.GrantedOn?.Earliest > day) && (asked.WithRevoked || !(honour.RevokedOn <= day));
    }

    private static List<string> SchoolsOf(Teacher teacher, DateOnly day)
    {
        var now = teacher.Engagements.Where(e => e.Period.Covers(day)).ToList();
        return [.. (now.Count > 0 ? now : teacher.Engagements.OrderByDescending(e => e.Period.End).Take(1)).Select(e => e.SchoolCode).Distinct(StringComparer.Ordinal)];
    }
}
