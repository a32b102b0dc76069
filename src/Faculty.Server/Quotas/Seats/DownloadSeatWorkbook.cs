using Faculty.Domain.Organisations;
using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Quotas.Seats;

internal sealed partial class SeatService
{
    public override async Task DownloadSeatWorkbook(
        DownloadSeatWorkbookRequest request, IServerStreamWriter<DownloadSeatWorkbookResponse> responseStream, ServerCallContext context)
    {
        Check(request.ScopeCode).OptionalDay(request.AsOf, "as_of").OptionalDay(request.ChangesAfter, "changes_after").Done();
        var day = request.AsOf.ToOptionalDay() ?? clock.TodayInChina();
        var after = request.ChangesAfter.ToOptionalDay() ?? day.AddMonths(-12);
        new RequestCheck().Require(after <= day, "changes_after", "must not lie after as_of").Done();
        using var until = watching.Until(context.CancellationToken);
        var ct = until.Token;

        var revision = await RevisionAsync(context, request.ScopeCode, request.KnownAt);
        var moment = await MomentAsync(revision, request.ScopeCode, Counted, ct);
        if (SeatParts.IsInside(moment.Tree, request.ScopeCode, day))
        {
            throw Refusal.Field("scope_code", "must be a school or an organisation above schools: seats are authorised for schools");
        }
        var figure = new SeatFigures(moment, day).Of(request.ScopeCode, SeatBreakdown.School);
        var (people, rows) = await PeopleAsync(context, revision, request.ScopeCode, ct);
        using var content = new MemoryStream();
        using (var workbook = new SeatWorkbook(content, request.Chinese))
        {
            workbook.Cover(figure, after);
            workbook.Balances(figure);
            workbook.Lines(SeatParts.Schools(moment.Tree, request.ScopeCode, day).SelectMany(code => moment.Ledgers.LinesOf(code, moment.Tree, day)), day);
            await workbook.HoldersAsync(Seats(people, rows, day, PostCategory.Unspecified, default, ct).Select(s => s.Seat));
            workbook.Changes(await ChangesAsync(context, revision, request.ScopeCode, after, day));
        }
        content.Position = 0;
        await Imports.Export.ExportService.SendAsync(content, (bytes, _) => responseStream.WriteAsync(new() { Content = bytes, Revision = revision }, context.CancellationToken), ct);

        IEnumerable<(string, DateOnly)> Counted(OrganisationTree tree) => SeatParts.Counted(tree, request.ScopeCode, SeatBreakdown.School, day).Select(code => (code, day));
    }
}
