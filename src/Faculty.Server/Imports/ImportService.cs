namespace Faculty.Server.Imports;

/// <summary>Takes in rosters (导入): upload in chunks, check or import, fetch the marked workbook.</summary>
internal sealed partial class ImportService(Uploads uploads) : V1.ImportService.ImportServiceBase;
