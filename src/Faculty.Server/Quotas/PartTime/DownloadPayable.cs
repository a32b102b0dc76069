using Faculty.V1;
using Grpc.Core;
using ExportService = Faculty.Server.Imports.Export.ExportService;
using HoursState = Faculty.Domain.Quotas.PartTime.HoursState;

namespace Faculty.Server.Quotas.PartTime;

internal sealed partial class PartTimeService
{
    public override async Task DownloadPayable(DownloadPayableRequest request, IServerStreamWriter<DownloadPayableResponse> responseStream, ServerCallContext context)
    {
        using var until = watching.Until(context.CancellationToken);
        var asked = await CheckedAsync(request.ScopeCode, request.Year, month: null, V1.HoursState.Unspecified, "", request.AsOf, request.KnownAt, context);
        var year = YearOf(request.Year, asked);
        var lines = (await asked.LinesAsync(year, until.Token)).Where(l => l.StateOn(asked.Day) == HoursState.Confirmed).ToList();
        var persons = await PersonsAsync(lines.Select(l => l.TeacherId), store.Revision, until.Token);
        var names = await NamesAsync(context);
        using var workbook = new MemoryStream();
        PayableWorkbook.Write(lines, line => names(line) ? persons[line.TeacherId].Name : "", asked.NameOf, workbook);
        workbook.Position = 0;
        await ExportService.SendAsync(
            workbook,
            (bytes, first) => responseStream.WriteAsync(new() { FileName = first ? $"payable-{year}-{asked.Day:yyyyMMdd}.xlsx" : "", Content = bytes, Revision = asked.Revision }, context.CancellationToken),
            until.Token);
    }
}
