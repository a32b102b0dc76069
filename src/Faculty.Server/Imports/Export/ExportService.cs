using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.Server.Imports.Sheets;
using Faculty.Server.Organisations;
using Faculty.Server.Privacy;
using Faculty.Server.Sightings;
using Faculty.Storage;
using Faculty.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Faculty.Server.Imports.Export;

/// <summary>Writes rosters in the form that import reads (导出).</summary>
internal sealed class ExportService(
    IRegistryStore store, RowScope scope, JournalFollower follower, OrganisationDirectory organisations, Watching watching, Disclosures disclosures,
    ServerOptions options)
    : V1.ExportService.ExportServiceBase
{
    private const int ChunkBytes = 256 << 10;

    private static readonly string[] PersonalFields = ["display_name", "sex", "birth_date", "id_number", "ethnic_group", "mobile"];

    public override async Task ExportRoster(ExportRosterRequest request, IServerStreamWriter<ExportRosterResponse> replies, ServerCallContext context)
    {
        using var until = watching.Until(context.CancellationToken);
        var ct = until.Token;
        await follower.CaughtUpAsync(store.Revision, ct);
        var (tree, revision) = (organisations.Tree, organisations.Revision);
        new RequestCheck().Known(request.Format, "format").OptionalDay(request.AsOf, "as_of").Done();
        var own = await scope.TeachersAsync(context);
        if (request.ScopeCode.Length > 0 && (tree.Find(request.ScopeCode) is null || !own.Coverage.Covers(request.ScopeCode)))
        {
            throw Refusal.NotFound("organisation", request.ScopeCode);
        }
        await disclosures.ExportAsync(context, Exported(request, own.Coverage, context), PersonalFields, revision);
        using var export = new RosterExport(store, own, await scope.OfAsync(context, Permission.ReadQuotas), tree, Path.Combine(options.DataDirectory, "uploads", $"export-{Ids.New()}"), request.Chinese);
        var rows = 0L;
        await export.WriteAsync(
            request.ScopeCode,
            request.AsOf.ToOptionalDay(),
            revision,
            done => replies.WriteAsync(new() { RowsDone = rows = done, Revision = revision }, context.CancellationToken),
            ct);
        if (request.Format == RosterFormat.Csv)
        {
            foreach (var sheet in Roster.Sheets)
            {
                using var file = TemporaryFiles.OpenRead(export.PathOf(sheet));
                await SendAsync(file, (bytes, first) => replies.WriteAsync(new() { FileName = first ? $"{sheet.Name}.csv" : "", Content = bytes, RowsDone = rows, Revision = revision }, context.CancellationToken), ct);
            }
            return;
        }
        using var workbook = TemporaryFiles.Unnamed($"{export.PathOf(Roster.Organisations)}.xlsx");
        RosterWorkbook.Write(export, workbook, ct);
        workbook.Position = 0;
        await SendAsync(workbook, (bytes, first) => replies.WriteAsync(new() { FileName = first ? "roster.xlsx" : "", Content = bytes, RowsDone = rows, Revision = revision }, context.CancellationToken), ct);
    }

    public override async Task DownloadTemplate(DownloadTemplateRequest request, IServerStreamWriter<DownloadTemplateResponse> replies, ServerCallContext context)
    {
        using var workbook = new MemoryStream();
        RosterWorkbook.WriteTemplate(workbook);
        workbook.Position = 0;
        using var until = watching.Until(context.CancellationToken);
        await SendAsync(workbook, (bytes, _) => replies.WriteAsync(new() { Content = bytes }, context.CancellationToken), until.Token);
    }

    // Without a scope a caller gets what lies below the places of the grants.
    private static IReadOnlyCollection<string> Exported(ExportRosterRequest request, Coverage own, ServerCallContext context) =>
        request.ScopeCode.Length > 0 ? [request.ScopeCode] : own.Whole ? [SightingKeys.Whole] : [.. Caller.Of(context).ScopeOf(own.Permission).Places];

    /// <summary>
    /// Sends a file in chunks; an empty one is one empty chunk. The token ends it between two chunks: a write that is cancelled resets the
    /// stream, and the caller would not learn why.
    /// </summary>
    public static async Task SendAsync(Stream file, Func<ByteString, bool, Task> send, CancellationToken ct)
    {
        var first = true;
        while (true)
        {
            var chunk = new byte[Math.Clamp(file.Length - file.Position, 0, ChunkBytes)];
            await file.ReadExactlyAsync(chunk, ct);
            if (chunk.Length == 0 && !first)
            {
                return;
            }
            ct.ThrowIfCancellationRequested();
            await send(UnsafeByteOperations.UnsafeWrap(chunk), first);
            first = false;
        }
    }
}
