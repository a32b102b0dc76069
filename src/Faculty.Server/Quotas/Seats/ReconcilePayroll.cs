using Faculty.Domain.Quotas.Payrolls;
using Faculty.Server.Hosting;
using Faculty.Server.Quotas.Payrolls;
using Faculty.V1;
using Grpc.Core;
using OrganisationKind = Faculty.Domain.Organisations.OrganisationKind;
using PayrollCause = Faculty.V1.PayrollCause;
using PayrollDifference = Faculty.V1.PayrollDifference;
using Period = Faculty.Domain.Time.Period;

namespace Faculty.Server.Quotas.Seats;

internal sealed partial class SeatService
{
    private const int MostDifferences = 20_000;

    public override async Task<ReconcilePayrollResponse> ReconcilePayroll(ReconcilePayrollRequest request, ServerCallContext context)
    {
        var month = request.Month;
        Check(request.ScopeCode)
            .Require(month is { Year: >= 1900 and <= 9998, Month: >= 1 and <= 12, Day: 0 }, "month", "must be a year and a month, with day 0")
            .Require(request.Kinds.All(k => k != EngagementKind.Unspecified && Enum.IsDefined(k)), "kinds", "must be kinds of engagement")
            .Require(request.Content.Length > 0, "content", "must not be empty")
            .Done();
        var first = new DateOnly(month.Year, month.Month, 1);
        var period = new Period(first, first.AddMonths(1).AddDays(-1));
        var kinds = request.Kinds.Count == 0 ? [Domain.Teachers.EngagementKind.Established] : request.Kinds.Select(k => (Domain.Teachers.EngagementKind)k).ToHashSet();

        var revision = await RevisionAsync(context, request.ScopeCode, request.KnownAt);
        var (people, rows) = await PeopleAsync(context, revision, request.ScopeCode, context.CancellationToken);
        if (people.Scopes.Organisations.Find(request.ScopeCode) is { Kind: OrganisationKind.Department })
        {
            throw Refusal.Field("scope_code", "must be a school or an organisation above schools: departments pay nobody");
        }
        var payroll = PayrollTable.Read(request.Content);
        var schools = people.Codes.ToHashSet(StringComparer.Ordinal);
        var books = new List<BookEntry>();
        await foreach (var teacher in people.AllAsync(context.CancellationToken))
        {
            // A record merged into another is paid as that one.
            if (teacher.MergedIntoTeacherId.Length == 0)
            {
                books.AddRange(teacher.Engagements.Where(e => schools.Contains(e.SchoolCode)).Select(e => new BookEntry(teacher.TeacherId, teacher.Identity.DisplayName, e)));
            }
        }
        var result = Reconciliation.Of(payroll.Lines, books, period, kinds, rows.Names);
        return new()
        {
            Month = month,
            Revision = revision,
            LineCount = payroll.Lines.Count,
            OnBooksCount = result.OnBooks,
            PaidCount = result.Paid,
            MissingCount = result.Missing,
            FurtherLineCount = result.FurtherLines,
            AmountFen = payroll.Lines.Sum(l => l.AmountFen),
            NamesNotComparedCount = result.NamesNotCompared,
            UnknownColumns = { payroll.Unknown },
            DifferenceCount = result.Differences.Count,
            Differences = { result.Differences.Take(MostDifferences).Select(d => ToWire(d, rows)) },
            Causes =
            {
                result.Differences.GroupBy(d => d.Cause).Select(g => new PayrollCauseCount
                {
                    Cause = (PayrollCause)g.Key, DifferenceCount = g.Count(), AmountFen = g.Sum(d => d.Line?.AmountFen ?? 0),
                }),
            },
        };
    }

    private static PayrollDifference ToWire(Domain.Quotas.Payrolls.PayrollDifference difference, SeatRows rows)
    {
        var engagement = difference.Entry?.Engagement;
        return new()
        {
            Cause = (PayrollCause)difference.Cause,
            Row = difference.Line?.Row ?? 0,
            SchoolCode = difference.SchoolCode,
            StaffNumber = difference.StaffNumber,
            TeacherId = difference.Entry?.TeacherId ?? "",
            DisplayName = difference.Entry is { } entry && rows.Names(entry.Engagement.SchoolCode) ? entry.DisplayName : "",
            Date = difference.Date?.ToWire(),
            AmountFen = difference.Line?.AmountFen ?? 0,
            OtherRow = difference.OtherRow,
            OtherSchoolCode = difference.Cause == Domain.Quotas.Payrolls.PayrollCause.OtherSchool ? engagement?.SchoolCode ?? "" : "",
            EngagementKind = (EngagementKind)(engagement?.Kind ?? 0),
        };
    }
}
