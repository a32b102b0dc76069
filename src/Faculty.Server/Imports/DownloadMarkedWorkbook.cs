using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.Server.Imports.Rows;
using Faculty.Server.Imports.Tables;
using Faculty.Server.Privacy;
using Faculty.V1;
using Grpc.Core;
using ExportService = Faculty.Server.Imports.Export.ExportService;

namespace Faculty.Server.Imports;

internal sealed partial class ImportService
{
    public override async Task DownloadMarkedWorkbook(DownloadMarkedWorkbookRequest request, IServerStreamWriter<DownloadMarkedWorkbookResponse> replies, ServerCallContext context)
    {
        new RequestCheck().Id(request.UploadId, "upload_id").Done();
        var upload = uploads.Find(Caller.Of(context).PrincipalId, request.UploadId);
        var faults = upload.Faults ?? throw new Refusal(ErrorReason.UploadIncomplete, "The upload was not checked yet; run the import first.") { Metadata = [("upload_id", upload.Id)] };
        using var reading = uploads.Read(upload);
        using var workbook = TemporaryFiles.Unnamed(Path.Combine(upload.Folder, $"marked-{Ids.New()}"));
        WriteMarked(upload, faults.Listed(FaultList.MostKept), workbook);
        workbook.Position = 0;
        using var until = watching.Until(context.CancellationToken);
        await ExportService.SendAsync(workbook, (bytes, _) => replies.WriteAsync(new() { Content = bytes }, context.CancellationToken), until.Token);
    }

    private static void WriteMarked(Upload upload, IReadOnlyList<ImportFault> faults, Stream to)
    {
        using var workbook = new WorkbookWriter(to);
        var byTable = faults.ToLookup(f => f.Sheet, StringComparer.Ordinal);
        var written = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        UploadedTables.ReadAll(upload.Folder, upload.Files, new FaultList(), (table, sheet, name) =>
        {
            // Called as it came; when two files bring the same table, the second by its other name, so that both are read again.
            var came = Path.GetFileName(name);
            came = came.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? came[..^4] : came;
            var called = ((string[])[came, sheet.Name, sheet.Label]).FirstOrDefault(written.Add) ?? $"{sheet.Label} {written.Count}";
            workbook.Sheet(called, sheet.Columns, writer => Copy(table, writer, byTable[name].ToLookup(f => f.Row)));
        });
        // What has no row: files that could not be read, sheets that are not known.
        workbook.Sheet(UploadedTables.NotesSheet, [], writer =>
        {
            foreach (var fault in faults.Where(f => f.Row == 0))
            {
                writer.Cell(fault.Sheet, CellStyle.Text);
                writer.Cell(Told(fault), fault.Warning ? CellStyle.Warning : CellStyle.Fault);
                writer.End();
            }
        });
    }

    private static void Copy(TableReader table, SheetWriter writer, ILookup<int, ImportFault> faults)
    {
        var headers = new List<string>();
        while (table.Read() && table.Row <= SheetWriter.MostRows)
        {
            writer.SkipTo(table.Row);
            var isHeader = headers.Count == 0;
            for (var i = 0; isHeader && i < table.Count; i++)
            {
                headers.Add(table.Cell(i).Trim().ToString());
            }
            var here = faults[table.Row].ToList();
            for (var i = 0; i < headers.Count; i++)
            {
                var marked = here.Where(f => string.Equals(f.Column, headers[i], StringComparison.Ordinal)).ToList();
                var style = marked.Exists(f => !f.Warning) ? CellStyle.Fault : marked.Count > 0 ? CellStyle.Warning : isHeader ? CellStyle.Header : CellStyle.Text;
                // What was refused as a formula or an error must not come back as its result, which would then be read as typed.
                writer.Cell(i < table.Count && table.Kind(i) is not (CellKind.Formula or CellKind.Error) ? table.Cell(i) : [], style);
            }
            if (here.Count > 0 || isHeader)
            {
                writer.Cell(isHeader && here.Count == 0 ? Header.FaultsColumn : string.Join("\n", here.Select(Told)), here.Exists(f => !f.Warning) ? CellStyle.Fault : isHeader ? CellStyle.Header : CellStyle.Warning);
            }
            writer.End();
        }
    }

    // In both languages: a workbook is handed on without the client that fetched it.
    private static string Told(ImportFault fault) =>
        (FaultText.Chinese(fault) is { } text ? $"{text.Wrong}{text.Remedy} " : "") + $"{fault.Message} {fault.Remedy}";
}
