using Faculty.Domain.Quotas.Seats;
using Faculty.Server.Access;
using Faculty.Server.Certification.Certificates;
using Faculty.Server.Hosting;
using Faculty.Server.Metrics;
using Faculty.Server.Organisations;
using Faculty.Server.Quotas.Hiring;
using Faculty.Server.Quotas.PartTime;
using Faculty.Server.Quotas.Seats;
using Faculty.Storage;
using Faculty.V1;
using Google.Protobuf;
using Grpc.Core;
using CapBase = Faculty.Domain.Quotas.PartTime.CapBase;
using CapUse = Faculty.Domain.Quotas.PartTime.CapUse;
using EngagementClass = Faculty.Domain.Teachers.EngagementClass;
using HiringLine = Faculty.Domain.Quotas.Hiring.HiringLine;
using HoursLine = Faculty.Domain.Quotas.PartTime.HoursLine;
using PartTimeBudget = Faculty.Domain.Quotas.PartTime.PartTimeBudget;

namespace Faculty.Server.Quotas.Statements;

/// <summary>
/// Prints statements for finance (财政报表). Whoever covers the organisation gets all of it as it was known then, so that two who ask for one
/// number get one text.
/// </summary>
internal sealed class FinanceStatementService(
    IRegistryStore store, RowScope scope, EstablishmentDirectory establishments, HiringDirectory hiringLines, RatioHistory history, JournalFollower follower, CertificateFonts fonts, TimeProvider clock)
    : V1.FinanceStatementService.FinanceStatementServiceBase
{
    public override async Task<PrintFinanceStatementResponse> PrintFinanceStatement(PrintFinanceStatementRequest request, ServerCallContext context)
    {
        new RequestCheck().OrganisationCode(request.ScopeCode, "scope_code").OptionalDay(request.AsOf, "as_of").Done();
        var ct = context.CancellationToken;
        var newest = store.Revision;
        await follower.CaughtUpAsync(newest, ct);
        var covered = (await scope.OfAsync(context)).Covers(request.ScopeCode);
        var revision = await store.RevisionKnownAtAsync(request.KnownAt, clock, ct) ?? newest;
        await follower.CaughtUpAsync(revision, ct);
        var tree = await history.OrganisationsAsync(revision, ct);
        var day = request.AsOf.ToOptionalDay() ?? clock.TodayInChina();
        if (!covered || tree.Find(request.ScopeCode) is null || SeatParts.IsInside(tree, request.ScopeCode, day))
        {
            throw Refusal.NotFound(Documents.Organisations.Name, request.ScopeCode);
        }
        var asked = new PartTimeAsked(new(store, revision), tree, revision, Coverage.Everything, day, request.ScopeCode);
        var knownAt = await store.InstantOfAsync(revision, ct);
        var statement = new FinanceStatement(asked, knownAt, await SchoolsAsync(asked, ct), await HeadsAsync(asked, ct));
        var (content, sha256) = statement.Print();
        content = request.Pdf ? StatementSheet.Pdf(content, fonts, knownAt) : content;
        return new() { StatementNumber = statement.Number, Content = UnsafeByteOperations.UnsafeWrap(content), Sha256 = sha256, Revision = revision };
    }

    private async Task<IReadOnlyList<StatedSchool>> SchoolsAsync(PartTimeAsked asked, CancellationToken ct)
    {
        var seats = await new SeatLedgerView(establishments.Now, hiringLines.Now).AtAsync(store, asked.Revision, asked.Schools, ct);
        var moment = await history.AtAsync(asked.Revision, _ => asked.Schools, ct);
        var schools = new List<StatedSchool>();
        foreach (var school in asked.Ledgers)
        {
            var (lines, budgets) = (new List<HoursLine>(), new List<PartTimeBudget>());
            foreach (var code in asked.Schools.Where(code => asked.LedgerOf(code) == school))
            {
                lines.AddRange((await asked.Ledger.LinesAsync(code, asked.Day.Year, month: null, ct)).Select(l => l.Value));
                budgets.AddRange(await asked.Ledger.BudgetAsync(code, asked.Day.Year, ct) is { Value: var own } ? [own] : []);
            }
            var budget = budgets.Find(b => b.SchoolCode == school);
            var establishment = seats.Establishment(school);
            List<HiringLine> hiring = [.. seats.LinesOf(school, asked.Tree, asked.Day)];
            var cells = moment.Cells(school);
            var (cap, full) = (budget?.Cap ?? new(), budget?.Cap.BaseDate ?? asked.Day);
            schools.Add(new(school, SeatAccount.Of(establishment, hiring, cells.SeatsOn(asked.Day), asked.Day), [.. hiring.Where(l => l.OpenOn(asked.Day) > 0)], budgets, lines)
            {
                Cap = cap,
                CapUse = CapUse.Of(cap, cells.HeadsOn(asked.Day, EngagementClass.External), cap.Base == CapBase.Establishment ? establishment?.AuthorisedOn(full) ?? 0 : cells.HeadsOn(full, EngagementClass.FullTime)),
                Documents = [.. await asked.DocumentsAsync(lines, budgets, ct)],
            });
        }
        return schools;
    }

    private async Task<int> HeadsAsync(PartTimeAsked asked, CancellationToken ct) =>
        (await history.AtAsync(asked.Revision, _ => [asked.ScopeCode], ct)).Cells(asked.ScopeCode).HeadsOn(asked.Day, EngagementClass.External);
}
