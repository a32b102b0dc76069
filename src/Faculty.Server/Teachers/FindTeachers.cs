using System.Text;
using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Teachers;

internal sealed partial class TeacherService
{
    public override async Task<FindTeachersResponse> FindTeachers(FindTeachersRequest request, ServerCallContext context)
    {
        new RequestCheck().Text(request.Query, "query", longest: 64).OptionalCode(request.SchoolCode, "school_code", longest: 32)
            .Require(request.Limit is >= 0 and <= 100, "limit", "must be 0 (= 20) to 100")
            .Done();
        var limit = request.Limit == 0 ? 20 : request.Limit;
        var reply = new FindTeachersResponse();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var rows = await scope.TeachersAsync(context);
        await foreach (var (document, matched) in MatchesAsync(rows, request.Query.Trim(), request.SchoolCode, limit, context.CancellationToken))
        {
            if (seen.Add(document.Id))
            {
                reply.Found.Add(new FoundTeacher { Teacher = TeacherBytes.Message(document), Matched = matched });
            }
            if (reply.Found.Count == limit)
            {
                break;
            }
        }
        return reply;
    }

    /// <summary>What fits a query, best first; a teacher may fit several times.</summary>
    private async IAsyncEnumerable<(StoredDocument Document, string Matched)> MatchesAsync(
        TeacherRows rows, string query, string schoolCode, int limit, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        if (await rows.StandingOrNullAsync(query, at: null, ct) is { } named)
        {
            yield return (named, "teacher_id");
        }
        foreach (var id in await WithStaffNumberAsync(rows, query, schoolCode, ct))
        {
            if (await rows.StandingOrNullAsync(id, at: null, ct) is { } found)
            {
                yield return (found, "staff_number");
            }
        }
        var school = schoolCode.Length == 0 ? null : await OfSchoolAsync(rows, schoolCode, ct);
        foreach (var (range, matched) in Ranges(query))
        {
            if (school is null)
            {
                foreach (var found in (await rows.PageAsync(range, null, limit * 2, ct)).Teachers)
                {
                    yield return (found, matched);
                }
            }
            else
            {
                foreach (var (found, _) in school.Where(t => TeacherKeys.Named(range.Index, t.Name).Any(range.Holds)))
                {
                    yield return (found, matched);
                }
            }
        }
    }

    private static IEnumerable<(KeyRange Range, string Matched)> Ranges(string query)
    {
        yield return (KeyRange.Exactly(Documents.NameIndex, Documents.Hex(query)), "name");
        yield return (KeyRange.Prefix(Documents.NameIndex, Documents.Hex(query)), "name");
        var letters = TeacherPages.Letters(query);
        if (letters.Length > 0 && letters.All(char.IsAsciiLetterLower))
        {
            yield return (KeyRange.Exactly(Documents.PinyinIndex, letters), "pinyin");
            yield return (KeyRange.Exactly(Documents.InitialsIndex, letters), "initials");
            yield return (KeyRange.Prefix(Documents.PinyinIndex, letters), "pinyin");
            yield return (KeyRange.Prefix(Documents.InitialsIndex, letters), "initials");
        }
    }

    // A number is unique within a school only, so without a school each of them is asked: some thousand look-ups in memory.
    private async ValueTask<List<string>> WithStaffNumberAsync(TeacherRows rows, string number, string schoolCode, CancellationToken ct)
    {
        var found = new List<string>();
        if (number.All(c => c is > ' ' and <= '~'))
        {
            await follower.CaughtUpAsync(store.Revision, ct);
            foreach (var code in (schoolCode.Length > 0 ? [schoolCode] : directory.Tree.All.Select(o => o.Code)).Where(rows.Coverage.Covers))
            {
                if (await store.FindIdAsync(Documents.Teachers.Name, Documents.StaffNumberIndex, TeacherKeys.StaffNumber(code, number), ct) is { } id)
                {
                    found.Add(id);
                }
            }
        }
        return found;
    }

    private static async ValueTask<List<(StoredDocument Document, string Name)>> OfSchoolAsync(TeacherRows rows, string schoolCode, CancellationToken ct)
    {
        var teachers = new List<(StoredDocument, string)>();
        await foreach (var found in rows.AllAsync(KeyRange.Exactly(Documents.SchoolIndex, schoolCode), ct))
        {
            teachers.AddRange(found.Select(d => (d, Encoding.UTF8.GetString(TeacherBytes.Name(d)))));
        }
        return teachers;
    }
}
