using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.Server.Organisations;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Quotas.PartTime;

internal sealed partial class PartTimeService
{
    public override Task<RecordHoursResponse> RecordHours(RecordHoursRequest request, ServerCallContext context)
    {
        var check = new RequestCheck().Write(request)
            .OrganisationCode(request.SchoolCode, "school_code")
            .Require(request.Lines.Count is >= 1 and <= PartTimeForm.MostLines, "lines", $"must be 1 to {PartTimeForm.MostLines} lines, each once")
            .OptionalDay(request.Date, "date");
        for (var i = 0; i < request.Lines.Count; i++)
        {
            check.NewHours(request.Lines[i], $"lines[{i}]");
        }
        check.Done();
        var date = DateOf(request.Date);
        check = new();
        for (var i = 0; i < request.Lines.Count; i++)
        {
            check.Require(request.Lines[i].Month.ToDay() <= date, $"lines[{i}].month", "must not lie after date");
        }
        check.Done();
        return write.RunAsync(request, context, DecideAsync, async (commit, ct) => Reply<RecordHoursResponse>(await AsCommittedAsync([.. commit.Documents.Where(d => d.Type == Documents.HoursLines.Name).Select(d => d.Id)], commit, ct)));

        async Task<Func<Commit?, RecordHoursResponse>> DecideAsync(WriteBatch writes, CancellationToken ct)
        {
            var coverage = await CoverageAsync(context);
            var rows = await scope.TeachersAsync(context);
            var recorder = new HoursRecorder(store, organisations.Now, writes, date, Caller.Of(context).PrincipalId);
            foreach (var line in request.Lines)
            {
                RequireMine(coverage, request.SchoolCode, line.DepartmentCode);
                var teacher = Documents.Teachers.Typed(await rows.StandingAsync(line.TeacherId, at: null, ct));
                await recorder.AddAsync(new(request.SchoolCode, line.DepartmentCode, line.Month.ToDay(), line.StandardCode, line.Quantity), teacher, ct);
            }
            recorder.Put();
            return commit => Reply<RecordHoursResponse>([.. recorder.Lines.Select(l => new Stored<Domain.Quotas.PartTime.HoursLine>(l.LineId, commit?.Revision ?? 0, l))]);
        }
    }

    /// <summary>The day of a step; today in China when none is named.</summary>
    private DateOnly DateOf(Google.Type.Date? date)
    {
        var today = clock.TodayInChina();
        var day = date.ToOptionalDay() ?? today;
        new RequestCheck().Require(day <= today, "date", "must not lie after today").Done();
        return day;
    }

    private static void RequireMine(Coverage coverage, string schoolCode, string departmentCode)
    {
        if (!coverage.Covers(schoolCode))
        {
            coverage.Require(departmentCode);
        }
    }

    private async Task<IReadOnlyList<Stored<Domain.Quotas.PartTime.HoursLine>>> AsCommittedAsync(IReadOnlyList<string> ids, Commit commit, CancellationToken ct)
    {
        var lines = new List<Stored<Domain.Quotas.PartTime.HoursLine>>();
        foreach (var id in ids)
        {
            lines.Add(await write.AsCommittedAsync(Documents.HoursLines, id, commit, ct));
        }
        return lines;
    }

    private static TReply Reply<TReply>(IReadOnlyList<Stored<Domain.Quotas.PartTime.HoursLine>> lines)
        where TReply : IHoursReply, new()
    {
        var reply = new TReply();
        reply.Lines.AddRange(lines.Select(ToWire));
        return reply;
    }
}
