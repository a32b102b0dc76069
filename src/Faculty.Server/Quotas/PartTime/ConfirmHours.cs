using Faculty.Domain;
using Faculty.Domain.Quotas.PartTime;
using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using HoursLine = Faculty.Domain.Quotas.PartTime.HoursLine;

namespace Faculty.Server.Quotas.PartTime;

internal sealed partial class PartTimeService
{
    public override Task<ConfirmHoursResponse> ConfirmHours(ConfirmHoursRequest request, ServerCallContext context)
    {
        new RequestCheck().Lines(request).Done();
        var account = Caller.Of(context).PrincipalId;
        return StepAsync<ConfirmHoursResponse>(request, context, ofSchool: false, async (steps, ct) =>
        {
            var confirmed = steps.Lines.Select(l => l.Value.Confirm(steps.Date, account)).ToList();
            await RequireStillRightAsync(confirmed, steps.Writes, ct);
            return confirmed;
        });
    }

    // Between record and confirmation the engagement may have been mended, and the rate.
    private async Task RequireStillRightAsync(IReadOnlyList<HoursLine> lines, WriteBatch writes, CancellationToken ct)
    {
        var (ledger, relied, teachers) = (new PartTimeLedger(store, revision: null), new HashSet<string>(StringComparer.Ordinal), new Dictionary<string, Domain.Teachers.Teacher>(StringComparer.Ordinal));
        foreach (var line in lines)
        {
            if (!teachers.TryGetValue(line.TeacherId, out var teacher))
            {
                var standing = Documents.Teachers.Typed(await scope.Everyone.StandingAsync(line.TeacherId, at: null, ct));
                teachers[line.TeacherId] = teacher = standing.Value;
                if (relied.Add(standing.Id))
                {
                    writes.RelyOn(Documents.Teachers, standing);
                }
            }
            // Recorded twice before two records of the person were merged.
            var same = (await ledger.LinesAsync(line.SchoolCode, line.Year, line.Month, ct)).Select(l => l.Value).Where(l => l.Stands && l.LineId != line.LineId && HoursRecorder.IsOf(l, teacher)
                && l.DepartmentCode == line.DepartmentCode && l.StandardCode == line.StandardCode);
            if (same.FirstOrDefault(l => l.State != Domain.Quotas.PartTime.HoursState.Recorded || lines.Any(other => other.LineId == l.LineId)) is { } twice)
            {
                throw Broken(Reason.HoursTwice, "The same work of the person is confirmed already, under a record that was merged; return one of the lines.", line, ("department_code", line.DepartmentCode), ("other_line_id", twice.LineId));
            }
            if (PartTimeWork.In(teacher, line.SchoolCode, line.Month) is null)
            {
                throw Broken(Reason.NotEngagedInMonth, "The person is not engaged from outside by the school on any day of the month.", line);
            }
            var rate = (await ledger.RateAsync(organisations.Tree, line.SchoolCode, line.StandardCode, line.Month, writes, relied, ct))?.Rate;
            if (rate?.RateId != line.RateId)
            {
                throw Broken(Reason.StandardChanged, "The rate of the month is another one by now; return the line and record it anew.", line);
            }
        }

        static RuleBroken Broken(Reason reason, string message, HoursLine line, params ReadOnlySpan<(string Key, string Value)> more) => new(
            reason, message,
            [("line_id", line.LineId), ("school_code", line.SchoolCode), ("standard_code", line.StandardCode), ("month", $"{line.Month:yyyy-MM}"), ("rate_fen", $"{line.RateFen}"), ("teacher_id", line.TeacherId), .. more]);
    }
}
